using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace BothFrontends;

internal sealed class PlainContext(DbContextOptions<PlainContext> options) : DbContext(options)
{
    public DbSet<PlainBuildRow> Builds => Set<PlainBuildRow>();

    public DbSet<PlainCoprRow> Coprs => Set<PlainCoprRow>();
}

internal sealed class PlainBuildRow
{
    public long Id { get; set; }

    public long CoprId { get; set; }

    public PlainCoprRow Copr { get; set; } = null!;

    public long UserId { get; set; }

    public string Packages { get; set; } = "";

    public string Chroots { get; set; } = "";

    public long SubmittedOn { get; set; }

    public long? StartedOn { get; set; }

    public long? EndedOn { get; set; }

    public string? Results { get; set; }

    public int? Status { get; set; }

    public bool? Canceled { get; set; }

    public string? Backend { get; set; }

    [DatabaseGenerated(DatabaseGeneratedOption.Computed)]
    public bool IsWaiting { get; private set; }

    [ConcurrencyCheck]
    public long Version { get; set; }

    /// <summary>The first end wins.</summary>
    public void Apply(PlainUpdate update)
    {
        if (EndedOn is not null)
        {
            return;
        }

        StartedOn = PlainBuild.ToTicks(update.StartedOn) ?? StartedOn;
        EndedOn = PlainBuild.ToTicks(update.EndedOn);
        Results = update.Results ?? Results;
        Status = update.Status ?? Status;
        Version++;
    }
}

internal sealed class PlainCoprRow
{
    public long Id { get; set; }

    public long OwnerId { get; set; }

    public string Name { get; set; } = "";

    public string Chroots { get; set; } = "";

    public string Repositories { get; set; } = "";
}
