using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;
using Copr.Contracts.Text;

namespace Copr.Contracts;

/// <summary>A copr: a project with the chroots it is built for. In a build, the copr as it is now.</summary>
/// <remarks>Immutable and equal by value, its lists and unknown members included.</remarks>
[JsonConverter(typeof(ContractObjectConverter<CoprProject>))]
public sealed record CoprProject : IContractObject<CoprProject>
{
    private static readonly ObjectContract<CoprProject> Contract = new(
        static () => new CoprProject(default(Unread)),
        static copr => ref copr.unknownMembers,
        [
            Member.Required("owner_id", Values.Integer, static (CoprProject copr) => ref copr.ownerId),
            Member.Optional("repos", Values.ListOf<RepositoryUrl>(), static (CoprProject copr) => ref copr.repositories),
            Member.Required("chroots", Values.ListOf<Chroot>(), static (CoprProject copr) => ref copr.chroots),
            Member.Required("id", Values.Integer, static (CoprProject copr) => ref copr.id),
            Member.Required("name", Values.Text, static (CoprProject copr) => ref copr.name),
        ])
    {
        FillGaps = EarlyWire.Fill,
    };

    private long ownerId;
    private SpaceSeparatedList<RepositoryUrl> repositories;
    private SpaceSeparatedList<Chroot> chroots;
    private long id;
    private string name = "";
    private UnknownMembers unknownMembers = UnknownMembers.Empty;

    /// <summary>Starts an empty copr; the compiler asks for what is required.</summary>
    public CoprProject()
    {
    }

#pragma warning disable CS8618 // The reader fills what is required, or gives nobody the object.
    [SetsRequiredMembers]
    private CoprProject(Unread _)
    {
    }
#pragma warning restore CS8618

    /// <summary>Id of the owner.</summary>
    public required long OwnerId { get => ownerId; init => ownerId = value; }

    /// <summary>
    /// Extra repositories to build with; none is an empty list. "Each repo must point to a url, that has to contain
    /// arch specific dirs (i386/x86_64), each containing repodata dir (like koji has it)." (the wiki)
    /// </summary>
    public SpaceSeparatedList<RepositoryUrl> Repositories { get => repositories; init => repositories = value; }

    /// <summary>
    /// Its chroots now. They may have changed since a build was submitted: what to build for is <see cref="Build.Chroots"/>.
    /// </summary>
    public required SpaceSeparatedList<Chroot> Chroots { get => chroots; init => chroots = value; }

    /// <summary>Id of the copr.</summary>
    public required long Id { get => id; init => id = value; }

    /// <summary>Name of the copr; never null.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">It is set to a text with half of a surrogate pair, which is no Unicode text.</exception>
    public required string Name
    {
        get => name;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            name = UnicodeText.Require(value);
        }
    }

    /// <summary>Members of the copr that the contract does not know; they are written back behind those that it knows.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">One of them has a name that the contract knows.</exception>
    public UnknownMembers UnknownMembers { get => unknownMembers; init => unknownMembers = Contract.RefuseKnown(value); }

    /// <summary>The JSON of it, in one line, whatever the culture.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    static ObjectContract<CoprProject> IContractObject<CoprProject>.Contract => Contract;
}
