using Copr.Contracts;

namespace Copr.Frontend.Storage;

/// <summary>A build in the database. Times are stored as they were reported, with their fraction of a second.</summary>
public sealed class BuildRow
{
    public long Id { get; private set; }

    public long CoprId { get; private set; }

    public required CoprRow Copr { get; init; }

    public required long UserId { get; init; }

    public required SpaceSeparatedList<PackageUrl> Packages { get; init; }

    /// <summary>A copy of the copr's chroots at the time of the submission.</summary>
    public required SpaceSeparatedList<Chroot> Chroots { get; init; }

    public required DateTimeOffset SubmittedOn { get; init; }

    public DateTimeOffset? StartedOn { get; private set; }

    public DateTimeOffset? EndedOn { get; private set; }

    public string? Results { get; private set; }

    public BuildStatus? Status { get; private set; }

    public bool? Canceled { get; private set; }

    /// <summary>The backend that builds it; null until a backend may start it.</summary>
    public string? Backend { get; private set; }

    /// <summary>Whether it is on the waiting list. The database computes it, so that one place defines it.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Increases with every change, so that the later of two concurrent changes is detected.</summary>
    public long Version { get; private set; }

    /// <summary>Converts it to the contract's build, whose times are whole seconds.</summary>
    public Build ToBuild() => new()
    {
        Id = Id,
        CoprId = Copr.Id,
        UserId = UserId,
        Copr = Copr.ToCopr(),
        Packages = Packages,
        Chroots = Chroots,
        SubmittedOn = ToWholeSecond(SubmittedOn),
        StartedOn = StartedOn is { } started ? ToWholeSecond(started) : null,
        EndedOn = EndedOn is { } ended ? ToWholeSecond(ended) : null,
        Results = Results,
        Canceled = Canceled,
        Status = Status,
    };

    /// <summary>Applies a backend's report.</summary>
    public void Apply(BuildUpdate update)
    {
        Build build = ToBuild() with { StartedOn = StartedOn, EndedOn = EndedOn };
        Build updated = build.Apply(update);
        if (ReferenceEquals(build, updated))
        {
            return;
        }

        StartedOn = updated.StartedOn;
        EndedOn = updated.EndedOn;
        Results = updated.Results;
        Status = updated.Status;
        Version++;
    }

    private static DateTimeOffset ToWholeSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
