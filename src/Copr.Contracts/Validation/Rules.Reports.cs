using Copr.Contracts.Text;

namespace Copr.Contracts.Validation;

/// <content>5xx: a backend's report is wrong.</content>
public static partial class Rules
{
    /// <summary>COPR501: a backend reports no member that a frontend does not read.</summary>
    public static Rule UnknownMemberInReport { get; } = Declare(new(
        "COPR501", "unknown-member-in-report", Severity.Warning, RuleKind.Document,
        "A backend reports no member that a frontend does not read.")
    {
        OfUpdate = static (update, ref inspection) =>
        {
            foreach (string name in update.UnknownMembers.Names)
            {
                inspection.Report(name, DescribeUnread(name, "id, started_on, results, ended_on and status"));
            }
        },
        OfReport = static (unknown, ref inspection) =>
        {
            foreach (string name in unknown)
            {
                inspection.ReportOfList(name, DescribeUnread(name, "builds"));
            }
        },
    });

    /// <summary>COPR502: a status is 0 or 1.</summary>
    public static Rule BadStatus { get; } = Declare(new(
        "COPR502", "bad-status", Severity.Error, RuleKind.Schema,
        "A status is 0, failed, or 1, succeeded."));

    /// <summary>COPR503: an end has both its time and its status.</summary>
    public static Rule HalfAnEnd { get; } = Declare(new(
        "COPR503", "half-an-end", Severity.Error, RuleKind.Schema,
        "An end has both its time and its status.")
    {
        OfUpdate = static (update, ref inspection) =>
        {
            if (update.Status is not null && update.EndedOn is null)
            {
                inspection.Report("status", "\"status\" is there without \"ended_on\"; expected both, since only what has ended has a status");
            }
            else if (update.EndedOn is not null && update.Status is null)
            {
                inspection.Report("ended_on", "\"ended_on\" is there without \"status\"; expected both, since nobody knows otherwise how it ended");
            }
        },
    });

    /// <summary>COPR504: an entry reports something.</summary>
    public static Rule NothingReported { get; } = Declare(new(
        "COPR504", "nothing-reported", Severity.Warning, RuleKind.Document,
        "An entry reports something beside its id.")
    {
        OfUpdate = static (update, ref inspection) =>
        {
            if (update is { StartedOn: null, Results: null, EndedOn: null, Status: null, UnknownMembers.Count: 0 })
            {
                inspection.Report("the entry has nothing but its \"id\"; expected \"started_on\" and \"results\", or \"ended_on\" and \"status\"");
            }
        },
    });

    private static string DescribeUnread(string name, string read) => $"{Excerpt.Of(name)} is read by no frontend; expected {read}";
}
