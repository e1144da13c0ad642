using Copr.Contracts;

namespace Copr.Frontend.Storage;

/// <summary>A build as the database has it.</summary>
public sealed class BuildRow
{
    public long Id { get; private set; }

    public long CoprId { get; private set; }

    public required CoprRow Copr { get; init; }

    public required long UserId { get; init; }

    public required SpaceSeparatedList<PackageUrl> Packages { get; init; }

    /// <summary>A copy of the copr's as they were when the build was submitted.</summary>
    public required SpaceSeparatedList<Chroot> Chroots { get; init; }

    public required DateTimeOffset SubmittedOn { get; init; }

    public DateTimeOffset? StartedOn { get; private set; }

    public DateTimeOffset? EndedOn { get; private set; }

    public string? Results { get; private set; }

    public BuildStatus? Status { get; private set; }

    public bool? Canceled { get; private set; }

    /// <summary>The backend that has the build; null while no one has it.</summary>
    public string? Backend { get; private set; }

    /// <summary>Whether backends are to see it; the database works it out, so that it is said in one place.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Changes with every change, so that of two at a time one is seen to be late.</summary>
    public long Version { get; private set; }

    public Build ToBuild()
    {
        var build = new Build
        {
            Id = Id,
            CoprId = Copr.Id,
            UserId = UserId,
            Copr = Copr.ToCopr(),
            Packages = Packages,
            Chroots = Chroots,
            SubmittedOn = SubmittedOn,
            StartedOn = StartedOn,
            EndedOn = EndedOn,
            Results = Results,
            Canceled = Canceled,
        };
        return Status is null ? build : build with { Status = Status };
    }

    /// <summary>Takes in what a backend reports.</summary>
    public void Apply(BuildUpdate update)
    {
        Build build = ToBuild();
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
}
