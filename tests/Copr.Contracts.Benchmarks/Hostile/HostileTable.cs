using System.Diagnostics;
using System.Globalization;
using Copr.Contracts.Hostile;

namespace Copr.Contracts.Benchmarks.Hostile;

/// <summary>
/// Reads each case in each way in a process of its own, with the default limits and with as much of the text as they allow. Prints the
/// peak memory of each process above that of a process that reads nothing, and the time, as a Markdown table.
/// </summary>
internal static class HostileTable
{
    private const double Mebibyte = 1 << 20;

    /// <summary>The time after which a process is killed. Its memory has long stopped growing then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly (string Name, Way Way)[] WaysOfBuilds =
    [
        ("read", Way.ReadStream),
        ("build by build", Way.ReadBuildByBuild),
        ("validate", Way.Validate),
        ("read as a report", Way.ReadReport),
        ("validate as a report", Way.ValidateReport),
        ("read as canceled builds", Way.ReadCanceled),
    ];

    /// <summary>Runs the cases whose names contain a text, or one case in one way in this process.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--one", var name, var way])
        {
            HostileCase? hostile = HostileCases.All.Concat(HostileTaskCases.All).FirstOrDefault(one => one.Name == name);
            await ReadAsync(hostile, Enum.Parse<Way>(way));
            return 0;
        }

        string part = args.FirstOrDefault() ?? "";
        await PrintAsync([.. WaysOfBuilds.Select(static way => way.Name)], static _ => WaysOfBuilds, Find(HostileCases.All));
        await PrintAsync(
            ["read", "validate"], static one => [("read", one.Reading[0]), ("validate", one.Validating[0])], Find(HostileTaskCases.All));
        return 0;

        IEnumerable<HostileCase> Find(IEnumerable<HostileCase> all) => all.Where(one => one.Name.Contains(part, StringComparison.Ordinal));
    }

    private static async Task PrintAsync(
        string[] names, Func<HostileCase, (string Name, Way Way)[]> waysOf, IEnumerable<HostileCase> cases)
    {
        (double empty, _) = await RunChildAsync("nothing", default);
        (double Peak, string Where) most = (0, "");
        Console.WriteLine($"| MiB; s | {string.Join(" | ", names)} |");
        Console.WriteLine($"| --- {string.Concat(Enumerable.Repeat("| --- ", names.Length))}|");
        foreach (HostileCase one in cases)
        {
            Console.Write($"| {one.Name} |");
            foreach ((string name, Way way) in waysOf(one))
            {
                (double peak, string seconds) = await RunChildAsync(one.Name, way);
                most = peak - empty > most.Peak ? (peak - empty, $"{one.Name}, {name}") : most;
                Console.Write(string.Create(CultureInfo.InvariantCulture, $" {peak - empty:0}; {seconds} |"));
            }

            Console.WriteLine();
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nAn empty process has {empty:0} MiB."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The maximum above it is {most.Peak:0} MiB: {most.Where}."));
    }

    private static async Task ReadAsync(HostileCase? hostile, Way way)
    {
        long start = Stopwatch.GetTimestamp();
        if (hostile is not null)
        {
            var limits = new ReaderLimits();
            bool isWhole = way is not (
                Way.ReadBuildByBuild or Way.Validate or Way.ValidateReport or Way.ReadTaskByTask or Way.ValidateTasks);
            long size = isWhole ? limits.MaxDocumentBytes : limits.MaxListBytes;
            Part[] text = hostile.Create(size, isWhole ? size : limits.MaxBuildBytes);
            start = Stopwatch.GetTimestamp();
            await HostileRun.ReadAsync(text, way, limits, hostile.MaxAtATime);
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{PeakOf(Process.GetCurrentProcess())} {seconds:0.0}"));
    }

    private static async Task<(double Peak, string Seconds)> RunChildAsync(string name, Way way)
    {
        string program = typeof(HostileTable).Assembly.Location;
        using Process child = Process.Start(new ProcessStartInfo("dotnet", [program, "hostile", "--one", name, way.ToString()])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            string[] output = (await child.StandardOutput.ReadToEndAsync(patience.Token)).Trim().Split(' ');
            return output is [var peak, var seconds]
                ? (double.Parse(peak, CultureInfo.InvariantCulture), seconds)
                : throw new InvalidOperationException($"The process that reads \"{name}\" failed.");
        }
        catch (OperationCanceledException)
        {
            double peak = PeakOf(child);
            child.Kill();
            return (peak, string.Create(CultureInfo.InvariantCulture, $">{Patience.TotalSeconds}"));
        }
    }

    private static double PeakOf(Process process) => process.PeakWorkingSet64 / Mebibyte;
}
