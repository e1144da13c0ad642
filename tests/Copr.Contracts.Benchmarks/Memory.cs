using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Benchmarks;

/// <summary>What is allocated and what is held, to the byte; which is the same in every run.</summary>
internal static class Memory
{
    private const int WarmUps = 100;

    /// <summary>Of which the least counts: what others hold meanwhile only comes on top.</summary>
    private const int PeaksTaken = 5;

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
        long least = long.MaxValue;
        for (int round = 0; round < PeaksTaken; round++)
        {
            least = Math.Min(least, await PeakAsync(document, builds));
        }

        return least;
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
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        // Others' garbage may go meanwhile, and the pools may come to hold more: the lower of the two ends is what is there without the reading.
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(document);
        return peak - Math.Min(before, after);
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
