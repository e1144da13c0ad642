namespace Copr.Contracts.Tasks;

/// <summary>A backend's report, for <see cref="TaskEndpoints.Update"/>. A frontend keeps the last of several entries for one build, so a
/// report has one (COPR621).</summary>
/// <remarks>Immutable. Two reports are equal if all their members are. Reports about actions are unknown members.</remarks>
[JsonConverter(typeof(ContractObjectConverter<TaskUpdates>))]
public sealed partial record TaskUpdates
{
    /// <summary>What is reported about builds; null if the member is absent.</summary>
    /// <exception cref="ArgumentException">An entry is null.</exception>
    public IReadOnlyList<TaskUpdate>? Builds { get; init => field = BuildTask.Freeze(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<TaskUpdates>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the report's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}

/// <summary>The frontend's answer to <see cref="TaskUpdates"/>.</summary>
/// <remarks>Immutable. Two answers are equal if all their members are.</remarks>
[JsonConverter(typeof(ContractObjectConverter<TaskUpdatesResult>))]
public sealed partial record TaskUpdatesResult
{
    /// <summary>The ids of the builds that the frontend updated; null if the report was not about builds.</summary>
    public IReadOnlyList<long>? UpdatedBuildIds { get; init => field = value is null ? null : ValueList<long>.Freeze(value); }

    /// <summary>The ids of the builds that the frontend does not know; null if the report was not about builds.</summary>
    public IReadOnlyList<long>? NonExistingBuildIds { get; init => field = value is null ? null : ValueList<long>.Freeze(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<TaskUpdatesResult>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the answer's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
