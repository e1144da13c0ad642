using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;

namespace Copr.Contracts;

/// <summary>What a frontend answers to <see cref="BuildUpdates"/>.</summary>
/// <remarks>Immutable and equal by value. An id that the frontend does not know is told, and is no error.</remarks>
[JsonConverter(typeof(ContractObjectConverter<BuildUpdatesResult>))]
public sealed record BuildUpdatesResult : IContractObject<BuildUpdatesResult>
{
    private static readonly ObjectContract<BuildUpdatesResult> Contract = new(
        static () => new BuildUpdatesResult(default(Unread)),
        static value => ref value.unknownMembers,
        [
            Member.Required("updated_builds_ids", Values.Ids, static (BuildUpdatesResult value) => ref value.updatedBuildIds),
            Member.Required("non_existing_builds_ids", Values.Ids, static (BuildUpdatesResult value) => ref value.nonExistingBuildIds),
        ]);

    private ValueList<long> updatedBuildIds = ValueList<long>.Empty;
    private ValueList<long> nonExistingBuildIds = ValueList<long>.Empty;
    private UnknownMembers unknownMembers = UnknownMembers.Empty;

    /// <summary>Starts an empty one; the compiler asks for what is required.</summary>
    public BuildUpdatesResult()
    {
    }

#pragma warning disable CS8618 // The reader fills what is required, or gives nobody the object.
    [SetsRequiredMembers]
    private BuildUpdatesResult(Unread _)
    {
    }
#pragma warning restore CS8618

    /// <summary>Ids of the builds that the frontend knows, also where the report changed nothing. The list that it is set to is copied.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public required IReadOnlyList<long> UpdatedBuildIds { get => updatedBuildIds; init => updatedBuildIds = ValueList<long>.Freeze(value); }

    /// <summary>Ids that the frontend does not know. The list that it is set to is copied.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public required IReadOnlyList<long> NonExistingBuildIds { get => nonExistingBuildIds; init => nonExistingBuildIds = ValueList<long>.Freeze(value); }

    /// <summary>Members that the contract does not know; they are written back behind those that it knows.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">One of them has a name that the contract knows.</exception>
    public UnknownMembers UnknownMembers { get => unknownMembers; init => unknownMembers = Contract.RefuseKnown(value); }

    /// <summary>The JSON of it, in one line, whatever the culture.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    static ObjectContract<BuildUpdatesResult> IContractObject<BuildUpdatesResult>.Contract => Contract;
}
