namespace Copr.Contracts;

/// <summary>The builds that wait for a backend: a frontend's response to <see cref="CoprEndpoints.WaitingBuilds"/>.</summary>
/// <remarks>Immutable. Two lists are equal if their builds and unknown members are.</remarks>
[JsonConverter(typeof(ContractObjectConverter<WaitingBuilds>))]
public sealed partial record WaitingBuilds
{
    /// <summary>The maximum number of builds in a list, unless the request has another: "10 oldest submitted builds" (the wiki).</summary>
    public const int DefaultLimit = 10;

    /// <summary>The builds, oldest submission first. A list that is assigned is copied.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">A build is null.</exception>
    public required IReadOnlyList<Build> Builds { get; init => field = ValueList<Build>.Freeze(value); }

    /// <inheritdoc cref="Build.UnknownMembers"/>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<WaitingBuilds>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>Selects the <see cref="BuildState.Waiting"/> builds, which a frontend lists: oldest submission first, then by id.</summary>
    /// <param name="submitted">The submitted builds. If an id appears twice, it is listed once.</param>
    /// <param name="limit">The maximum number of builds to list.</param>
    /// <exception cref="ArgumentNullException">The builds are null.</exception>
    /// <exception cref="ArgumentException">A build is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public static WaitingBuilds SelectFrom(IEnumerable<Build> submitted, int limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(submitted);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        Build[] builds = [.. submitted];
        if (builds.Contains(null))
            throw new ArgumentException("A build is null.", nameof(submitted));
        IEnumerable<Build> selected = builds
            .Where(static build => build.State == BuildState.Waiting)
            .OrderBy(static build => build.SubmittedOn)
            .ThenBy(static build => build.Id)
            .DistinctBy(static build => build.Id)
            .Take(limit);
        return new WaitingBuilds { Builds = [.. selected] };
    }

    /// <summary>Returns the list's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);
}
