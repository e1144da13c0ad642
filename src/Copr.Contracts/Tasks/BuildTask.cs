namespace Copr.Contracts.Tasks;

/// <summary>A task that builds a package for a chroot: the response to <see cref="TaskEndpoints.BuildTask"/>.</summary>
/// <remarks>Immutable. Two tasks are equal if all their members are, except for <see cref="Sandbox"/>, which may differ between two reads
/// of one task. Setting a text throws <see cref="ArgumentException"/> if it is not Unicode, or null where it must not be.</remarks>
[JsonConverter(typeof(ContractObjectConverter<BuildTask>))]
public sealed partial record BuildTask
{
    private readonly NotCompared<string> sandbox = new("");

    /// <inheritdoc cref="PendingTask.TaskId"/>
    public required TaskId TaskId { get; init; }

    /// <inheritdoc cref="PendingTask.BuildId"/>
    public required long BuildId { get; init; }

    /// <inheritdoc cref="PendingTask.ProjectOwner"/>
    public required string ProjectOwner { get; init => field = Characters.RequireUnicode(value); }

    /// <summary>The name of the project.</summary>
    public required string ProjectName { get; init => field = Characters.RequireUnicode(value); }

    /// <summary>The directory of the results: the project's name, perhaps followed by <c>:pr:</c> and a pull request's number, or by
    /// <c>:custom:</c> and a text.</summary>
    public required string ProjectDirectoryName { get; init => field = Characters.RequireUnicode(value); }

    /// <inheritdoc cref="PendingTask.Sandbox"/>
    public required string Sandbox { get => sandbox.Value; init => sandbox = new(Characters.RequireUnicode(value)); }

    /// <inheritdoc cref="PendingTask.IsBackground"/>
    public required bool IsBackground { get; init; }

    /// <summary>The chroot to build for.</summary>
    public required Chroot Chroot { get; init; }

    /// <summary>The tags that a machine must have. Null makes the task unusable (COPR616).</summary>
    /// <exception cref="ArgumentException">A tag is null.</exception>
    public required IReadOnlyList<string>? Tags { get; init => field = Freeze(value); }

    /// <summary>Whether the submitter may log in to the machine.</summary>
    public required bool AllowsUserSsh { get; init; }

    /// <summary>The user's name, or a text such as a webhook's URL; null if the frontend does not know.</summary>
    public string? Submitter { get; init => field = RequireUnicode(value); }

    /// <summary>The repositories that the build uses, the project's own first. Null if the project dropped the chroot (COPR616).</summary>
    /// <exception cref="ArgumentException">A repository is null.</exception>
    public required IReadOnlyList<TaskRepository>? Repositories { get; init => field = Freeze(value); }

    /// <summary>The memory that the build needs, in MB; null if the frontend does not say.</summary>
    public long? RequiredMemory { get; init; }

    /// <summary>The longest time that the build may take, in seconds; null, 0 or less sets no limit (COPR615).</summary>
    public required long? Timeout { get; init; }

    /// <summary>Whether the build may use the network.</summary>
    public required bool EnablesNetwork { get; init; }

    /// <summary>The URL from which the package is cloned; null if packages were uploaded that are built already.</summary>
    public string? GitRepository { get; init => field = RequireUnicode(value); }

    /// <summary>The commit to build, in hexadecimal digits; null if there is none.</summary>
    public string? GitHash { get; init => field = RequireUnicode(value); }

    /// <summary>The name of the package.</summary>
    public required string PackageName { get; init => field = Characters.RequireUnicode(value); }

    /// <summary>The package's epoch, version and release, as <c>EPOCH:VERSION-RELEASE</c>; null if it is not known.</summary>
    public string? PackageVersion { get; init => field = RequireUnicode(value); }

    /// <summary>Whether the results go to a development repository first.</summary>
    public required bool UsesDevelopmentRepository { get; init; }

    /// <summary>How mock isolates the build: <c>default</c>, <c>nspawn</c> or <c>simple</c>.</summary>
    public required string Isolation { get; init => field = Characters.RequireUnicode(value); }

    /// <summary>Whether fedora-review runs on the results.</summary>
    public required bool RunsFedoraReview { get; init; }

    /// <summary>Whether AppStream metadata is made of the results.</summary>
    public required bool CreatesAppStream { get; init; }

    /// <summary>The priority of the project's repositories; null if it is not set.</summary>
    public long? RepositoryPriority { get; init; }

    /// <summary>The keys with which the submitter logs in, one in a line. Not null means that the machine is kept.</summary>
    public string? SshPublicKeys { get; init => field = RequireUnicode(value); }

    /// <summary>Where the results are stored: 0 on the backend, which null also means; 1 in Pulp.</summary>
    public long? Storage { get; init; }

    /// <summary>The modules to enable and disable. Absent if there are none.</summary>
    public Optional<TaskModules?> Modules { get; init; }

    /// <summary>The packages and groups that the chroot has beyond the usual ones. Null if the project dropped the chroot.</summary>
    /// <exception cref="ArgumentException">A package is null.</exception>
    public required IReadOnlyList<string>? BuildrootPackages { get; init => field = Freeze(value); }

    /// <summary>The build conditions to turn on. Null if the project dropped the chroot.</summary>
    /// <exception cref="ArgumentException">An option is null.</exception>
    public required IReadOnlyList<string>? WithOptions { get; init => field = Freeze(value); }

    /// <summary>The build conditions to turn off. Null if the project dropped the chroot.</summary>
    /// <exception cref="ArgumentException">An option is null.</exception>
    public required IReadOnlyList<string>? WithoutOptions { get; init => field = Freeze(value); }

    /// <summary>How mock makes the chroot: <c>on</c>, <c>off</c>, <c>image</c> or <c>custom_image</c>. Absent for mock's default.</summary>
    public Optional<string?> Bootstrap { get; init => field = RequireUnicode(value); }

    /// <summary>The image of the bootstrap <c>custom_image</c>. Absent otherwise.</summary>
    public Optional<string?> BootstrapImage { get; init => field = RequireUnicode(value); }

    /// <summary>The URLs of packages that were uploaded and are built already; null if the member is absent.</summary>
    /// <exception cref="ArgumentException">A URL is null.</exception>
    public IReadOnlyList<string>? PrebuiltPackageUrls { get; init => field = Freeze(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<BuildTask>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the task's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    internal static string? RequireUnicode(string? value) => value is null ? null : Characters.RequireUnicode(value);
    internal static Optional<string?> RequireUnicode(Optional<string?> value) => value.Value is null ? value : RequireUnicode(value.Value);
    internal static T? RequireItem<T>(T? value) where T : struct, IListItem<T> => !value.Equals(default(T)) ? value
        : throw new ArgumentException($"The value is default({typeof(T).Name}).", nameof(value));

    internal static ValueList<T>? Freeze<T>(IReadOnlyList<T>? value) where T : class => value is null ? null : ValueList<T>.Freeze(value);
}
