namespace Copr.Contracts.Tool.Tests;

/// <summary>Makes lists of waiting builds, which keep the contract if a test does not change them.</summary>
internal static class WaitingBuildsText
{
    public const string Empty = """{"builds":[]}""";

    public static string Of(params string[] builds) => $$"""{"builds":[{{string.Join(',', builds)}}]}""";

    /// <param name="id">The id of the build.</param>
    /// <param name="packages">The packages.</param>
    /// <param name="chroots">The chroots of the build and of its copr.</param>
    /// <param name="repositories">The repositories of the copr.</param>
    /// <param name="submittedOn">The time of the submission, as JSON.</param>
    public static string Build(
        int id = 5,
        string packages = "http://foo/pkg.src.rpm",
        string chroots = "fedora-17-i386",
        string repositories = "",
        string submittedOn = "1351157544") =>
        $$"""{"copr_id":5,"user_id":1,"copr":{"owner_id":2,"repos":"{{repositories}}","chroots":"{{chroots}}","id":5,"name":"ff2"}"""
        + $$""","submitted_on":{{submittedOn}},"pkgs":"{{packages}}","chroots":"{{chroots}}","id":{{id}}}""";
}
