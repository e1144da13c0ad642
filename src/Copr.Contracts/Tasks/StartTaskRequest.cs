namespace Copr.Contracts.Tasks;

/// <summary>A backend's question before it begins a task, for <see cref="TaskEndpoints.StartingBuild"/>. The answer is no lock: a frontend
/// that is asked twice says yes twice.</summary>
/// <remarks>Immutable. Two questions are equal if all their members are. Setting a text throws <see cref="ArgumentException"/> if it is not
/// Unicode, or null where it must not be.</remarks>
[JsonConverter(typeof(ContractObjectConverter<StartTaskRequest>))]
public sealed partial record StartTaskRequest
{
    /// <summary>The id of the build.</summary>
    public required long BuildId { get; init; }

    /// <inheritdoc cref="TaskUpdate.TaskId"/>
    public TaskId? TaskId { get; init => field = BuildTask.RequireItem(value); }

    /// <inheritdoc cref="TaskUpdate.Chroot"/>
    public string? Chroot { get; init => field = BuildTask.RequireUnicode(value); }

    /// <summary><see cref="BuildTaskStatus.Starting"/>; null if it is absent.</summary>
    public BuildTaskStatus? Status { get; init; }

    /// <inheritdoc cref="TaskUpdate.ResultDirectory"/>
    public string? ResultDirectory { get; init => field = BuildTask.RequireUnicode(value); }

    /// <inheritdoc cref="TaskUpdate.StartedOn"/>
    public Optional<DateTimeOffset?> StartedOn { get; init => field = TaskUpdate.ToUniversalTime(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<StartTaskRequest>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the question's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}

/// <summary>The frontend's answer to a <see cref="StartTaskRequest"/>.</summary>
/// <remarks>Immutable. Two answers are equal if all their members are.</remarks>
[JsonConverter(typeof(ContractObjectConverter<StartTaskResponse>))]
public sealed partial record StartTaskResponse
{
    /// <summary>Whether the task may begin. False if the build is unknown or canceled.</summary>
    public required bool CanStart { get; init; }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<StartTaskResponse>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the answer's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
