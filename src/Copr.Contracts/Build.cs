using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;
using Copr.Contracts.Text;

namespace Copr.Contracts;

/// <summary>A submitted build: packages to build, and the chroots to build them for.</summary>
/// <remarks>Immutable and equal by value, its lists and unknown members included. All times are UTC.</remarks>
[JsonConverter(typeof(ContractObjectConverter<Build>))]
public sealed record Build : IContractObject<Build>
{
    private static readonly ObjectContract<Build> Contract = new(
        static () => new Build(default(Unread)),
        static build => ref build.unknownMembers,
        [
            Member.Required("copr_id", Values.Integer, static (Build build) => ref build.coprId),
            Member.Required("user_id", Values.Integer, static (Build build) => ref build.userId),
            Member.Optional("results", Values.NullableText, static (Build build) => ref build.results),
            Member.Optional("started_on", Values.NullableTime, static (Build build) => ref build.startedOn),
            Member.Required("copr", Values.Copr, static (Build build) => ref build.copr),
            Member.Optional("canceled", Values.NullableBoolean, static (Build build) => ref build.canceled),
            Member.Required("submitted_on", Values.Time, static (Build build) => ref build.submittedOn),
            Member.Optional("ended_on", Values.NullableTime, static (Build build) => ref build.endedOn),
            Member.Required("pkgs", Values.ListOf<PackageUrl>(), static (Build build) => ref build.packages),
            Member.Required("chroots", Values.ListOf<Chroot>(), static (Build build) => ref build.chroots),
            Member.Required("id", Values.Integer, static (Build build) => ref build.id),
        ])
    {
        FillGaps = EarlyWire.Fill,
    };

    private long coprId;
    private long userId;
    private string? results;
    private DateTimeOffset? startedOn;
    private CoprProject copr = null!;
    private bool? canceled;
    private DateTimeOffset submittedOn;
    private DateTimeOffset? endedOn;
    private SpaceSeparatedList<PackageUrl> packages;
    private SpaceSeparatedList<Chroot> chroots;
    private long id;
    private UnknownMembers unknownMembers = UnknownMembers.Empty;

    /// <summary>Starts an empty build; the compiler asks for what is required.</summary>
    public Build()
    {
    }

#pragma warning disable CS8618 // The reader fills what is required, or gives nobody the object.
    [SetsRequiredMembers]
    private Build(Unread _)
    {
    }
#pragma warning restore CS8618

    /// <summary>Id of the copr; equals the <see cref="CoprProject.Id"/> of <see cref="Copr"/>.</summary>
    public required long CoprId { get => coprId; init => coprId = value; }

    /// <summary>Id of who submitted the build, who need not own the copr.</summary>
    public required long UserId { get => userId; init => userId = value; }

    /// <summary>Where the results are, once there are some; otherwise null.</summary>
    /// <exception cref="ArgumentException">It is set to a text with half of a surrogate pair, which is no Unicode text.</exception>
    public string? Results { get => results; init => results = UnicodeText.Require(value); }

    /// <summary>When it started, in UTC; null as long as it has not. On the wire: Unix time in seconds.</summary>
    public DateTimeOffset? StartedOn { get => startedOn; init => startedOn = value?.ToUniversalTime(); }

    /// <summary>The copr as it is now; its chroots may have changed since the build was submitted. Never null.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public required CoprProject Copr
    {
        get => copr;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            copr = value;
        }
    }

    /// <summary>
    /// Whether it was canceled, as the wire has it: null and false both mean that it was not, and stay apart on a
    /// round trip. To ask, use <see cref="IsCanceled"/>.
    /// </summary>
    public bool? Canceled { get => canceled; init => canceled = value; }

    /// <summary>Whether it was canceled; a <see cref="Canceled"/> of null means that it was not.</summary>
    public bool IsCanceled => canceled == true;

    /// <summary>When it was submitted, in UTC. On the wire: Unix time in seconds.</summary>
    public required DateTimeOffset SubmittedOn { get => submittedOn; init => submittedOn = value.ToUniversalTime(); }

    /// <summary>When it ended, in UTC; null as long as it has not. On the wire: Unix time in seconds.</summary>
    public DateTimeOffset? EndedOn { get => endedOn; init => endedOn = value?.ToUniversalTime(); }

    /// <summary>The source packages to build.</summary>
    public required SpaceSeparatedList<PackageUrl> Packages { get => packages; init => packages = value; }

    /// <summary>
    /// The chroots to build for, as submitted. "Chroots of a copr can change before it is built - and we want to build
    /// what was submitted =&gt; the chroots from the build should be used." (the wiki)
    /// </summary>
    public required SpaceSeparatedList<Chroot> Chroots { get => chroots; init => chroots = value; }

    /// <summary>Id of the build.</summary>
    public required long Id { get => id; init => id = value; }

    /// <summary>Members of the build that the contract does not know; they are written back behind those that it knows.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentException">One of them has a name that the contract knows.</exception>
    public UnknownMembers UnknownMembers { get => unknownMembers; init => unknownMembers = Contract.RefuseKnown(value); }

    /// <summary>
    /// How far it has come: canceled where it is canceled, else ended where it has an end (even without a start), else
    /// running where it has a start, else waiting.
    /// </summary>
    public BuildState State =>
        IsCanceled ? BuildState.Canceled
        : endedOn is not null ? BuildState.Ended
        : startedOn is not null ? BuildState.Running
        : BuildState.Waiting;

    /// <summary>How it ended; null as long as it has not, and where the wire has something else than 0 and 1.</summary>
    /// <remarks>
    /// The wiki's build has no such member, so it is the <c>status</c> among the <see cref="UnknownMembers"/>: to set them
    /// replaces it too.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is set to what is no <see cref="BuildStatus"/>.</exception>
    public BuildStatus? Status
    {
        get => unknownMembers.TryGetValue("status", out JsonElement status) ? BuildStatusConverter.Find(status) : null;
        init => unknownMembers = unknownMembers.With("status", BuildStatusConverter.Write(value));
    }

    /// <summary>What is known of the build after a backend's report: the step that both sides go by.</summary>
    /// <remarks>
    /// What the report leaves out stays as it is, and 0 is a value: a build that <see cref="BuildStatus.Failed"/> has
    /// ended. The first end wins: a report of another changes nothing, and the report of a start that comes behind
    /// the end fills in only what is not known yet. What was canceled stays canceled.
    /// </remarks>
    /// <param name="update">The report.</param>
    /// <returns>The build with the report in it; the same object where that changes nothing.</returns>
    /// <exception cref="ArgumentNullException">The report is null.</exception>
    /// <exception cref="ArgumentException">The report is of another build.</exception>
    public Build Apply(BuildUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (update.Id != Id)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The report is of build {update.Id}, and this is build {Id}."), nameof(update));
        }

        bool hasEnded = endedOn is not null;
        if (hasEnded && (update.EndedOn is not null || update.Status is not null))
        {
            return this;
        }

        Build updated = this with
        {
            StartedOn = hasEnded ? startedOn ?? update.StartedOn : update.StartedOn ?? startedOn,
            Results = hasEnded ? results ?? update.Results : update.Results ?? results,
            EndedOn = update.EndedOn ?? endedOn,
        };
        updated = update.Status is null ? updated : updated with { Status = update.Status };
        return updated.Equals(this) ? this : updated;
    }

    /// <summary>The JSON of it, in one line, whatever the culture.</summary>
    public override string ToString() => CoprJson.TextOf(this);

    static ObjectContract<Build> IContractObject<Build>.Contract => Contract;
}
