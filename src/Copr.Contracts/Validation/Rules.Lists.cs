using System.Globalization;

namespace Copr.Contracts.Validation;

/// <content>3xx: a list of waiting builds is wrong.</content>
public static partial class Rules
{
    private const string TenOldest = "To get 10 oldest submitted builds (this is currently a hardcoded default, do we want anything else?), use http://deployed_frontend_instance/waiting_builds/";

    /// <summary>COPR301: no listed build is canceled.</summary>
    public static Rule CanceledBuildListed { get; } = Declare(new(
        "COPR301", "canceled-build-listed", Severity.Error, RuleKind.Schema,
        "No listed build is canceled.",
        "canceled builds will not be listed in waiting builds any more")
    {
        OfListed = static (listed, ref inspection) =>
        {
            if (listed.Build.IsCanceled)
            {
                inspection.Report($"build {Id(listed.Build)} is canceled; expected builds that wait");
            }
        },
    });

    /// <summary>COPR302: no listed build has started or ended.</summary>
    public static Rule NotWaiting { get; } = Declare(new(
        "COPR302", "not-waiting", Severity.Error, RuleKind.Schema,
        "No listed build has started or ended.",
        "Getting Waiting Builds From Frontend")
    {
        OfListed = static (listed, ref inspection) =>
        {
            if ((listed.Build.EndedOn ?? listed.Build.StartedOn) is { } time)
            {
                inspection.Report($"build {Id(listed.Build)} {(listed.Build.EndedOn is null ? "started" : "ended")} on {Time(time)}; expected builds that wait");
            }
        },
    });

    /// <summary>COPR303: no more builds are listed than the limit allows.</summary>
    public static Rule TooManyBuilds { get; } = Declare(new(
        "COPR303", "too-many-builds", Severity.Error, RuleKind.Document,
        "No more builds are listed than the limit allows, which is 10 unless another was asked for.",
        TenOldest)
    {
        OfList = static (list, ref inspection) =>
        {
            if (list.Count > list.Limit)
            {
                inspection.ReportOfList("builds", string.Create(CultureInfo.InvariantCulture, $"\"builds\" lists {list.Count} builds; expected {list.Limit} at the most"));
            }
        },
    });

    /// <summary>COPR304: the oldest submitted build is listed first.</summary>
    public static Rule NotOldestFirst { get; } = Declare(new(
        "COPR304", "not-oldest-first", Severity.Warning, RuleKind.Document,
        "The oldest submitted build is listed first.",
        TenOldest)
    {
        OfListed = static (listed, ref inspection) =>
        {
            if (listed.Previous is { } previous && listed.Build.SubmittedOn < previous.SubmittedOn)
            {
                inspection.Report($"build {Id(listed.Build)}, submitted on {Time(listed.Build.SubmittedOn)}, is listed behind build {Id(previous)}, submitted on {Time(previous.SubmittedOn)}; expected the oldest first");
            }
        },
    });

    /// <summary>COPR305: no build is listed twice.</summary>
    public static Rule DuplicateBuild { get; } = Declare(new(
        "COPR305", "duplicate-build", Severity.Error, RuleKind.Document,
        "No build is listed twice.")
    {
        OfListed = static (listed, ref inspection) =>
        {
            if (listed.IsRepeated)
            {
                inspection.Report($"build {Id(listed.Build)} is listed already; expected each id once");
            }
        },
    });

    private static string Id(Build build) => build.Id.ToString(CultureInfo.InvariantCulture);
}
