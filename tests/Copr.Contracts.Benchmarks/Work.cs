namespace Copr.Contracts.Benchmarks;

/// <summary>Work that is measured.</summary>
/// <param name="Builds">The number of builds that it processes.</param>
/// <param name="Run">Does it once, and returns the result, so that it is not optimized away.</param>
internal sealed record Work(int Builds, Func<object?> Run)
{
    /// <summary>The number of bytes that it allocates per build.</summary>
    public double MeasureBytes()
    {
        const int Runs = 20;
        long least = long.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            GC.KeepAlive(Run());
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (double)least / Builds;
    }
}
