namespace Copr.Contracts;

/// <summary>A backend's report: what it sends to <see cref="CoprEndpoints.UpdateBuilds"/>.</summary>
/// <remarks>Immutable. Two reports are equal if their entries and unknown members are.</remarks>
[JsonConverter(typeof(ContractObjectConverter<BuildUpdates>))]
public sealed partial record BuildUpdates
{
    /// <summary>The entries, in the order in which they are applied. A list that is assigned is copied.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">An entry is null.</exception>
    public required IReadOnlyList<BuildUpdate> Builds { get; init => field = ValueList<BuildUpdate>.Freeze(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<BuildUpdates>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the report's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
