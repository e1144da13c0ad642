using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;

namespace Copr.Contracts;

/// <summary>What a backend reports of its builds: what it sends to <see cref="Path"/>.</summary>
/// <remarks>Immutable and equal by value, its entries and unknown members included.</remarks>
[JsonConverter(typeof(ContractObjectConverter<BuildUpdates>))]
public sealed record BuildUpdates : IContractObject<BuildUpdates>
{
    /// <summary>Where a frontend takes it, by POST or PUT, relative to the frontend's base URL, which may have a path of its own.</summary>
    public const string Path = "update_builds/";

    private static readonly ObjectContract<BuildUpdates> Contract = new(
        static () => new BuildUpdates(default(Unread)),
        static value => ref value.unknownMembers,
        [
            Member.Required("builds", Values.BuildUpdates, static (BuildUpdates value) => ref value.builds),
        ]);

    private ValueList<BuildUpdate> builds = ValueList<BuildUpdate>.Empty;
    private UnknownMembers unknownMembers = UnknownMembers.Empty;

    /// <summary>Starts an empty one; the compiler asks for what is required.</summary>
    public BuildUpdates()
    {
    }

#pragma warning disable CS8618 // The reader fills what is required, or gives nobody the object.
    [SetsRequiredMembers]
    private BuildUpdates(Unread _)
    {
    }
#pragma warning restore CS8618

    /// <summary>The entries, to be applied in their order; there may be several of one build. The list that it is set to is copied.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    public required IReadOnlyList<BuildUpdate> Builds { get => builds; init => builds = ValueList<BuildUpdate>.Freeze(value); }

    /// <summary>Members that the contract does not know; they are written back behind those that it knows.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">One of them has a name that the contract knows.</exception>
    public UnknownMembers UnknownMembers { get => unknownMembers; init => unknownMembers = Contract.RefuseKnown(value); }

    /// <summary>The JSON of it, in one line, whatever the culture.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    static ObjectContract<BuildUpdates> IContractObject<BuildUpdates>.Contract => Contract;
}
