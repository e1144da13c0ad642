namespace Copr.Contracts.Benchmarks;

/// <summary>What the package sets itself to reach, as ratios of one run.</summary>
internal static class Targets
{
    private const int Few = 10;

    private const int Some = 1_000;

    private const int Many = 50_000;

    public static async Task<IReadOnlyList<(string Name, double AtMost, double Measured)>> CompareAsync(Measured measured) =>
    [
        ("read typed ÷ System.Text.Json with plain strings, time", 1.0, measured.Time(nameof(Reading), nameof(Reading.Contracts), Some) / measured.Time(nameof(Reading), nameof(Reading.SystemTextJson), Some)),
        ("… allocated bytes", 0.8, measured.Allocated(nameof(Reading), nameof(Reading.Contracts), Some) / measured.Allocated(nameof(Reading), nameof(Reading.SystemTextJson), Some)),
        ("read typed ÷ bare scan, time", 2.0, measured.Time(nameof(Reading), nameof(Reading.Contracts), Some) / measured.Time(nameof(Reading), nameof(Reading.Scan), Some)),
        ("read typed ÷ by hand with Split and Uri, time", 0.6, measured.Time(nameof(Reading), nameof(Reading.Contracts), Some) / measured.Time(nameof(Reading), nameof(Reading.ByHand), Some)),
        ("read typed ÷ Newtonsoft.Json with plain strings, time", 0.5, measured.Time(nameof(Reading), nameof(Reading.Contracts), Some) / measured.Time(nameof(Reading), nameof(Reading.NewtonsoftJson), Some)),
        ("write ÷ System.Text.Json with plain strings, time", 1.0, measured.Time(nameof(Writing), nameof(Writing.Contracts), Some) / measured.Time(nameof(Writing), nameof(Writing.SystemTextJson), Some)),
        ("write, bytes allocated beyond the output", 0, Memory.AllocatedByWritingBeyondTheOutput(Some)),
        ("validate ÷ read, time", 0.3, measured.Time(nameof(Validating), nameof(Validating.Contracts), Some) / measured.Time(nameof(Reading), nameof(Reading.Contracts), Some)),
        ("validate, bytes allocated", 0, Memory.AllocatedByValidating(Some)),
        ("read typed, time a build at 50,000 builds ÷ at 10", 1.15, measured.Time(nameof(Reading), nameof(Reading.Contracts), Many) / Many / (measured.Time(nameof(Reading), nameof(Reading.Contracts), Few) / Few)),
        ("build by build, time a build at 50,000 builds ÷ at 10", 1.15, measured.Time(nameof(Reading), nameof(Reading.ContractsBuildByBuild), Many) / Many / (measured.Time(nameof(Reading), nameof(Reading.ContractsBuildByBuild), Few) / Few)),
        ("build by build, peak of live memory at 50,000 builds ÷ at 1,000", 1.1, (double)await Memory.PeakOfBuildByBuildAsync(Many) / await Memory.PeakOfBuildByBuildAsync(Some)),
    ];
}
