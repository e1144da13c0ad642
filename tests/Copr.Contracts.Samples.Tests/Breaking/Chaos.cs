using System.Globalization;
using Copr.Contracts.Samples.Tests.Running;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Copr.Contracts.Samples.Tests.Breaking;

/// <summary>Builds that go through while programs are killed at random. COPR_TESTS_SEED repeats the order of the kills.</summary>
public sealed class Chaos(IMessageSink sink)
{
    private const int Backends = 3;

    /// <summary>Random numbers for a test, whose seed is printed.</summary>
    internal (Random Random, int Seed) NewRandom(string test)
    {
        int seed = Environment.GetEnvironmentVariable("COPR_TESTS_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        sink.OnMessage(new DiagnosticMessage($"{test}: seed {seed}"));
        return (new Random(seed), seed);
    }

    /// <summary>Kills backends, each of which starts again, while the builds go through; and tells whether all went as it had to.</summary>
    internal async Task RunAsync(string test, FrontendProgram[] frontends, int builds, int kills)
    {
        (Random random, int seed) = NewRandom(test);
        using var folder = new TemporaryFolder();
        var ledger = new Ledger(folder.PathOf("ledger"));
        BackendProgram[] backends = [.. Enumerable.Range(1, Backends).Select(number =>
            BackendProgram.Start(frontends[number % frontends.Length].Url, folder.PathOf($"builder-{number}"), $"builder-{number}", ledger))];
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
    }

    /// <summary>Builds of which every fourth fails.</summary>
    internal static async Task<Dictionary<long, BuildStatus>> SubmitAsync(FrontendProgram[] frontends, int builds)
    {
        CoprProject copr = await frontends[0].CreateCoprAsync("fedora-17-x86_64");
        Dictionary<long, BuildStatus> expected = [];
        for (int number = 0; number < builds; number++)
        {
            bool fails = number % 4 == 3;
            Build build = await frontends[number % frontends.Length].SubmitAsync(copr, $"http://foo/{(fails ? "fail" : "pkg")}-{number}.src.rpm");
            expected[build.Id] = fails ? BuildStatus.Failed : BuildStatus.Succeeded;
        }

        return expected;
    }

    /// <summary>Waits until all have ended, each as it did in truth.</summary>
    internal static async Task CheckAsync(FrontendProgram frontend, Dictionary<long, BuildStatus> expected, Ledger ledger, int seed, int others = 0)
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

        ended.Should().BeEquivalentTo(expected, "each is reported as it ended, with the seed {0}", seed);
        ledger.Twice.Should().BeEmpty("nothing is built twice at a time, with the seed {0}", seed);
        ledger.Ended.Distinct(StringComparer.Ordinal).Should().HaveCount(expected.Count + others, "everything was built, with the seed {0}", seed);
    }
}
