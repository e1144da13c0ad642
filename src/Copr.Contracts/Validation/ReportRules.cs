namespace Copr.Contracts.Validation;

/// <summary>5xx: a backend's report is wrong.</summary>
internal static class ReportRules
{
    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        new RuleChecks("COPR501", "unknown-member-in-report", Severity.Warning, RuleKind.Document,
            "A backend reports only members that a frontend reads.")
            .On<BuildUpdate>(static (in update, inspection) =>
                CheckUnknown(update.UnknownMembers, "id, started_on, results, ended_on and status", inspection))
            .On<BuildUpdates>(static (in report, inspection) => CheckUnknown(report.UnknownMembers, "builds", inspection)),
        new RuleChecks("COPR503", "incomplete-end", Severity.Error, RuleKind.Schema, "An end has both its time and its status.")
            .On<BuildUpdate>(static (in update, inspection) =>
            {
                if (update is { Status: not null, EndedOn: null })
                {
                    inspection.Report("/status", "there is a \"status\" without \"ended_on\"", "both, because only a build that has ended has a status");
                }
                else if (update is { EndedOn: not null, Status: null })
                {
                    inspection.Report("/ended_on", "there is an \"ended_on\" without \"status\"", "both, because nothing else says how the build ended");
                }
            }),
        new RuleChecks("COPR504", "nothing-reported", Severity.Warning, RuleKind.Document, "An entry reports more than its id.")
            .On<BuildUpdate>(static (in update, inspection) =>
            {
                if (update is { StartedOn: null, Results: null, EndedOn: null, Status: null, UnknownMembers.Count: 0 })
                {
                    inspection.Report("the entry has only its \"id\"", "\"started_on\" and \"results\", or \"ended_on\" and \"status\"");
                }
            }),
        new RuleChecks("COPR505", "report-times-out-of-order", Severity.Warning, RuleKind.Document,
            "A build starts after 1970 and ends after it starts.")
            .On<BuildUpdate>(static (in update, inspection) =>
            {
                CheckPositive("started_on", update.StartedOn, inspection);
                if (!CheckPositive("ended_on", update.EndedOn, inspection))
                {
                    BuildRules.CheckOrder("ended_on", update.EndedOn, "started_on", update.StartedOn, inspection);
                }
            }),
    ];

    private static void CheckUnknown(UnknownMembers members, string expected, Inspection inspection)
    {
        foreach (string name in members.Keys)
        {
            inspection.Report(JsonPointer.Append("", name), $"no frontend reads {Excerpt.Of(name)}", expected);
        }
    }

    private static bool CheckPositive(string member, DateTimeOffset? time, Inspection inspection)
    {
        bool isPositive = time is null || time > DateTimeOffset.UnixEpoch;
        if (!isPositive)
        {
            string found = $"\"{member}\" is {BuildRules.Format(time!.Value)}, a Unix time of 0 or less";
            inspection.Report($"/{member}", found, "the time at which it happened");
        }

        return !isPositive;
    }
}
