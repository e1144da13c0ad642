using System.Diagnostics;
using System.Globalization;
using Copr.Contracts.Samples.Tests.Running;
using Xunit.Abstractions;

namespace Copr.Contracts.Samples.Tests.Breaking;

/// <summary>
/// Everything goes wrong, in random order: backends are killed or paused, their disks fail, their frontends answer wrongly or are killed,
/// and one backend never returns. Set COPR_TESTS_BUILDS to run more than 40 builds, and COPR_TESTS_SEED to repeat the order.
/// </summary>
public sealed class FaultTests(FaultTests.Fixture fixture) : IClassFixture<FaultTests.Fixture>
{
    private const int Backends = 3;

    /// <summary>Longer than any fault, so that only the backend that never returns is silent for so long.</summary>
    private const string Lease = "--Lease:Duration=00:00:30";

    [Fact]
    public async Task Everything_goes_wrong_while_builds_are_built_on_sqlite()
    {
        using var database = new SqliteFile();
        await RunAsync(nameof(Everything_goes_wrong_while_builds_are_built_on_sqlite), database, restart: null);
    }

    [SkippableFact]
    public async Task Everything_goes_wrong_while_builds_are_built_on_postgresql()
    {
        using var own = new PostgreSqlCluster();
        using ITestDatabase database = own.NewDatabase();
        await RunAsync(nameof(Everything_goes_wrong_while_builds_are_built_on_postgresql), database, own.Restart);
    }

    private async Task RunAsync(string test, ITestDatabase database, Action? restart)
    {
        string? given = Environment.GetEnvironmentVariable("COPR_TESTS_BUILDS");
        int builds = string.IsNullOrEmpty(given) ? 40 : int.Parse(given, CultureInfo.InvariantCulture);
        (Random random, int seed) = fixture.Chaos.NewRandom(test);
        using var folder = new TemporaryFolder();
        var ledger = new Ledger(folder.PathOf("ledger"));
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, settings: Lease);
        await using UnreliableProxy proxy = await UnreliableProxy.StartAsync(frontend.Url);
        Dictionary<long, BuildStatus> expected = await Chaos.SubmitAsync([frontend], builds);
        await LoseBackendAsync(proxy, folder.PathOf("lost"), ledger);
        BackendProgram[] backends =
        [
            .. Enumerable.Range(1, Backends)
                .Select(number => BackendProgram.Start(proxy.Url, folder.PathOf($"builder-{number}"), ledger, $"builder-{number}")),
        ];
        Dictionary<string, int> faults = new() { ["lost backends"] = 1 };
        try
        {
            for (int fault = 0; fault < builds / 2; fault++)
            {
                await Task.Delay(random.Next(100, 500));
                string name = await CauseAsync(random, backends[random.Next(Backends)], frontend, proxy, restart);
                faults[name] = faults.GetValueOrDefault(name) + 1;
            }

            await Chaos.CheckAsync(frontend, expected, ledger, seed);
            string counts = string.Join(
                ", ", faults.OrderBy(static fault => fault.Key, StringComparer.Ordinal).Select(static fault => $"{fault.Value} {fault.Key}"));
            fixture.Chaos.Print($"{test}: {builds} builds; {counts}; none lost, built twice at once or stuck");
            backends.Should().OnlyContain(static backend => !backend.Program.HasExited, "no fault ends a backend, with the seed {0}", seed);
        }
        finally
        {
            foreach (BackendProgram backend in backends)
            {
                await backend.DisposeAsync();
            }
        }
    }

    /// <summary>Starts a backend, and kills it for good while it builds.</summary>
    private static async Task LoseBackendAsync(UnreliableProxy proxy, string folder, Ledger ledger)
    {
        await using var lost = BackendProgram.Start(proxy.Url, folder, ledger, "lost");
        await Eventually.Async(() => ledger.Begun.Count > 0, () => $"a build of the backend that is lost:\n{lost.Program.Output}");
    }

    /// <summary>Causes a fault and returns what it is.</summary>
    private static async Task<string> CauseAsync(
        Random random, BackendProgram backend, FrontendProgram frontend, UnreliableProxy proxy, Action? restart)
    {
        var time = TimeSpan.FromMilliseconds(random.Next(200, 1500));
        switch (random.Next(6))
        {
            case 0:
                await backend.KillAndStartAgainAsync();
                return "killed backends";
            case 1:
                await SignalAsync(backend, "STOP");
                await Task.Delay(time);
                await SignalAsync(backend, "CONT");
                return "paused backends";
            case 2 or 3:
                // A backend does not start without its disk: it exits, and a supervisor starts it again.
                await backend.Program.WaitForLineAsync("Application started");
                await FailDiskAsync(Path.Combine(backend.Folder, random.Next(2) == 0 ? "reports" : "jobs"), time);
                return "faults of a disk";
            case 4:
                proxy.IsBroken = true;
                await Task.Delay(time);
                proxy.IsBroken = false;
                return "times of wrong answers";
            default:
                if (restart is not null && random.Next(2) == 0)
                {
                    restart();
                    return "restarts of PostgreSQL";
                }

                await frontend.KillAsync();
                await frontend.StartAgainAsync();
                return "killed frontends";
        }
    }

    private static async Task SignalAsync(BackendProgram backend, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{backend.Program.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Replaces a folder by a file for a while, so that nothing can be read from it or written to it.</summary>
    private static async Task FailDiskAsync(string folder, TimeSpan time)
    {
        string away = folder + ".away";
        if (!Directory.Exists(folder))
        {
            return;
        }

        Directory.Move(folder, away);
        try
        {
            await File.WriteAllTextAsync(folder, "");
        }
        catch (UnauthorizedAccessException)
        {
            // The backend was faster and created the folder again.
        }

        await Task.Delay(time);
        File.Delete(File.Exists(folder) ? folder : away + ".none");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(away))
        {
            File.Move(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        Directory.Delete(away);
    }

    public sealed class Fixture(IMessageSink sink)
    {
        internal Chaos Chaos { get; } = new(sink);
    }
}
