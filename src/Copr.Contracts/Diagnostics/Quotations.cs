namespace Copr.Contracts.Diagnostics;

/// <summary>Sentences of the wiki page that more than one rule comes from, word by word.</summary>
internal static class Quotations
{
    public const string Repositories =
        "Each repo must point to a url, that has to contain arch specific dirs (i386/x86_64),"
        + " each containing repodata dir (like koji has it).";

    public const string BuildChroots =
        "the build now has a \"chroots\" attribute too, because chroots of a copr can change before it is built"
        + " - and we want to build what was submitted => the chroots from the build should be used.";

    public const string TenOldest =
        "To get 10 oldest submitted builds (this is currently a hardcoded default, do we want anything else?),"
        + " use http://deployed_frontend_instance/waiting_builds/";
}
