namespace Copr.Contracts;

/// <summary>A copr: a project with the chroots that it is built for. In a build, the copr as it is now.</summary>
/// <remarks>Immutable. Two coprs are equal if all their members are, including lists and unknown members.</remarks>
[JsonConverter(typeof(ContractObjectConverter<CoprProject>))]
public sealed partial record CoprProject
{
    /// <summary>The id of the owner.</summary>
    public required long OwnerId { get; init; }

    /// <summary>The extra repositories to build with.</summary>
    public SpaceSeparatedList<RepositoryUrl> Repositories { get; init; }

    /// <summary>The copr's chroots now. They may have changed since a build was submitted: build for <see cref="Build.Chroots"/>.</summary>
    public required SpaceSeparatedList<Chroot> Chroots { get; init; }

    /// <summary>The id of the copr.</summary>
    public required long Id { get; init; }

    /// <summary>The name of the copr. Any text; rule COPR211 checks that it can be a directory's name.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">The value contains half of a surrogate pair.</exception>
    public required string Name { get; init => field = Characters.RequireUnicode(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<CoprProject>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the copr's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
