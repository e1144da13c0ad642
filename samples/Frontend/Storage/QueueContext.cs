using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Copr.Frontend.Storage;

/// <summary>The coprs and their builds.</summary>
public abstract class QueueContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<CoprRow> Coprs => Set<CoprRow>();

    public DbSet<BuildRow> Builds => Set<BuildRow>();

    /// <summary>The waiting list, oldest first: one indexed query.</summary>
    public IQueryable<BuildRow> Waiting =>
        Builds.AsNoTracking()
            .Where(static build => build.IsWaiting)
            .OrderBy(static build => build.SubmittedOn)
            .ThenBy(static build => build.Id);

    /// <summary>The builds to stop: canceled after they left the waiting list, and not ended.</summary>
    public IQueryable<BuildRow> ToStop =>
        Builds.AsNoTracking()
            .Where(static build => build.Canceled == true && build.EndedOn == null)
            .Where(static build => build.Backend != null || build.StartedOn != null);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CoprRow>().HasIndex(static copr => copr.Name).IsUnique();
        modelBuilder.Entity<BuildRow>(static build =>
        {
            // A "Canceled" of NULL means not canceled. "<> TRUE" would be NULL, and the build would never be listed.
            build.Property(static row => row.IsWaiting).HasComputedColumnSql(
                "\"StartedOn\" IS NULL AND \"EndedOn\" IS NULL AND \"Backend\" IS NULL AND \"Canceled\" IS NOT TRUE", stored: true);
            build.HasIndex(static row => new { row.SubmittedOn, row.Id }).HasFilter("\"IsWaiting\"");
            build.HasIndex(static row => row.Canceled).HasFilter("\"Canceled\"");
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
public sealed class SqliteQueueContext(DbContextOptions<SqliteQueueContext> options) : QueueContext(options);

/// <inheritdoc/>
public sealed class PostgreSqlQueueContext(DbContextOptions<PostgreSqlQueueContext> options) : QueueContext(options);
