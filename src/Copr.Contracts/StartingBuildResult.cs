using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;

namespace Copr.Contracts;

/// <summary>What a frontend answers to a <see cref="StartingBuild"/>.</summary>
/// <remarks>Immutable and equal by value.</remarks>
[JsonConverter(typeof(ContractObjectConverter<StartingBuildResult>))]
public sealed record StartingBuildResult : IContractObject<StartingBuildResult>
{
    private static readonly ObjectContract<StartingBuildResult> Contract = new(
        static () => new StartingBuildResult(default(Unread)),
        static value => ref value.unknownMembers,
        [
            Member.Required("can_start", Values.Boolean, static (StartingBuildResult value) => ref value.canStart),
        ]);

    private bool canStart;
    private UnknownMembers unknownMembers = UnknownMembers.Empty;

    /// <summary>Starts an empty one; the compiler asks for what is required.</summary>
    public StartingBuildResult()
    {
    }

#pragma warning disable CS8618 // The reader fills what is required, or gives nobody the object.
    [SetsRequiredMembers]
    private StartingBuildResult(Unread _)
    {
    }
#pragma warning restore CS8618

    /// <summary>
    /// Whether the backend has the build now, and no other has it; false where it is canceled, has ended, is unknown, or
    /// another backend has it.
    /// </summary>
    public required bool CanStart { get => canStart; init => canStart = value; }

    /// <summary>Members that the contract does not know; they are written back behind those that it knows.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">One of them has a name that the contract knows.</exception>
    public UnknownMembers UnknownMembers { get => unknownMembers; init => unknownMembers = Contract.RefuseKnown(value); }

    /// <summary>The JSON of it, in one line, whatever the culture.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    static ObjectContract<StartingBuildResult> IContractObject<StartingBuildResult>.Contract => Contract;
}
