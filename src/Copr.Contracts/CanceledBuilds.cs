using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;

namespace Copr.Contracts;

/// <summary>The builds that a backend has to stop: what a frontend answers at <see cref="Path"/>.</summary>
/// <remarks>Immutable and equal by value.</remarks>
[JsonConverter(typeof(ContractObjectConverter<CanceledBuilds>))]
public sealed record CanceledBuilds : IContractObject<CanceledBuilds>
{
    /// <summary>Where a frontend serves it, relative to the frontend's base URL, which may have a path of its own.</summary>
    public const string Path = "canceled_builds/";

    private static readonly ObjectContract<CanceledBuilds> Contract = new(
        static () => new CanceledBuilds(default(Unread)),
        static value => ref value.unknownMembers,
        [
            Member.Required("builds", Values.Ids, static (CanceledBuilds value) => ref value.buildIds),
        ]);

    private ValueList<long> buildIds = ValueList<long>.Empty;
    private UnknownMembers unknownMembers = UnknownMembers.Empty;

    /// <summary>Starts an empty one; the compiler asks for what is required.</summary>
    public CanceledBuilds()
    {
    }

#pragma warning disable CS8618 // The reader fills what is required, or gives nobody the object.
    [SetsRequiredMembers]
    private CanceledBuilds(Unread _)
    {
    }
#pragma warning restore CS8618

    /// <summary>Ids of the builds that were canceled after they had left the waiting list, and have not ended. The list that it is set to is copied.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public required IReadOnlyList<long> BuildIds { get => buildIds; init => buildIds = ValueList<long>.Freeze(value); }

    /// <summary>Members that the contract does not know; they are written back behind those that it knows.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">One of them has a name that the contract knows.</exception>
    public UnknownMembers UnknownMembers { get => unknownMembers; init => unknownMembers = Contract.RefuseKnown(value); }

    /// <summary>The JSON of it, in one line, whatever the culture.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    static ObjectContract<CanceledBuilds> IContractObject<CanceledBuilds>.Contract => Contract;
}
