namespace Copr.Contracts.Validation;

/// <summary>3xx: a list of waiting builds is wrong.</summary>
internal static class ListRules
{
    private const string ExpectedWaiting = "only builds that wait";

    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        new("COPR301", "canceled-build-listed", Severity.Error, RuleKind.Schema,
            "No listed build is canceled.",
            "canceled builds will not be listed in waiting builds any more")
        {
            OfListed = static (in listed, rule, ref inspection) =>
            {
                if (listed.Build.IsCanceled)
                {
                    inspection.Report(rule, $"build {Id(listed.Build)} is canceled", ExpectedWaiting);
                }
            },
        },
        new("COPR302", "not-waiting", Severity.Error, RuleKind.Schema,
            "No listed build has started or ended.",
            "Getting Waiting Builds From Frontend")
        {
            OfListed = static (in listed, rule, ref inspection) =>
            {
                if ((listed.Build.EndedOn ?? listed.Build.StartedOn) is { } time)
                {
                    string verb = listed.Build.EndedOn is null ? "started" : "ended";
                    inspection.Report(rule, $"build {Id(listed.Build)} {verb} on {BuildRules.Format(time)}", ExpectedWaiting);
                }
            },
        },
        new("COPR303", "too-many-builds", Severity.Error, RuleKind.Document,
            "The list has at most as many builds as the limit allows: 10, unless the request has another limit.",
            Quotations.TenOldest)
        {
            OfList = static (in list, rule, ref inspection) =>
            {
                if (list.Count > list.MaxBuilds)
                {
                    inspection.ReportOfDocument(rule, "builds",
                        string.Create(CultureInfo.InvariantCulture, $"\"builds\" lists {list.Count} builds"),
                        string.Create(CultureInfo.InvariantCulture, $"at most {list.MaxBuilds}"));
                }
            },
        },
        new("COPR304", "not-oldest-first", Severity.Warning, RuleKind.Document,
            "The build that was submitted first is listed first.",
            Quotations.TenOldest)
        {
            OfListed = static (in listed, rule, ref inspection) =>
            {
                if (listed.Previous is { } previous && listed.Build.SubmittedOn < previous.SubmittedOn)
                {
                    inspection.Report(
                        rule, $"build {Id(listed.Build)}, submitted on {BuildRules.Format(listed.Build.SubmittedOn)}, comes after build {Id(previous)}, submitted on {BuildRules.Format(previous.SubmittedOn)}",
                        "the oldest first");
                }
            },
        },
        new("COPR305", "duplicate-build", Severity.Error, RuleKind.Document, "No build is listed twice.")
        {
            OfListed = static (in listed, rule, ref inspection) =>
            {
                if (listed.IsRepeated)
                {
                    inspection.Report(rule, $"build {Id(listed.Build)} is listed twice", "each id once");
                }
            },
        },
    ];

    private static string Id(Build build) => build.Id.ToString(CultureInfo.InvariantCulture);
}
