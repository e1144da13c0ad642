using System.Globalization;
using Copr.Contracts.Samples.Tests.Running;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Copr.Contracts.Samples.Tests.Breaking;

/// <summary>Runs builds while programs are killed at random. Set COPR_TESTS_SEED to repeat the order of the kills.</summary>
public sealed class Chaos(IMessageSink sink)
{
    private const int Backends = 3;

    /// <summary>Creates the random numbers of a test and prints their seed.</summary>
    internal (Random Random, int Seed) NewRandom(string test)
    {
        string? given = Environment.GetEnvironmentVariable("COPR_TESTS_SEED");
        int seed = string.IsNullOrEmpty(given) ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        Print($"{test}: seed {seed}");
        return (new Random(seed), seed);
    }

    internal void Print(string message) => sink.OnMessage(new DiagnosticMessage(message));

    /// <summary>Kills and restarts backends while they build, and checks that each build ends as it should.</summary>
    internal async Task RunAsync(string test, FrontendProgram[] frontends, int builds, int kills)
    {
        (Random random, int seed) = NewRandom(test);
        using var folder = new TemporaryFolder();
        var ledger = new Ledger(folder.PathOf("ledger"));
        BackendProgram[] backends = [.. Enumerable.Range(1, Backends).Select(Start)];
        try
        {
            Dictionary<long, BuildStatus> expected = await SubmitAsync(frontends, builds);
            for (int kill = 0; kill < kills; kill++)
            {
                await Task.Delay(random.Next(200, 800));
                await backends[random.Next(Backends)].KillAndStartAgainAsync();
            }

            await CheckAsync(frontends[0], expected, ledger, seed);
        }
        finally
        {
            foreach (BackendProgram backend in backends)
            {
                await backend.DisposeAsync();
            }
        }

        BackendProgram Start(int number) =>
            BackendProgram.Start(frontends[number % frontends.Length].Url, folder.PathOf($"builder-{number}"), ledger, $"builder-{number}");
    }

    /// <summary>Submits builds. Every fourth one fails.</summary>
    internal static async Task<Dictionary<long, BuildStatus>> SubmitAsync(FrontendProgram[] frontends, int builds)
    {
        CoprProject copr = await frontends[0].CreateCoprAsync("fedora-17-x86_64");
        Dictionary<long, BuildStatus> expected = [];
        for (int number = 0; number < builds; number++)
        {
            bool fails = number % 4 == 3;
            string package = $"http://foo/{(fails ? "fail" : "pkg")}-{number}.src.rpm";
            Build build = await frontends[number % frontends.Length].SubmitAsync(copr, package);
            expected[build.Id] = fails ? BuildStatus.Failed : BuildStatus.Succeeded;
        }

        return expected;
    }

    /// <summary>Waits until all builds have ended, and checks how.</summary>
    internal static async Task CheckAsync(
        FrontendProgram frontend, Dictionary<long, BuildStatus> expected, Ledger ledger, int seed, int others = 0)
    {
        Dictionary<long, BuildStatus> ended = [];
        await Eventually.Async(
            async () =>
            {
                foreach (long id in expected.Keys.Except(ended.Keys).ToArray())
                {
                    if (await frontend.ShowAsync(id) is { State: BuildState.Ended, Status: { } status })
                    {
                        ended[id] = status;
                    }
                }

                return ended.Count == expected.Count;
            },
            () => $"the ends of {string.Join(", ", expected.Keys.Except(ended.Keys))}, with the seed {seed}");

        ended.Should().BeEquivalentTo(expected, "each build is reported as it ended, with the seed {0}", seed);
        ledger.Twice.Should().BeEmpty("nothing is built twice at once, with the seed {0}", seed);
        ledger.Ended.Distinct(StringComparer.Ordinal).Should()
            .HaveCount(expected.Count + others, "everything is built, with the seed {0}", seed);
    }
}
