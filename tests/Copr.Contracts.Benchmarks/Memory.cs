using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Benchmarks;

/// <summary>What is allocated and what is held, to the byte; which is the same in every run.</summary>
internal static class Memory
{
    private const int WarmUps = 100;

    public static long AllocatedByWritingBeyondTheOutput(int builds)
    {
        WaitingBuilds list = Documents.Read(Documents.Of(builds));
        int length = CoprJson.Write(list).Length;
        return Allocated(() => CoprJson.Write(list)) - Allocated(() => new byte[length]);
    }

    public static long AllocatedByValidating(int builds)
    {
        WaitingBuilds list = Documents.Read(Documents.Of(builds));
        return Allocated(() => ContractValidator.Validate(list, builds));
    }

    /// <summary>The most bytes that live while a document is read build by build, the document itself not among them.</summary>
    public static async Task<long> PeakOfBuildByBuildAsync(int builds)
    {
        byte[] document = Documents.Of(builds);

        // What is made once and for all, and what the pools keep, is there before.
        await PeakAsync(document, builds);
        return await PeakAsync(document, builds);
    }

    private static async Task<long> PeakAsync(byte[] document, int builds)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;
        int read = 0;
        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(new MemoryStream(document)))
        {
            if (++read % (builds / 50) == 0)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        GC.KeepAlive(document);
        return peak;
    }

    private static long Allocated(Func<object> action)
    {
        long least = long.MaxValue;
        for (int run = 0; run < WarmUps; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            GC.KeepAlive(action());
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
