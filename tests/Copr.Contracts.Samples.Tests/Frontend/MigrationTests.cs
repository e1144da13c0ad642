using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>A newer frontend updates the database of an older one.</summary>
public abstract class MigrationTests(FrontendFixture fixture)
{
    [SkippableFact]
    public async Task A_database_of_the_first_version_keeps_its_coprs_and_builds()
    {
        using ITestDatabase database = fixture.NewDatabase();
        DateTimeOffset submitted = DateTimeOffset.UnixEpoch.AddYears(50);
        using (var queue = new QueueDatabase(database.ConnectionString))
        {
            queue.MigrateTo(queue.Migrations[0]);
            queue.Run($"""
                INSERT INTO "Coprs" ("OwnerId", "Name", "Chroots", "Repositories")
                VALUES (3, 'ff2', 'fedora-17-i386', 'http://foo/repo')
                """);
            Insert(queue, submitted);
            Insert(queue, submitted, started: submitted.AddSeconds(1), backend: "builder-1");
            Insert(queue, submitted, started: submitted.AddSeconds(1), ended: submitted.AddSeconds(2), status: 1);
            Insert(queue, submitted, canceled: true);
        }

        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);

        Build waiting = (await frontend.WaitingAsync()).Builds.Should().ContainSingle().Subject;
        waiting.Should().BeEquivalentTo(new { Id = 1, CoprId = 1, UserId = 5, SubmittedOn = submitted });
        waiting.Packages.ToString().Should().Be("http://foo/a.src.rpm http://foo/b.src.rpm");
        waiting.Chroots.ToString().Should().Be("fedora-17-i386");
        waiting.Copr.Should().BeEquivalentTo(new { Id = 1, OwnerId = 3, Name = "ff2" });
        waiting.Copr.Repositories.ToString().Should().Be("http://foo/repo");
        (await frontend.ShowAsync(2)).Should().BeEquivalentTo(
            new { State = BuildState.Running, StartedOn = submitted.AddSeconds(1), Results = "http://results/" });
        (await frontend.ShowAsync(3)).Should().BeEquivalentTo(
            new { Status = BuildStatus.Succeeded, StartedOn = submitted.AddSeconds(1), EndedOn = submitted.AddSeconds(2) });
        (await frontend.ShowAsync(4)).IsCanceled.Should().BeTrue();

        string page = (await frontend.GetAsync("")).Body;
        page.Should().ContainAll("build-1\"", "build-2\"", "build-3\"", "build-4\"", "builder-1");
        (await frontend.SubmitAsync()).Id.Should().BeGreaterThan(4);
    }

    private static void Insert(
        QueueDatabase queue,
        DateTimeOffset submitted,
        DateTimeOffset? started = null,
        DateTimeOffset? ended = null,
        int? status = null,
        string? backend = null,
        bool? canceled = null) => queue.Run($"""
        INSERT INTO "Builds" ("CoprId", "UserId", "Packages", "Chroots", "SubmittedOn", "StartedOn", "EndedOn", "Results", "Status",
            "Canceled", "Backend", "Version")
        VALUES (1, 5, 'http://foo/a.src.rpm http://foo/b.src.rpm', 'fedora-17-i386', {submitted.UtcTicks}, {started?.UtcTicks},
            {ended?.UtcTicks}, {(started is null ? null : "http://results/")}, {status}, {canceled}, {backend}, 0)
        """);
}

public sealed class SqliteMigrationTests(SqliteFrontendTests.Fixture fixture)
    : MigrationTests(fixture), IClassFixture<SqliteFrontendTests.Fixture>;

[Collection(nameof(PostgreSqlCluster))]
public sealed class PostgreSqlMigrationTests(PostgreSqlFrontendTests.Fixture fixture, PostgreSqlCluster cluster)
    : MigrationTests(fixture.On(cluster)), IClassFixture<PostgreSqlFrontendTests.Fixture>;
