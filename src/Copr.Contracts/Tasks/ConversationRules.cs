using Copr.Contracts.Validation;

namespace Copr.Contracts.Tasks;

/// <summary>64x: the requests of a backend are wrong together, on either wire. Whoever serves a backend checks them.</summary>
internal static class ConversationRules
{
    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        new RuleChecks("COPR641", "unfinished-build", Severity.Error, RuleKind.Network,
            "A backend ends each build that it is given."),
        new RuleChecks("COPR642", "build-ended-twice", Severity.Error, RuleKind.Network, "A backend reports the end of a build once."),
        new RuleChecks("COPR643", "canceled-build-started", Severity.Error, RuleKind.Network,
            "A backend starts no build that is canceled."),
        new RuleChecks("COPR644", "unknown-request", Severity.Error, RuleKind.Network,
            "A backend requests only what a frontend serves, and reports only builds that the frontend has."),
    ];
}
