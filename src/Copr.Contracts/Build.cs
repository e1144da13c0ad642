namespace Copr.Contracts;

/// <summary>A submitted build: the packages to build, and the chroots to build them for.</summary>
/// <remarks>Immutable. Two builds are equal if all their members are, including lists and unknown members. All times are UTC.</remarks>
[JsonConverter(typeof(ContractObjectConverter<Build>))]
public sealed partial record Build
{
    /// <summary>The id of the copr; equals the <see cref="CoprProject.Id"/> of <see cref="Copr"/>.</summary>
    public required long CoprId { get; init; }

    /// <summary>The id of the submitter, who need not be the copr's owner.</summary>
    public required long UserId { get; init; }

    /// <summary>The location of the results; null until there are any.</summary>
    /// <exception cref="ArgumentException">The value contains half of a surrogate pair.</exception>
    public string? Results { get; init => field = value is null ? null : Characters.RequireUnicode(value); }

    /// <summary>The time of the start, in UTC; null until the build starts. In JSON: Unix time, in whole seconds (COPR103).</summary>
    public DateTimeOffset? StartedOn { get; init => field = value?.ToUniversalTime(); }

    /// <summary>The copr as it is now. Its chroots may have changed since the build was submitted.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required CoprProject Copr { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    /// <summary>Whether the build is canceled. Null and false both mean that it is not; a round trip keeps them distinct.</summary>
    public bool? Canceled { get; init; }

    /// <summary>Whether the build is canceled; false if <see cref="Canceled"/> is null.</summary>
    public bool IsCanceled => Canceled == true;

    /// <summary>The time of the submission, in UTC. In JSON: Unix time, in whole seconds (COPR103).</summary>
    public required DateTimeOffset SubmittedOn { get; init => field = value.ToUniversalTime(); }

    /// <summary>The time of the end, in UTC; null until the build ends. In JSON: Unix time, in whole seconds (COPR103).</summary>
    public DateTimeOffset? EndedOn { get; init => field = value?.ToUniversalTime(); }

    /// <summary>The source packages to build.</summary>
    public required SpaceSeparatedList<PackageUrl> Packages { get; init; }

    /// <summary>The chroots to build for, as submitted. "chroots of a copr can change before it is built - and we want to build what was
    /// submitted =&gt; the chroots from the build should be used." (the wiki)</summary>
    public required SpaceSeparatedList<Chroot> Chroots { get; init; }

    /// <summary>The id of the build.</summary>
    public required long Id { get; init; }

    /// <summary>How the build ended; null if it has not ended, or the sender does not say. Written only if it is set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined by <see cref="BuildStatus"/>.</exception>
    public BuildStatus? Status { get; init => field = value.RequireDefined(); }

    /// <summary>The members that the contract does not define. They are written after those that it defines.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">The contract defines one of the members.</exception>
    public UnknownMembers UnknownMembers { get; init => field = MembersOf<Build>.CheckUnknown(value); } = UnknownMembers.Empty;

    /// <summary>The state that follows from the members: canceled; else ended, even without a start; else running; else waiting.</summary>
    public BuildState State =>
        IsCanceled ? BuildState.Canceled
        : EndedOn is not null ? BuildState.Ended
        : StartedOn is not null ? BuildState.Running
        : BuildState.Waiting;

    /// <summary>Returns the build after a backend's report. Frontends and backends both use this step.</summary>
    /// <remarks>Null members of the report change nothing. Its times are cut to whole seconds, which a build has. A status before the end
    /// is ignored. The first end wins: after it, another end only fills an unknown status, and a report without an end fills whatever is
    /// unknown. A canceled build stays canceled.</remarks>
    /// <returns>The updated build; this object if the report changes nothing.</returns>
    /// <exception cref="ArgumentNullException">The report is null.</exception>
    /// <exception cref="ArgumentException">The report is about another build.</exception>
    public Build Apply(BuildUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (update.Id != Id)
            throw new ArgumentException(Invariant($"The report is about build {update.Id}; expected build {Id}."), nameof(update));

        Build updated = EndedOn is null ? this with
        {
            StartedOn = WholeSecond(update.StartedOn) ?? StartedOn,
            Results = update.Results ?? Results,
            EndedOn = WholeSecond(update.EndedOn),
            Status = update.EndedOn is null ? Status : update.Status ?? Status,
        }
        : this with
        {
            StartedOn = StartedOn ?? (update.EndedOn is null ? WholeSecond(update.StartedOn) : null),
            Results = Results ?? (update.EndedOn is null ? update.Results : null),
            Status = Status ?? update.Status,
        };
        return updated.Equals(this) ? this : updated;
    }

    /// <summary>Returns the build's JSON in one line.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    private static DateTimeOffset? WholeSecond(DateTimeOffset? time) => time?.AddTicks(-(time.Value.Ticks % TimeSpan.TicksPerSecond));
}
