using System.Globalization;
using BenchmarkDotNet.Reports;

namespace Copr.Contracts.Benchmarks;

/// <summary>What one run measured.</summary>
internal sealed class Measured(IReadOnlyList<Summary> summaries)
{
    /// <summary>Nanoseconds.</summary>
    public double Time(string benchmark, string method, int builds) => Of(benchmark, method, builds).ResultStatistics!.Median;

    /// <summary>The numbers of builds that it was measured with, ascending.</summary>
    public IEnumerable<int> Builds(string benchmark) =>
        summaries.SelectMany(static summary => summary.Reports).Where(report => report.BenchmarkCase.Descriptor.Type.Name == benchmark).Select(BuildsOf).Distinct().Order();

    public double Allocated(string benchmark, string method, int builds)
    {
        BenchmarkReport report = Of(benchmark, method, builds);
        return report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
    }

    private BenchmarkReport Of(string benchmark, string method, int builds) =>
        summaries.SelectMany(static summary => summary.Reports).Single(report =>
            report.BenchmarkCase.Descriptor.Type.Name == benchmark
            && report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method
            && BuildsOf(report) == builds);

    private static int BuildsOf(BenchmarkReport report) => Convert.ToInt32(report.BenchmarkCase.Parameters["Builds"], CultureInfo.InvariantCulture);
}
