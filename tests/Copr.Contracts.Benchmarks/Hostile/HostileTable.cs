using System.Diagnostics;
using System.Globalization;
using System.Text;
using Copr.Contracts.Hostile;
using Copr.Contracts.Json;

namespace Copr.Contracts.Benchmarks.Hostile;

/// <summary>Runs each case in each of its ways in a process of its own, and prints what it took as a Markdown table.</summary>
internal static class HostileTable
{
    private const long Megabyte = 1_000_000;

    /// <summary>6 GiB in hexadecimal, so that the machine outlives what should not be.</summary>
    private const string MostMemory = "180000000";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly (string Name, Way Way, ReaderLimits Limits)[] Ways =
    [
        ("whole", Way.Whole, HostileRun.Raised),
        ("whole, from a stream", Way.Stream, HostileRun.Raised),
        ("build by build", Way.BuildByBuild, HostileRun.Raised),
        ("validate", Way.Validate, HostileRun.Raised),
        ("whole, then validate the objects", Way.ValidateObjects, HostileRun.Raised),
        ("build by build, default limits", Way.BuildByBuild, ReaderLimits.Default),
        ("validate, default limits", Way.Validate, ReaderLimits.Default),
    ];

    /// <summary>All that match, or one that was asked for by a parent.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--one", var number, var asked])
        {
            Console.WriteLine(await MeasureAsync(HostileCases.All[int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)], Ways.Single(item => item.Name == asked)));
            return 0;
        }

        Console.WriteLine("| case | way | what came of it | input, MB | seconds | peak of memory, MB | allocated, MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        for (int index = 0; index < HostileCases.All.Count; index++)
        {
            HostileCase one = HostileCases.All[index];
            foreach ((string name, Way way, ReaderLimits limits) in Ways.Where(item => one.Ways.Contains(item.Way) && one.Name.Contains(args.FirstOrDefault() ?? "", StringComparison.Ordinal)))
            {
                Console.WriteLine($"| {one.Name} | {name} | {await ChildAsync(index, name)} |");
            }
        }

        return 0;
    }

    private static async Task<string> MeasureAsync(HostileCase one, (string Name, Way Way, ReaderLimits Limits) way)
    {
        Part[] text = one.Text(one.Full);
        byte[]? document = way.Way is Way.Whole or Way.ValidateObjects ? HostileRun.Make(text) : null;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        string outcome;
        try
        {
            outcome = await HostileRun.ReadAsync(text, document, way.Way, way.Limits, one.MostAtATime);
        }
        catch (OutOfMemoryException)
        {
            outcome = "out of memory";
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        using var self = Process.GetCurrentProcess();
        long size = SizeOf(text);
        return string.Create(CultureInfo.InvariantCulture, $"{outcome} | {(double)size / Megabyte:0.0} | {seconds:0.00} | {self.PeakWorkingSet64 / Megabyte} | {allocated / Megabyte}");
    }

    private static long SizeOf(Part[] text)
    {
        var stream = new MadeStream(text);
        byte[] buffer = new byte[Part.LongestPiece];
        while (stream.Read(buffer) > 0)
        {
        }

        return stream.Position;
    }

    private static async Task<string> ChildAsync(int index, string way)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(HostileTable).Assembly.Location, "hostile", "--one", index.ToString(CultureInfo.InvariantCulture), way])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = MostMemory;
        using Process child = Process.Start(start)!;
        var error = new StringBuilder();
        child.ErrorDataReceived += (_, line) => error.AppendLine(line.Data);
        child.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(Longest);
        try
        {
            string output = await child.StandardOutput.ReadToEndAsync(patience.Token);
            await child.WaitForExitAsync(patience.Token);
            return child.ExitCode == 0 ? output.Trim() : $"ended with {child.ExitCode}: {error.ToString().Split('\n')[0].Trim()} | | | | ";
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            return $"more than {Longest.TotalSeconds:0} s | | | | ";
        }
    }
}
