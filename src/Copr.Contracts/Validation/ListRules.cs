namespace Copr.Contracts.Validation;

/// <summary>3xx: a list of waiting builds is wrong.</summary>
internal static class ListRules
{
    private const string Waiting = "only waiting builds";

    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        new RuleChecks("COPR301", "canceled-build-listed", Severity.Error, RuleKind.Schema, "No listed build is canceled.",
            "canceled builds will not be listed in waiting builds any more")
            .On<ListedBuild>(static (in listed, _) => !listed.Build.IsCanceled ? null
                : new($"build {Id(listed.Build)} is canceled", Waiting)),
        new RuleChecks("COPR302", "not-waiting", Severity.Error, RuleKind.Schema, "No listed build has started or ended.")
            .On<ListedBuild>(static (in listed, _) =>
                listed.Build.EndedOn is { } end ? new($"build {Id(listed.Build)} ended on {BuildRules.Format(end)}", Waiting)
                : listed.Build.StartedOn is { } start ? new($"build {Id(listed.Build)} started on {BuildRules.Format(start)}", Waiting)
                : null),
        new RuleChecks("COPR303", "too-many-builds", Severity.Error, RuleKind.Document,
            "The list has at most as many builds as the limit allows: 10, unless the request has another limit.", Quotations.TenOldest)
            .On<BuildCount>("/builds", static (in builds, _) => builds.Count <= builds.Max ? null
                : new(Invariant($"\"builds\" lists {builds.Count} builds"), Invariant($"at most {builds.Max}"))),
        new RuleChecks("COPR304", "not-oldest-first", Severity.Warning, RuleKind.Document,
            "The build that was submitted first is listed first.", Quotations.TenOldest)
            .On<ListedBuild>(static (in listed, _) =>
                listed.Previous is null || listed.Build.SubmittedOn >= listed.Previous.SubmittedOn ? null
                : new($"{Submitted(listed.Build)}, comes after {Submitted(listed.Previous)}", "the oldest first")),
        new RuleChecks("COPR305", "duplicate-build", Severity.Error, RuleKind.Document, "No build is listed twice.")
            .On<ListedBuild>(static (in listed, _) => !listed.IsRepeated ? null
                : new($"build {Id(listed.Build)} is listed twice", "each id once")),
    ];

    private static string Id(Build build) => build.Id.ToString(CultureInfo.InvariantCulture);
    private static string Submitted(Build build) => $"build {Id(build)}, submitted on {BuildRules.Format(build.SubmittedOn)}";
}
