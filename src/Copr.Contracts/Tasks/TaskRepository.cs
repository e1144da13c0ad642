namespace Copr.Contracts.Tasks;

/// <summary>A repository that a task uses.</summary>
/// <remarks>Immutable. Two repositories are equal if all their members are. Setting a text throws <see cref="ArgumentException"/> if it is
/// not Unicode, or null where it must not be.</remarks>
[SuppressMessage("Design", "CA1056:URI-like properties should not be strings", Justification = "A Uri has no variables.")]
[JsonConverter(typeof(ContractObjectConverter<TaskRepository>))]
public sealed partial record TaskRepository
{
    /// <summary>The id, such as <c>copr_base</c>. A frontend derives it from a text, so two can be equal (COPR609).</summary>
    public required string Id { get; init => field = Characters.RequireUnicode(value); }

    /// <summary>The URL of the repository for the task's chroot, in the form of dnf: <c>$releasever</c>, <c>$basearch</c> and their
    /// <c>${…}</c> are left to dnf. Not a root with a directory for each architecture, as a <see cref="RepositoryUrl"/> is.</summary>
    public required string BaseUrl { get; init => field = Characters.RequireUnicode(value); }

    /// <summary>The name, for people.</summary>
    public required string Name { get; init => field = Characters.RequireUnicode(value); }

    /// <summary>The priority; the repository with the smallest comes first. It may be absent or null.</summary>
    public RepositoryPriority Priority { get; init; }

    /// <summary>Whether the repository's metadata is verified. Null and absent leave that to dnf.</summary>
    public Optional<bool?> VerifiesMetadata { get; init; }

    /// <summary>Whether packages replace those of modules. Null and absent mean that they do not.</summary>
    public Optional<bool?> IsModuleHotfixes { get; init; }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<TaskRepository>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>The URL of the repository's metadata, in which variables are as they were sent.</summary>
    public string RepomdUrl => HttpUrl.Append(BaseUrl, "repodata/repomd.xml");

    /// <summary>Returns the repository's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
