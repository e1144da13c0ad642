namespace Copr.Contracts;

/// <summary>A backend's request to start a build: what it sends to <see cref="CoprEndpoints.StartingBuild"/>.</summary>
/// <remarks>Immutable. Two requests are equal if all their members are. A request that is repeated gets the same response.</remarks>
[JsonConverter(typeof(ContractObjectConverter<StartBuildRequest>))]
public sealed partial record StartBuildRequest
{
    /// <summary>The id of the build.</summary>
    public required long BuildId { get; init; }

    /// <summary>The name of the backend, which it keeps across restarts and no other backend has.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">The value contains half of a surrogate pair.</exception>
    public required string Backend { get; init => field = Characters.RequireUnicode(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<StartBuildRequest>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the request's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
