using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Breaking;

/// <summary>Programs are killed and start again, and nothing is lost.</summary>
[Collection(nameof(PostgreSqlCluster))]
public sealed class KillTests(PostgreSqlCluster cluster, KillTests.Fixture fixture) : IClassFixture<KillTests.Fixture>
{
    private readonly Chaos chaos = fixture.Chaos;

    [Fact]
    public async Task Backends_are_killed_fifty_times_while_they_build_two_hundred_builds()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);

        await chaos.RunAsync(
            nameof(Backends_are_killed_fifty_times_while_they_build_two_hundred_builds), [frontend], builds: 200, kills: 50);
    }

    [SkippableFact]
    public async Task Backends_of_two_frontends_on_one_database_are_killed_fifty_times_while_they_build_two_hundred_builds()
    {
        using ITestDatabase database = cluster.NewDatabase();
        await using FrontendProgram first = await FrontendProgram.StartAsync(database);
        await using FrontendProgram second = await FrontendProgram.StartAsync(database);

        await chaos.RunAsync(
            nameof(Backends_of_two_frontends_on_one_database_are_killed_fifty_times_while_they_build_two_hundred_builds),
            [first, second],
            builds: 200,
            kills: 50);
    }

    [Fact]
    public async Task The_frontend_is_killed_while_reports_arrive()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        await BuildWhileAsync(nameof(The_frontend_is_killed_while_reports_arrive), frontend, kills: 8, async () =>
        {
            await frontend.KillAsync();
            await frontend.StartAgainAsync();
        });
    }

    [SkippableFact]
    public async Task PostgreSql_is_restarted_while_reports_arrive()
    {
        using var own = new PostgreSqlCluster();
        using ITestDatabase database = own.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        await BuildWhileAsync(nameof(PostgreSql_is_restarted_while_reports_arrive), frontend, kills: 4, () =>
        {
            own.Restart();
            return Task.CompletedTask;
        });
    }

    [SkippableFact]
    public async Task Two_frontends_whose_clocks_differ_by_an_hour_serve_one_queue()
    {
        const string FakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
        Skip.IfNot(File.Exists(FakeTime), "faketime is not installed (Debian: apt-get install faketime).");
        using ITestDatabase database = cluster.NewDatabase();
        using var folder = new TemporaryFolder();
        var ledger = new Ledger(folder.PathOf("ledger"));
        await using FrontendProgram right = await FrontendProgram.StartAsync(database);
        await using FrontendProgram ahead = await FrontendProgram.StartAsync(
            database, environment: new() { ["LD_PRELOAD"] = FakeTime, ["FAKETIME"] = "+1h", ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1" });
        (_, int seed) = chaos.NewRandom(nameof(Two_frontends_whose_clocks_differ_by_an_hour_serve_one_queue));

        Build late = await ahead.SubmitAsync();
        Build early = await right.SubmitAsync();
        (late.SubmittedOn - early.SubmittedOn).Should().BeGreaterThan(TimeSpan.FromMinutes(50), "the clocks differ");
        (await ahead.WaitingAsync()).Should().Be(await right.WaitingAsync());
        (await ahead.WaitingAsync()).Builds.Select(static build => build.Id).Should().Equal(early.Id, late.Id);

        Dictionary<long, BuildStatus> expected = await Chaos.SubmitAsync([right, ahead], 20);
        await using var first = BackendProgram.Start(right.Url, folder.PathOf("builder-1"), ledger, "builder-1");
        await using var second = BackendProgram.Start(ahead.Url, folder.PathOf("builder-2"), ledger, "builder-2");
        await Chaos.CheckAsync(right, expected, ledger, seed, others: 2);
    }

    /// <summary>Two backends build 40 builds while something is killed at random times.</summary>
    private async Task BuildWhileAsync(string test, FrontendProgram frontend, int kills, Func<Task> kill)
    {
        (Random random, int seed) = chaos.NewRandom(test);
        using var folder = new TemporaryFolder();
        var ledger = new Ledger(folder.PathOf("ledger"));
        Dictionary<long, BuildStatus> expected = await Chaos.SubmitAsync([frontend], 40);
        await using var first = BackendProgram.Start(frontend.Url, folder.PathOf("builder-1"), ledger, "builder-1");
        await using var second = BackendProgram.Start(frontend.Url, folder.PathOf("builder-2"), ledger, "builder-2");
        for (int count = 0; count < kills; count++)
        {
            await Task.Delay(random.Next(300, 1500));
            await kill();
        }

        await Chaos.CheckAsync(frontend, expected, ledger, seed);
    }

    public sealed class Fixture(Xunit.Abstractions.IMessageSink sink)
    {
        internal Chaos Chaos { get; } = new(sink);
    }
}
