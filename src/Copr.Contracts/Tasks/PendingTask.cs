namespace Copr.Contracts.Tasks;

/// <summary>An entry of the queue, which <see cref="TaskEndpoints.PendingJobs"/> lists: a task that is pending, starting or running. A
/// backend must know by itself which of them it already runs.</summary>
/// <remarks>Immutable. Two entries are equal if all their members are, except for <see cref="Sandbox"/>, which may differ between two reads
/// of one task. Setting a text throws <see cref="ArgumentException"/> if it is not Unicode, or null where it must not be.</remarks>
[JsonConverter(typeof(ContractObjectConverter<PendingTask>))]
public sealed partial record PendingTask
{
    private readonly NotCompared<string> sandbox = new("");

    /// <summary>The id of the task.</summary>
    public required TaskId TaskId { get; init; }

    /// <summary>The id of the build.</summary>
    public required long BuildId { get; init; }

    /// <summary>The owner of the project: a user's name, or <c>@</c> and a group's name.</summary>
    public required string ProjectOwner { get; init => field = Characters.RequireUnicode(value); }

    /// <summary>Builds with the same sandbox may share a machine. May be another text at every read.</summary>
    public required string Sandbox { get => sandbox.Value; init => sandbox = new(Characters.RequireUnicode(value)); }

    /// <summary>Whether the task comes after all others.</summary>
    public required bool IsBackground { get; init; }

    /// <summary>The chroot to build for. For a source task, that in which a script makes the source; null for other sources.</summary>
    /// <inheritdoc cref="TaskUpdate.TaskId" path="/exception"/>
    public Chroot? Chroot { get; init => field = BuildTask.RequireItem(value); }

    /// <summary>The tags that a machine must have; null if the member is absent, as in a source task.</summary>
    /// <exception cref="ArgumentException">A tag is null.</exception>
    public IReadOnlyList<string>? Tags { get; init => field = BuildTask.Freeze(value); }

    /// <summary>Whether the submitter may log in to the machine; null if the member is absent, as in a source task.</summary>
    public bool? AllowsUserSsh { get; init; }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<PendingTask>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the entry's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
