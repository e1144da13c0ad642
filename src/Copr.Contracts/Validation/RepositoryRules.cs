namespace Copr.Contracts.Validation;

/// <summary>4xx: the target of a URL is wrong. This package does not use the network; callers that do report these.</summary>
internal static class RepositoryRules
{
    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        new("COPR401", "no-repodata", Severity.Error, RuleKind.Network,
            "A repository has the metadata of every architecture that a build is for.", Quotations.Repositories),
        new("COPR402", "unreachable", Severity.Warning, RuleKind.Network, "A repository answers in time, with a usable answer."),
    ];
}
