namespace Copr.Contracts;

/// <summary>The builds that backends must stop: a frontend's response to <see cref="CoprEndpoints.CanceledBuilds"/>.</summary>
/// <remarks>Immutable. Two lists are equal if all their members are.</remarks>
[JsonConverter(typeof(ContractObjectConverter<CanceledBuilds>))]
public sealed partial record CanceledBuilds
{
    /// <summary>The ids of the builds that were canceled after they left the waiting list and have not ended. A list that is assigned is
    /// copied.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required IReadOnlyList<long> BuildIds { get; init => field = ValueList<long>.Freeze(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<CanceledBuilds>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the list's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
