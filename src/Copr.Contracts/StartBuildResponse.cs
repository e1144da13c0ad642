namespace Copr.Contracts;

/// <summary>A frontend's response to <see cref="StartBuildRequest"/>.</summary>
/// <remarks>Immutable. Two responses are equal if all their members are.</remarks>
[JsonConverter(typeof(ContractObjectConverter<StartBuildResponse>))]
public sealed partial record StartBuildResponse
{
    /// <summary>Whether the backend has the build now; not if the build is canceled, ended or unknown, or another backend has it.</summary>
    public required bool CanStart { get; init; }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<StartBuildResponse>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Returns the response's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
