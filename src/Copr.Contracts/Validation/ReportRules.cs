namespace Copr.Contracts.Validation;

/// <summary>5xx: a backend's report is wrong.</summary>
internal static class ReportRules
{
    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        new RuleChecks("COPR501", "unknown-member-in-report", Severity.Warning, RuleKind.Document,
            "A backend reports only members that a frontend reads.")
            .On<UnknownMember>(static (in member, _) => member.KnownInReport is not { } known ? null
                : new($"no frontend reads {Excerpt.Of(member.Name)}", known)),
        new RuleChecks("COPR503", "incomplete-end", Severity.Error, RuleKind.Schema, "An end has both its time and its status.")
            .On<BuildUpdate>("/status", static (in update, _) => update is not { Status: not null, EndedOn: null } ? null
                : new("there is a \"status\" without \"ended_on\"", "both, because only a build that has ended has a status"))
            .On<BuildUpdate>("/ended_on", static (in update, _) => update is not { Status: null, EndedOn: not null } ? null
                : new("there is an \"ended_on\" without \"status\"", "both, because nothing else says how the build ended")),
        new RuleChecks("COPR504", "nothing-reported", Severity.Warning, RuleKind.Document, "An entry reports more than its id.")
            .On<BuildUpdate>(static (in update, _) =>
                update is not { StartedOn: null, Results: null, EndedOn: null, Status: null, UnknownMembers.Count: 0 } ? null
                : new("the entry has only its \"id\"", "\"started_on\" and \"results\", or \"ended_on\" and \"status\"")),
        new RuleChecks("COPR505", "report-times-out-of-order", Severity.Warning, RuleKind.Document,
            "A build starts after 1970-01-01T00:00:00Z, and does not end before it starts.")
            .On<BuildUpdate>("/started_on", static (in update, _) => CheckPositive("started_on", update.StartedOn))
            .On<BuildUpdate>("/ended_on", static (in update, _) => CheckPositive("ended_on", update.EndedOn)
                ?? BuildRules.CheckOrder("ended_on", update.EndedOn, "started_on", update.StartedOn)),
    ];

    private static Finding? CheckPositive(string member, DateTimeOffset? time) => time is null || time > DateTimeOffset.UnixEpoch ? null
        : new($"\"{member}\" is {BuildRules.Format(time.Value)}, a Unix time of 0 or less", "the time at which it happened");
}
