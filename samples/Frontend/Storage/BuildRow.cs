using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq.Expressions;
using Copr.Contracts;
using Copr.Contracts.Validation;
using Microsoft.EntityFrameworkCore.Query;

namespace Copr.Frontend.Storage;

/// <summary>A build in the database. Reported times are whole seconds; the frontend's own keep their fraction, which orders them.</summary>
public sealed class BuildRow : IStoredRow
{
    private static readonly CoprProject NoCopr = new() { Id = 0, OwnerId = 0, Name = "", Chroots = [], Repositories = [] };

    /// <summary>The contract's build, whose times are whole seconds. A query that selects it reads no other columns.</summary>
    public static Expression<Func<BuildRow, Build>> AsBuild { get; } = static row => new Build
    {
        Id = row.Id,
        CoprId = row.Copr.Id,
        UserId = row.UserId,
        Copr = row.Copr.ToCopr(),
        Packages = row.Packages,
        Chroots = row.Chroots,
        SubmittedOn = ToWholeSecond(row.SubmittedOn).Value,
        StartedOn = ToWholeSecond(row.StartedOn),
        EndedOn = ToWholeSecond(row.EndedOn),
        Results = row.Results,
        Canceled = row.Canceled,
        Status = row.Status,
    };

    private static readonly Func<BuildRow, Build> Convert = AsBuild.Compile();

    /// <summary>What a report needs. Without the lists, a report on a build whose lists are unreadable is stored too.</summary>
    public static Expression<Func<BuildRow, BuildRow>> WithoutLists { get; } = static row => AsReported(
        new(row.Id, row.CoprId, row.UserId, row.SubmittedOn, row.StartedOn, row.EndedOn, row.CanceledOn),
        new(row.Results, row.Status, row.Canceled, row.Backend, row.Returns, row.RefusedReport, row.Version));

    /// <summary>Gives up the backend of a build, so that another may start it.</summary>
    public static Action<UpdateSettersBuilder<BuildRow>> ReturnToQueue { get; } = static set => set
        .SetProperty(static build => build.Backend, (string?)null)
        .SetProperty(static build => build.StartedOn, (DateTimeOffset?)null)
        .SetProperty(static build => build.Results, (string?)null)
        .SetProperty(static build => build.Returns, static build => build.Returns + 1)
        .SetProperty(static build => build.Version, static build => build.Version + 1);

    public long Id { get; private set; }

    public long CoprId { get; private set; }

    public required CoprRow Copr { get; init; }

    public required long UserId { get; init; }

    public required SpaceSeparatedList<PackageUrl> Packages { get; init; }

    /// <summary>A copy of the copr's chroots at the time of the submission.</summary>
    public required SpaceSeparatedList<Chroot> Chroots { get; init; }

    public required DateTimeOffset SubmittedOn { get; init; }

    public DateTimeOffset? StartedOn { get; private set; }

    public DateTimeOffset? EndedOn { get; private set; }

    public string? Results { get; private set; }

    public BuildStatus? Status { get; private set; }

    public bool? Canceled { get; private set; }

    /// <summary>The time of the cancellation; null if a version of the frontend canceled it that did not store the time.</summary>
    public DateTimeOffset? CanceledOn { get; private set; }

    /// <summary>The backend that builds it; null until a backend may start it.</summary>
    public string? Backend { get; private set; }

    /// <summary>How often it returned to the queue, because a person or the frontend gave up its backend.</summary>
    public int Returns { get; private set; }

    /// <summary>The key with which it was submitted, or the frontend's own, so that a repeated insert is the same build.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Why the last report on it was refused; null if it was accepted, or if there was none.</summary>
    public RefusedReport? RefusedReport { get; private set; }

    /// <summary>The state that people see. The database computes it, so that it can be searched.</summary>
    public string State { get; private set; } = "";

    /// <summary>The time of its end, else of its cancellation, its start or its submission. The database computes it.</summary>
    public DateTimeOffset LastEventOn { get; private set; }

    /// <summary>Whether it is on the waiting list. The database computes it, so that one place defines it.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Increases with every change, so that the later of two concurrent changes is detected.</summary>
    public long Version { get; private set; }

    /// <inheritdoc cref="AsBuild"/>
    public Build ToBuild() => Convert(this);

    /// <summary>Applies a backend's report.</summary>
    /// <param name="update">The report.</param>
    /// <param name="now">The frontend's time.</param>
    /// <param name="reporter">The name with which the backend reports.</param>
    /// <returns>Null, or a violation if the times cannot be right. Then the row must not be saved.</returns>
    public Violation? Apply(BuildUpdate update, DateTimeOffset now, string? reporter)
    {
        Build build = new()
        {
            Id = Id,
            CoprId = 0,
            UserId = UserId,
            Copr = NoCopr,
            Packages = [],
            Chroots = [],
            SubmittedOn = SubmittedOn,
            StartedOn = StartedOn,
            EndedOn = EndedOn,
            Results = Results,
            Status = Status,
        };
        Build updated = build.Apply(update);
        bool isSame = ReferenceEquals(build, updated);
        if (isSame && RefusedReport is null)
        {
            return null;
        }

        if (!isSame && FindWrongTime(update, updated, now) is { } violation)
        {
            return violation;
        }

        // A backend that was given up works on the build after all.
        Backend ??= Returns > 0 && updated is { StartedOn: not null, EndedOn: null } ? reporter : null;
        StartedOn = updated.StartedOn;
        EndedOn = updated.EndedOn;
        Results = updated.Results;
        Status = updated.Status;
        RefusedReport = null;
        Version++;
        return null;
    }

    /// <summary>Keeps why a report is refused, for people.</summary>
    public void Refuse(RefusedReport report)
    {
        RefusedReport = report;
        Version++;
    }

    private static BuildRow AsReported(Times times, Progress progress) => new()
    {
        Id = times.Id,
        CoprId = times.CoprId,
        Copr = null!,
        UserId = times.UserId,
        Packages = default,
        Chroots = default,
        SubmittedOn = times.SubmittedOn,
        StartedOn = times.StartedOn,
        EndedOn = times.EndedOn,
        CanceledOn = times.CanceledOn,
        Results = progress.Results,
        Status = progress.Status,
        Canceled = progress.Canceled,
        Backend = progress.Backend,
        Returns = progress.Returns,
        RefusedReport = progress.RefusedReport,
        Version = progress.Version,
    };

    private Violation? FindWrongTime(BuildUpdate update, Build updated, DateTimeOffset now) =>
        FindWrongTime("started_on", update.StartedOn, now)
        ?? FindWrongTime("ended_on", update.EndedOn, now)
        ?? FindWrongOrder(update, updated);

    /// <summary>If several backends built it, the start and the end may be those of two.</summary>
    private Violation? FindWrongOrder(BuildUpdate update, Build updated) => Returns == 0 && updated.StartedOn > updated.EndedOn
        ? update.EndedOn is { } end
            ? Before("ended_on", end, "started_on", updated.StartedOn.Value)
            : Before("started_on", updated.StartedOn.Value, "ended_on", updated.EndedOn.Value, "the same time or an earlier one")
        : null;

    /// <summary>A time long before the submission or long after now is that of a wrong clock.</summary>
    private Violation? FindWrongTime(string member, DateTimeOffset? reported, DateTimeOffset now) =>
        reported is not { } time ? null
        : time < SubmittedOn - Limits.ClockDifference ? Before(member, time, "submitted_on", SubmittedOn)
        : time > now + Limits.ClockDifference ? new(
            Rules.Find("COPR505")!,
            $"/{member}",
            $"\"{member}\" is {Format(time)}, and the frontend's time is {Format(now)}",
            $"at most {Limits.ClockDifference.TotalHours} hours after that")
        : null;

    private static Violation Before(
        string member, DateTimeOffset time, string other, DateTimeOffset otherTime, string expected = "the same time or a later one") =>
        new(
            Rules.Find("COPR505")!,
            $"/{member}",
            $"\"{member}\" is {Format(time)}, {(time < otherTime ? "before" : "after")} \"{other}\", {Format(otherTime)}",
            expected);

    private static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    [return: NotNullIfNotNull(nameof(time))]
    private static DateTimeOffset? ToWholeSecond(DateTimeOffset? time) =>
        time is { } known ? DateTimeOffset.FromUnixTimeSeconds(known.ToUnixTimeSeconds()) : null;

    private sealed record Times(
        long Id,
        long CoprId,
        long UserId,
        DateTimeOffset SubmittedOn,
        DateTimeOffset? StartedOn,
        DateTimeOffset? EndedOn,
        DateTimeOffset? CanceledOn);

    private sealed record Progress(
        string? Results,
        BuildStatus? Status,
        bool? Canceled,
        string? Backend,
        int Returns,
        RefusedReport? RefusedReport,
        long Version);
}
