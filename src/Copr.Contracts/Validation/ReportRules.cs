namespace Copr.Contracts.Validation;

/// <summary>5xx: a backend's report is wrong.</summary>
internal static class ReportRules
{
    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        new("COPR501", "unknown-member-in-report", Severity.Warning, RuleKind.Document, "A backend reports only members that a frontend reads.")
        {
            OfUpdate = static (in update, rule, ref inspection) =>
            {
                foreach (string name in update.UnknownMembers.Keys)
                {
                    inspection.Report(rule, name, DescribeUnread(name), "id, started_on, results, ended_on and status");
                }
            },
            OfReport = static (in unknown, rule, ref inspection) =>
            {
                foreach (string name in unknown.Keys)
                {
                    inspection.ReportOfDocument(rule, name, DescribeUnread(name), "builds");
                }
            },
        },
        new("COPR503", "incomplete-end", Severity.Error, RuleKind.Schema, "An end has both its time and its status.")
        {
            OfUpdate = static (in update, rule, ref inspection) =>
            {
                if (update.Status is not null && update.EndedOn is null)
                {
                    inspection.Report(rule, "status", "there is a \"status\" without \"ended_on\"", "both, because only a build that has ended has a status");
                }
                else if (update.EndedOn is not null && update.Status is null)
                {
                    inspection.Report(rule, "ended_on", "there is an \"ended_on\" without \"status\"", "both, because nothing else says how the build ended");
                }
            },
        },
        new("COPR504", "nothing-reported", Severity.Warning, RuleKind.Document, "An entry reports more than its id.")
        {
            OfUpdate = static (in update, rule, ref inspection) =>
            {
                if (update is { StartedOn: null, Results: null, EndedOn: null, Status: null, UnknownMembers.Count: 0 })
                {
                    inspection.Report(rule, "the entry has only its \"id\"", "\"started_on\" and \"results\", or \"ended_on\" and \"status\"");
                }
            },
        },
        new("COPR505", "report-times-out-of-order", Severity.Warning, RuleKind.Document, "A build starts after 1970 and ends after it starts.")
        {
            OfUpdate = static (in update, rule, ref inspection) =>
            {
                CheckPositive("started_on", update.StartedOn, rule, ref inspection);
                if (!CheckPositive("ended_on", update.EndedOn, rule, ref inspection))
                {
                    BuildRules.CheckOrder("ended_on", update.EndedOn, "started_on", update.StartedOn, rule, ref inspection);
                }
            },
        },
    ];

    private static string DescribeUnread(string name) => $"no frontend reads {Excerpt.Of(name)}";

    private static bool CheckPositive(string member, DateTimeOffset? time, Rule rule, ref Inspection inspection)
    {
        bool isNotPositive = time <= DateTimeOffset.UnixEpoch;
        if (isNotPositive)
        {
            inspection.Report(rule, member, $"\"{member}\" is {BuildRules.Format(time!.Value)}, a Unix time of 0 or less", "the time at which it happened");
        }

        return isNotPositive;
    }
}
