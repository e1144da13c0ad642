using Copr.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Copr.Frontend.Storage;

/// <summary>The coprs and their builds.</summary>
public abstract class QueueContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<CoprRow> Coprs => Set<CoprRow>();

    public DbSet<BuildRow> Builds => Set<BuildRow>();

    /// <summary>What a backend is to be told of: one indexed query, the oldest first.</summary>
    public IQueryable<BuildRow> Waiting =>
        Builds.AsNoTracking()
            .Where(static build => build.IsWaiting)
            .OrderBy(static build => build.SubmittedOn)
            .ThenBy(static build => build.Id);

    /// <summary>What a backend is to stop: canceled after it had left the waiting list, and not ended.</summary>
    public IQueryable<BuildRow> ToStop =>
        Builds.AsNoTracking().Where(static build => build.Canceled == true && build.EndedOn == null && (build.Backend != null || build.StartedOn != null));

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CoprRow>().HasIndex(static copr => copr.Name).IsUnique();
        modelBuilder.Entity<BuildRow>(static build =>
        {
            // "canceled" may be null, which is not canceled: "<> TRUE" would be NULL then, and the build never listed.
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
        configurationBuilder.Properties<SpaceSeparatedList<Chroot>>().HaveConversion<ListConverter<Chroot>, ListComparer<Chroot>>();
        configurationBuilder.Properties<SpaceSeparatedList<PackageUrl>>().HaveConversion<ListConverter<PackageUrl>, ListComparer<PackageUrl>>();
        configurationBuilder.Properties<SpaceSeparatedList<RepositoryUrl>>().HaveConversion<ListConverter<RepositoryUrl>, ListComparer<RepositoryUrl>>();
    }

    /// <summary>A list as the text that it is on the wire.</summary>
    private sealed class ListConverter<T>() : ValueConverter<SpaceSeparatedList<T>, string>(
        static list => list.ToString(),
        static text => SpaceSeparatedList<T>.Parse(text, ReadingMode.Strict))
        where T : struct, IListItem<T>;

    /// <summary>Lists are equal by their items.</summary>
    private sealed class ListComparer<T>() : ValueComparer<SpaceSeparatedList<T>>(favorStructuralComparisons: false)
        where T : struct, IListItem<T>;

    /// <summary>A time as a number that every database keeps whole and can sort: 100 nanoseconds since the year 1, UTC.</summary>
    private sealed class TicksConverter() : ValueConverter<DateTimeOffset, long>(
        static time => time.UtcTicks,
        static ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <inheritdoc/>
public sealed class SqliteQueueContext(DbContextOptions<SqliteQueueContext> options) : QueueContext(options);

/// <inheritdoc/>
public sealed class PostgreSqlQueueContext(DbContextOptions<PostgreSqlQueueContext> options) : QueueContext(options);
