namespace Copr.Contracts.Tasks;

/// <summary>What a backend reports about one task: the members that a frontend reads. What else a backend sends is unknown.</summary>
/// <remarks>Immutable. Two entries are equal if all their members are. A member that is null is not written, unless it is
/// <see cref="Optional{T}"/> and present. Setting a text throws <see cref="ArgumentException"/> if it is not Unicode, or null where it must
/// not be.</remarks>
[JsonConverter(typeof(ContractObjectConverter<TaskUpdate>))]
public sealed partial record TaskUpdate
{
    /// <summary>The id of the build, not of the task.</summary>
    public required long Id { get; init; }

    /// <summary>The id of the task; null if it is absent.</summary>
    /// <exception cref="ArgumentException">The value is <see langword="default"/>.</exception>
    public TaskId? TaskId { get; init => field = BuildTask.RequireItem(value); }

    /// <summary>The chroot, or <see cref="SourceTask.ReportedChroot"/> for a source task; null if it is absent.</summary>
    public string? Chroot { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>How far the task is; null if it is absent.</summary>
    public BuildTaskStatus? Status { get; init; }

    /// <summary>The directory of the results, such as <c>00000008-hello</c>. A frontend stores an empty text if it is absent
    /// (COPR622).</summary>
    public string? ResultDirectory { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>The time of the start, in UTC. A frontend reads it only with <see cref="BuildTaskStatus.Starting"/>. In JSON: Unix time, in
    /// seconds, perhaps with a fraction.</summary>
    public Optional<DateTimeOffset?> StartedOn { get; init => field = ToUniversalTime(value); }

    /// <summary>The time of the end, in UTC. If it is null or absent, a frontend takes its own. In JSON: Unix time, in seconds, perhaps
    /// with a fraction.</summary>
    public Optional<DateTimeOffset?> EndedOn { get; init => field = ToUniversalTime(value); }

    /// <summary>The packages that were built, as <c>NAME VERSION</c>, one in a line.</summary>
    public Optional<string?> BuiltPackages { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>The name of the package that a source task made.</summary>
    public Optional<string?> PackageName { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>The version of the package that a source task made.</summary>
    public Optional<string?> PackageVersion { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>The URL of the source package that a source task made.</summary>
    public Optional<string?> SourcePackageUrl { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary>What the task made.</summary>
    public Optional<TaskResults?> Results { get; init; }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<TaskUpdate>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the entry's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    internal static Optional<DateTimeOffset?> ToUniversalTime(Optional<DateTimeOffset?> value) =>
        value.Value is { } time ? time.ToUniversalTime() : value;
}
