namespace Copr.Contracts;

/// <summary>A frontend's response to <see cref="BuildUpdates"/>.</summary>
/// <remarks>Immutable. Two responses are equal if all their members are. Unknown ids are listed; they are not errors.</remarks>
[JsonConverter(typeof(ContractObjectConverter<BuildUpdatesResult>))]
public sealed partial record BuildUpdatesResult
{
    /// <summary>The ids of the builds that the frontend knows, even if nothing changed. A list that is assigned is copied.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required IReadOnlyList<long> UpdatedBuildIds { get; init => field = ValueList<long>.Freeze(value); }

    /// <summary>The ids that the frontend does not know. A list that is assigned is copied.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required IReadOnlyList<long> NonExistingBuildIds { get; init => field = ValueList<long>.Freeze(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<BuildUpdatesResult>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the response's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
