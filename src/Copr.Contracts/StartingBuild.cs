using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;
using Copr.Contracts.Text;

namespace Copr.Contracts;

/// <summary>The question of a backend whether it may start a build: what it sends to <see cref="Path"/>.</summary>
/// <remarks>Immutable and equal by value. The same question has the same answer, so that it may be asked again after a crash.</remarks>
[JsonConverter(typeof(ContractObjectConverter<StartingBuild>))]
public sealed record StartingBuild : IContractObject<StartingBuild>
{
    /// <summary>Where a frontend takes it, by POST, relative to the frontend's base URL, which may have a path of its own.</summary>
    public const string Path = "starting_build/";

    private static readonly ObjectContract<StartingBuild> Contract = new(
        static () => new StartingBuild(default(Unread)),
        static value => ref value.unknownMembers,
        [
            Member.Required("build_id", Values.Integer, static (StartingBuild value) => ref value.buildId),
            Member.Required("backend", Values.Text, static (StartingBuild value) => ref value.backend),
        ]);

    private long buildId;
    private string backend = null!;
    private UnknownMembers unknownMembers = UnknownMembers.Empty;

    /// <summary>Starts an empty one; the compiler asks for what is required.</summary>
    public StartingBuild()
    {
    }

#pragma warning disable CS8618 // The reader fills what is required, or gives nobody the object.
    [SetsRequiredMembers]
    private StartingBuild(Unread _)
    {
    }
#pragma warning restore CS8618

    /// <summary>Id of the build.</summary>
    public required long BuildId { get => buildId; init => buildId = value; }

    /// <summary>Which backend asks: a name that it keeps across restarts, and that no other has. Never null.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">It is set to a text with half of a surrogate pair, which is no Unicode text.</exception>
    public required string Backend
    {
        get => backend;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            backend = UnicodeText.Require(value);
        }
    }

    /// <summary>Members that the contract does not know; they are written back behind those that it knows.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">One of them has a name that the contract knows.</exception>
    public UnknownMembers UnknownMembers { get => unknownMembers; init => unknownMembers = Contract.RefuseKnown(value); }

    /// <summary>The JSON of it, in one line, whatever the culture.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    static ObjectContract<StartingBuild> IContractObject<StartingBuild>.Contract => Contract;
}
