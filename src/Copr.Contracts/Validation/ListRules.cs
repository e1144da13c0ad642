namespace Copr.Contracts.Validation;

/// <summary>3xx: a list of waiting builds is wrong.</summary>
internal static class ListRules
{
    private const string ExpectedWaiting = "only builds that wait";

    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        new RuleChecks("COPR301", "canceled-build-listed", Severity.Error, RuleKind.Schema,
            "No listed build is canceled.",
            "canceled builds will not be listed in waiting builds any more")
            .On<ListedBuild>(static (in listed, inspection) =>
            {
                if (listed.Build.IsCanceled)
                {
                    inspection.Report($"build {Id(listed.Build)} is canceled", ExpectedWaiting);
                }
            }),
        new RuleChecks("COPR302", "not-waiting", Severity.Error, RuleKind.Schema,
            "No listed build has started or ended.",
            "Getting Waiting Builds From Frontend")
            .On<ListedBuild>(static (in listed, inspection) =>
            {
                if ((listed.Build.EndedOn ?? listed.Build.StartedOn) is { } time)
                {
                    string verb = listed.Build.EndedOn is null ? "started" : "ended";
                    inspection.Report($"build {Id(listed.Build)} {verb} on {BuildRules.Format(time)}", ExpectedWaiting);
                }
            }),
        new RuleChecks("COPR303", "too-many-builds", Severity.Error, RuleKind.Document,
            "The list has at most as many builds as the limit allows: 10, unless the request has another limit.",
            Quotations.TenOldest)
            .On<BuildCount>(static (in builds, inspection) =>
            {
                if (builds.Count > builds.Max)
                {
                    string found = string.Create(CultureInfo.InvariantCulture, $"\"builds\" lists {builds.Count} builds");
                    inspection.Report("/builds", found, string.Create(CultureInfo.InvariantCulture, $"at most {builds.Max}"));
                }
            }),
        new RuleChecks("COPR304", "not-oldest-first", Severity.Warning, RuleKind.Document,
            "The build that was submitted first is listed first.",
            Quotations.TenOldest)
            .On<ListedBuild>(static (in listed, inspection) =>
            {
                if (listed.Previous is { } previous && listed.Build.SubmittedOn < previous.SubmittedOn)
                {
                    string build = $"build {Id(listed.Build)}, submitted on {BuildRules.Format(listed.Build.SubmittedOn)}";
                    inspection.Report($"{build}, comes after build {Id(previous)}, submitted on {BuildRules.Format(previous.SubmittedOn)}",
                        "the oldest first");
                }
            }),
        new RuleChecks("COPR305", "duplicate-build", Severity.Error, RuleKind.Document, "No build is listed twice.")
            .On<ListedBuild>(static (in listed, inspection) =>
            {
                if (listed.IsRepeated)
                {
                    inspection.Report($"build {Id(listed.Build)} is listed twice", "each id once");
                }
            }),
    ];

    private static string Id(Build build) => build.Id.ToString(CultureInfo.InvariantCulture);
}
