using Copr.Contracts;

namespace Copr.Frontend.Storage;

/// <summary>A copr in the database.</summary>
public sealed class CoprRow : IStoredRow
{
    public long Id { get; private set; }

    public required long OwnerId { get; init; }

    public required string Name { get; init; }

    public required SpaceSeparatedList<Chroot> Chroots { get; set; }

    public required SpaceSeparatedList<RepositoryUrl> Repositories { get; set; }

    public CoprProject ToCopr() => new()
    {
        Id = Id,
        OwnerId = OwnerId,
        Name = Name,
        Chroots = Chroots,
        Repositories = Repositories,
    };
}
