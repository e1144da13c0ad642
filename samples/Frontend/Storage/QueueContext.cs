using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Copr.Frontend.Storage;

/// <summary>The coprs and their builds.</summary>
public abstract class QueueContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<CoprRow> Coprs => Set<CoprRow>();

    public DbSet<BuildRow> Builds => Set<BuildRow>();

    /// <summary>The backends that the frontend has heard of.</summary>
    public DbSet<BackendRow> Backends => Set<BackendRow>();

    /// <summary>The waiting list, oldest first: one indexed query.</summary>
    public IQueryable<BuildRow> Waiting =>
        Builds.AsNoTracking()
            .Where(static build => build.IsWaiting)
            .OrderBy(static build => build.SubmittedOn)
            .ThenBy(static build => build.Id);

    /// <summary>The builds of a copr, of a state or of both, the most recent event first, after a place: one search in an index.</summary>
    public IQueryable<BuildRow> FindRecent(long? coprId, string? state, (DateTimeOffset LastEventOn, long Id)? after)
    {
        IQueryable<BuildRow> builds = Builds.AsNoTracking();
        if (coprId is not null)
        {
            builds = builds.Where(build => build.CoprId == coprId);
        }

        if (state is not null)
        {
            builds = builds.Where(build => build.State == state);
        }

        if (after is (var lastEvent, var id))
        {
            builds = builds.Where(build => build.LastEventOn <= lastEvent && (build.LastEventOn < lastEvent || build.Id < id));
        }

        return builds.OrderByDescending(static build => build.LastEventOn).ThenByDescending(static build => build.Id);
    }

    /// <summary>The builds to stop: canceled after they left the waiting list, and not ended.</summary>
    public IQueryable<BuildRow> ToStop =>
        Builds.AsNoTracking()
            .Where(static build => build.Canceled == true && build.EndedOn == null)
            .Where(static build => build.Backend != null || build.StartedOn != null);

    /// <summary>Stores that a backend is alive, by the database's clock: the clocks of two frontends may differ.</summary>
    public abstract Task HearFromAsync(string backend, CancellationToken cancellationToken);

    /// <summary>The backends that have not been heard of for so many seconds.</summary>
    public abstract IQueryable<BackendRow> SilentFor(long seconds);

    /// <summary>Sets what the migrations do not set.</summary>
    public virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CoprRow>().HasIndex(static copr => copr.Name).IsUnique();
        modelBuilder.Entity<BackendRow>().HasKey(static backend => backend.Name);
        modelBuilder.Entity<BuildRow>(static build =>
        {
            // A "Canceled" of NULL means not canceled. "<> TRUE" would be NULL, and the build would never be listed.
            build.Property(static row => row.IsWaiting).HasComputedColumnSql(
                "\"StartedOn\" IS NULL AND \"EndedOn\" IS NULL AND \"Backend\" IS NULL AND \"Canceled\" IS NOT TRUE", stored: true);
            build.HasIndex(static row => new { row.SubmittedOn, row.Id }).HasFilter("\"IsWaiting\"");
            build.HasIndex(static row => row.Canceled).HasFilter("\"Canceled\"");
            build.Property(static row => row.State).HasComputedColumnSql(
                """
                CASE WHEN "Canceled" IS TRUE THEN 'canceled'
                WHEN "EndedOn" IS NOT NULL THEN CASE WHEN "Status" = 1 THEN 'succeeded' ELSE 'failed' END
                WHEN "StartedOn" IS NOT NULL THEN 'running' WHEN "Backend" IS NOT NULL THEN 'starting' ELSE 'waiting' END
                """,
                stored: true);
            build.Property(static row => row.LastEventOn).HasComputedColumnSql(
                "COALESCE(\"EndedOn\", \"CanceledOn\", \"StartedOn\", \"SubmittedOn\")", stored: true);
            build.HasIndex(static row => new { row.LastEventOn, row.Id });
            build.HasIndex(static row => new { row.State, row.LastEventOn, row.Id });
            build.HasIndex(static row => new { row.CoprId, row.LastEventOn, row.Id });
            build.HasIndex(static row => new { row.CoprId, row.State, row.LastEventOn, row.Id });
            build.HasIndex(static row => row.Backend).HasFilter("\"Backend\" IS NOT NULL AND \"EndedOn\" IS NULL");
            build.HasIndex(static row => new { row.CoprId, row.IdempotencyKey }).IsUnique().HasFilter("\"IdempotencyKey\" IS NOT NULL");
            build.Property(static row => row.RefusedReport).HasConversion<RefusedReport.Json>();
            build.Property(static row => row.Version).IsConcurrencyToken();
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TicksConverter>();
        configurationBuilder.StoreContractAsText();
    }

    /// <summary>Stores a time as a number that every database keeps exactly and sorts: 100 nanoseconds since the year 1, UTC.</summary>
    private sealed class TicksConverter() : ValueConverter<DateTimeOffset, long>(
        static time => time.UtcTicks,
        static ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <inheritdoc/>
public sealed class SqliteQueueContext(DbContextOptions<SqliteQueueContext> options) : QueueContext(options)
{
    public override Task HearFromAsync(string backend, CancellationToken cancellationToken) => Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "Backends" ("Name", "SeenOn") VALUES ({backend}, unixepoch())
        ON CONFLICT ("Name") DO UPDATE SET "SeenOn" = excluded."SeenOn"
        """,
        cancellationToken);

    public override IQueryable<BackendRow> SilentFor(long seconds) =>
        Backends.FromSql($"""SELECT "Name", "SeenOn" FROM "Backends" WHERE "SeenOn" < unixepoch() - {seconds}""");

    /// <summary>Lets readers and a writer work at once. EF Core sets it only if it creates the file itself.</summary>
    public override Task PrepareAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", cancellationToken);
}

/// <inheritdoc/>
public sealed class PostgreSqlQueueContext(DbContextOptions<PostgreSqlQueueContext> options) : QueueContext(options)
{
    public override Task HearFromAsync(string backend, CancellationToken cancellationToken) => Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "Backends" ("Name", "SeenOn") VALUES ({backend}, CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT))
        ON CONFLICT ("Name") DO UPDATE SET "SeenOn" = excluded."SeenOn"
        """,
        cancellationToken);

    public override IQueryable<BackendRow> SilentFor(long seconds) => Backends.FromSql($"""
        SELECT "Name", "SeenOn" FROM "Backends" WHERE "SeenOn" < CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT) - {seconds}
        """);
}
