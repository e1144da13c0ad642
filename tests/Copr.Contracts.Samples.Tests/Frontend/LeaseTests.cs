using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>A backend keeps its builds as long as it polls.</summary>
public abstract class LeaseTests(FrontendFixture fixture)
{
    private const string Lease = "--Lease:Duration=00:00:02";

    /// <summary>For backends and frontends that must not be late, however busy the machine is.</summary>
    private const string LongLease = "--Lease:Duration=00:00:20";

    [SkippableFact]
    public async Task A_build_whose_backend_is_silent_returns_to_the_queue()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, settings: Lease);
        Build build = await frontend.SubmitAsync();
        await frontend.MayStartAsync(build.Id, "builder-1");
        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, StartedOn = build.SubmittedOn, Results = "http://results/" });

        await Eventually.Async(() => frontend.IsListedAsync(build.Id), () => frontend.Program.Output);

        (await frontend.ShowAsync(build.Id)).Should().Be(build);
        await frontend.Program.WaitForLineAsync("builder-1");
    }

    [SkippableFact]
    public async Task A_backend_that_polls_keeps_its_builds()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, settings: LongLease);
        Build kept = await frontend.SubmitAsync();
        Build lost = await frontend.SubmitAsync();
        await frontend.MayStartAsync(kept.Id, "builder-1");
        await frontend.MayStartAsync(lost.Id, "builder-2");

        await Eventually.Async(() => PollAndIsListedAsync(lost.Id), () => frontend.Program.Output);

        (await frontend.IsListedAsync(kept.Id)).Should().BeFalse();

        async Task<bool> PollAndIsListedAsync(long id)
        {
            using var poll = new HttpRequestMessage(HttpMethod.Get, "waiting_builds/?limit=1000");
            poll.Headers.Authorization = FrontendProgram.Basic("builder-1", FrontendProgram.Password);
            using HttpResponseMessage response = await frontend.SendAsync(poll);
            return CoprJson.Read<WaitingBuilds>(await response.Content.ReadAsStringAsync()).Builds.Any(build => build.Id == id);
        }
    }

    [SkippableTheory]
    [InlineData("builder-1")]
    [InlineData("")]
    public async Task A_build_of_a_backend_that_never_sent_a_request_returns_to_the_queue(string backend)
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, settings: Lease);
        Build build = await frontend.SubmitAsync();
        HoldAsAnOlderVersion(database, build, backend);

        await Eventually.Async(() => frontend.IsListedAsync(build.Id), () => frontend.Program.Output);
    }

    [SkippableFact]
    public async Task A_canceled_build_of_a_silent_backend_is_not_listed_to_others()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, settings: Lease);
        Build known = await frontend.SubmitAsync();
        Build unknown = await frontend.SubmitAsync();
        await frontend.MayStartAsync(known.Id, "builder-1");
        HoldAsAnOlderVersion(database, unknown, "builder-2");
        await frontend.CancelAsync(known.Id);
        await frontend.CancelAsync(unknown.Id);

        await Eventually.Async(async () => (await frontend.CanceledAsync()).Count == 0, () => frontend.Program.Output);
    }

    [SkippableFact]
    public async Task A_backend_that_returns_is_told_to_stop_its_canceled_build()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, settings: LongLease);
        Build build = await frontend.SubmitAsync();
        await frontend.MayStartAsync(build.Id, "builder-1");
        await frontend.CancelAsync(build.Id);
        await frontend.KillAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.Run($"""UPDATE "Backends" SET "SeenOn" = 1""");
        await frontend.StartAgainAsync();

        using var poll = new HttpRequestMessage(HttpMethod.Get, CoprEndpoints.CanceledBuilds);
        poll.Headers.Authorization = FrontendProgram.Basic("builder-1", FrontendProgram.Password);
        using HttpResponseMessage response = await frontend.SendAsync(poll);

        CoprJson.Read<CanceledBuilds>(await response.Content.ReadAsStringAsync()).BuildIds.Should().Equal(build.Id);
    }

    [SkippableFact]
    public async Task The_late_end_of_a_silent_backend_wins_if_it_is_the_first()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, settings: Lease);
        Build build = await frontend.SubmitAsync();
        DateTimeOffset end = build.SubmittedOn.AddSeconds(1);
        await frontend.MayStartAsync(build.Id, "builder-1");
        await Eventually.Async(() => frontend.IsListedAsync(build.Id), () => frontend.Program.Output);
        (await frontend.MayStartAsync(build.Id, "builder-2")).Should().BeTrue();
        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, StartedOn = end.AddSeconds(60) });

        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, EndedOn = end, Status = BuildStatus.Succeeded });
        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, EndedOn = end.AddSeconds(90), Status = BuildStatus.Failed });

        Build ended = await frontend.ShowAsync(build.Id);
        (ended.Status, ended.EndedOn).Should().Be((BuildStatus.Succeeded, end));
    }

    [SkippableFact]
    public async Task A_frontend_that_was_stopped_for_longer_than_the_lease_gives_backends_time_to_return()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, settings: LongLease);
        Build build = await frontend.SubmitAsync();
        await frontend.MayStartAsync(build.Id, "builder-1");
        await frontend.KillAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.Run($"""UPDATE "Backends" SET "SeenOn" = 1""");

        await frontend.StartAgainAsync();
        await Task.Delay(TimeSpan.FromSeconds(5));

        (await frontend.IsListedAsync(build.Id)).Should().BeFalse();
    }

    private static void HoldAsAnOlderVersion(ITestDatabase database, Build build, string backend)
    {
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.Run($"""UPDATE "Builds" SET "Backend" = {backend} WHERE "Id" = {build.Id}""");
    }
}

public sealed class SqliteLeaseTests(SqliteFrontendTests.Fixture fixture)
    : LeaseTests(fixture), IClassFixture<SqliteFrontendTests.Fixture>;

[Collection(nameof(PostgreSqlCluster))]
public sealed class PostgreSqlLeaseTests(PostgreSqlFrontendTests.Fixture fixture, PostgreSqlCluster cluster)
    : LeaseTests(fixture.On(cluster)), IClassFixture<PostgreSqlFrontendTests.Fixture>;
