using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;

namespace Copr.Contracts;

/// <summary>The builds that wait for a backend: what a frontend answers at <see cref="Path"/>.</summary>
/// <remarks>Immutable and equal by value, its builds and unknown members included.</remarks>
[JsonConverter(typeof(ContractObjectConverter<WaitingBuilds>))]
public sealed record WaitingBuilds : IContractObject<WaitingBuilds>
{
    /// <summary>Where a frontend serves it, relative to the frontend's base URL, which may have a path of its own.</summary>
    public const string Path = "waiting_builds/";

    /// <summary>How many builds a frontend lists unless it is asked for another number: "10 oldest submitted builds" (the wiki).</summary>
    public const int DefaultLimit = 10;

    private static readonly ObjectContract<WaitingBuilds> Contract = new(
        static () => new WaitingBuilds(default(Unread)),
        static list => ref list.unknownMembers,
        [Member.Required("builds", Values.Builds, static (WaitingBuilds list) => ref list.builds)]);

    private ValueList<Build> builds = ValueList<Build>.Empty;
    private UnknownMembers unknownMembers = UnknownMembers.Empty;

    /// <summary>Starts an empty list; the compiler asks for what is required.</summary>
    public WaitingBuilds()
    {
    }

#pragma warning disable CS8618 // The reader fills what is required, or gives nobody the object.
    [SetsRequiredMembers]
    private WaitingBuilds(Unread _)
    {
    }
#pragma warning restore CS8618

    /// <summary>The builds, the oldest submitted first. The list that it is set to is copied.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">One of the builds is null.</exception>
    public required IReadOnlyList<Build> Builds
    {
        get => builds;
        init => builds = ValueList<Build>.Freeze(value);
    }

    /// <summary>Members beside the builds that the contract does not know; they are written back behind those that it knows.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">One of them has a name that the contract knows.</exception>
    public UnknownMembers UnknownMembers { get => unknownMembers; init => unknownMembers = Contract.RefuseKnown(value); }

    /// <summary>The JSON of it, in one line, whatever the culture.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    static ObjectContract<WaitingBuilds> IContractObject<WaitingBuilds>.Contract => Contract;

    /// <summary>
    /// Selects what a frontend has to list: of the builds that were submitted those that are
    /// <see cref="BuildState.Waiting"/>, the oldest submitted first, of builds of one moment the lowest id first.
    /// </summary>
    /// <param name="submitted">The builds; one whose id comes again is listed once.</param>
    /// <param name="limit">How many to list at the most.</param>
    /// <exception cref="ArgumentNullException">The builds are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public static WaitingBuilds From(IEnumerable<Build> submitted, int limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(submitted);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new WaitingBuilds
        {
            Builds =
            [
                .. submitted
                    .Where(static build => build.State == BuildState.Waiting)
                    .OrderBy(static build => build.SubmittedOn)
                    .ThenBy(static build => build.Id)
                    .DistinctBy(static build => build.Id)
                    .Take(limit),
            ],
        };
    }
}
