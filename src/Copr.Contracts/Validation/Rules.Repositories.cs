namespace Copr.Contracts.Validation;

/// <content>4xx: what a URL points to is wrong. Nothing in this package asks the network; who does reports these.</content>
public static partial class Rules
{
    /// <summary>COPR401: a repository has the metadata of every architecture that the build is for.</summary>
    public static Rule NoRepodata { get; } = Declare(new(
        "COPR401", "no-repodata", Severity.Error, RuleKind.Network,
        "A repository has the metadata of every architecture that a build is for.",
        Repodata));

    /// <summary>COPR402: a repository answers.</summary>
    public static Rule Unreachable { get; } = Declare(new(
        "COPR402", "unreachable", Severity.Warning, RuleKind.Network,
        "A repository answers in time, and with an answer to go by."));
}
