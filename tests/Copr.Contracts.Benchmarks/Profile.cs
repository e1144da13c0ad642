using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Copr.Contracts.Json;

namespace Copr.Contracts.Benchmarks;

/// <summary>Where the time goes when a whole document is read: into reading, or into memory for what stays of it.</summary>
internal static class Profile
{
    private const int BuildsInAll = 2_000_000;

    /// <summary>More than 50,000 builds take.</summary>
    private const int Room = 128 << 20;

    /// <summary>Microseconds a build: all, of them the collector's pauses, and of them what pages cost that are touched for the first time.</summary>
    public sealed record Row(string Name, double All, double Pauses, double NewPages)
    {
        public double Rest => All - Pauses - NewPages;
    }

    public static IReadOnlyList<Row> Take() =>
    [
        Measure("10 builds", 10, isCollecting: true),
        Measure("50,000 builds", 50_000, isCollecting: true),
        Measure("50,000 builds, and nothing is collected meanwhile", 50_000, isCollecting: false),
    ];

    private static Row Measure(string name, int builds, bool isCollecting)
    {
        byte[] document = Documents.Of(builds);
        GC.KeepAlive(CoprJson.Read<WaitingBuilds>(document));
        TimeSpan time = default;
        TimeSpan pauses = default;
        long newPages = 0;
        for (int round = 0; round < BuildsInAll / builds; round++)
        {
            if (!isCollecting && !GC.TryStartNoGCRegion(Room))
            {
                throw new InvalidOperationException("The collector does not set this much memory aside.");
            }

            TimeSpan pausesBefore = GC.GetTotalPauseDuration();
            long newPagesBefore = NewPages();
            long start = Stopwatch.GetTimestamp();
            GC.KeepAlive(CoprJson.Read<WaitingBuilds>(document));
            time += Stopwatch.GetElapsedTime(start);
            newPages += NewPages() - newPagesBefore;
            pauses += GC.GetTotalPauseDuration() - pausesBefore;
            if (!isCollecting)
            {
                GC.EndNoGCRegion();
            }
        }

        return new(name, time.TotalMicroseconds / BuildsInAll, pauses.TotalMicroseconds / BuildsInAll, newPages * CostOfANewPage() / BuildsInAll);
    }

    /// <summary>Pages that this process touched for the first time so far, which Linux counts.</summary>
    private static long NewPages() => long.Parse(File.ReadAllText("/proc/self/stat").Split(' ')[9], NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Microseconds; the least of some tries, since whatever else the machine does comes on top.</summary>
    private static double CostOfANewPage() => Enumerable.Range(0, 9).Min(static _ =>
    {
        IntPtr memory = Marshal.AllocHGlobal(Room);
        long newPagesBefore = NewPages();
        long start = Stopwatch.GetTimestamp();
        for (int at = 0; at < Room; at += Environment.SystemPageSize)
        {
            Marshal.WriteByte(memory, at, 1);
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        double cost = time.TotalMicroseconds / (NewPages() - newPagesBefore);
        Marshal.FreeHGlobal(memory);
        return cost;
    });
}
