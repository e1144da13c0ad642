using System.Globalization;
using System.Text.Json;
using Copr.Contracts;
using Copr.Contracts.AspNetCore;
using Copr.Contracts.Validation;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Copr.Frontend.Endpoints;

/// <summary>Answers backends: their reports, whether a build may start, and which builds to stop.</summary>
internal static partial class ReportEndpoints
{
    private const int IdsPerQuery = 500;

    public static void MapReports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/" + CoprEndpoints.UpdateBuilds, [HttpMethods.Post, HttpMethods.Put], Update)
            .RequireAuthorization().RenewsLease().AcceptsJson<BuildUpdates>();
        endpoints.MapPost("/" + CoprEndpoints.StartingBuild, Start)
            .RequireAuthorization().RenewsLease().AcceptsJson<StartBuildRequest>();
        endpoints.MapGet("/" + CoprEndpoints.CanceledBuilds, ListCanceled).RenewsLease();
    }

    private static async Task<Results<Ok<BuildUpdatesResult>, ProblemHttpResult>> Update(
        HttpRequest request,
        QueueContext queue,
        Leases leases,
        TimeProvider time,
        ILogger<BuildUpdates> logger,
        CancellationToken cancellationToken)
    {
        string? reporter = request.HttpContext.User.Identity?.Name;
        ReadOnlyMemory<byte> body = await request.ReadBytesAsync(Limits.ReportBytes);
        ValidationReport report = ContractValidator.ValidateBuildUpdates(body);
        if (!report.IsValid)
        {
            IEnumerable<Violation> errors = report.Violations.Where(static violation => violation.Rule.Severity == Severity.Error);
            await StoreRefusalAsync(GroupByBuild(body, errors), reporter, queue, time, cancellationToken);
            return TypedResults.Problem(report.ToProblemDetails());
        }

        BuildUpdates updates = CoprJson.Read<BuildUpdates>(body.Span);
        if (FindProblem(report, updates) is { } problem)
        {
            await StoreRefusalAsync(GroupByBuild(body, [problem]), reporter, queue, time, cancellationToken);
            return Refuse(problem);
        }

        if (report.Violations is [var first, ..])
        {
            LogWarning(logger, report.Violations.Count, first);
        }

        string? backend = StoredText.FindProblem(reporter) is null ? reporter : null;
        long[] ids = [.. updates.Builds.Select(static update => update.Id).Distinct()];
        (Dictionary<long, BuildRow> rows, Violation? wrongTime) =
            await ChangeAsync(ids, queue, rows => Apply(updates, rows, time.GetUtcNow(), backend), cancellationToken);
        if (wrongTime is not null)
        {
            await StoreRefusalAsync(GroupByBuild(body, [wrongTime]), reporter, queue, time, cancellationToken);
            return Refuse(wrongTime);
        }

        foreach (string name in rows.Values.Select(static row => row.Backend).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await leases.RenewAsync(queue, name, cancellationToken);
        }

        LogUpdated(logger, rows.Count, ids.Length - rows.Count);
        return TypedResults.Ok(new BuildUpdatesResult
        {
            UpdatedBuildIds = [.. ids.Where(rows.ContainsKey)],
            NonExistingBuildIds = [.. ids.Where(id => !rows.ContainsKey(id))],
        });
    }

    /// <summary>Stores the violations of a refused report with the builds whose entries break the rules, for their pages.</summary>
    private static async Task StoreRefusalAsync(
        ILookup<long, Violation> violations, string? reporter, QueueContext queue, TimeProvider time, CancellationToken cancellationToken)
    {
        await ChangeAsync([.. violations.Select(static build => build.Key)], queue, Refuse, cancellationToken);

        Violation? Refuse(Dictionary<long, BuildRow> rows)
        {
            foreach (BuildRow row in rows.Values)
            {
                row.Refuse(RefusedReport.Create(time.GetUtcNow(), reporter, violations[row.Id]));
            }

            return null;
        }
    }

    /// <summary>Changes builds, all or none of them. If another request changes one meanwhile, the change is repeated.</summary>
    private static async Task<(Dictionary<long, BuildRow> Rows, Violation? Refused)> ChangeAsync(
        long[] ids, QueueContext queue, Func<Dictionary<long, BuildRow>, Violation?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            queue.ChangeTracker.Clear();
            Dictionary<long, BuildRow> rows = await LoadAsync(ids, queue, cancellationToken);
            if (change(rows) is { } violation)
            {
                return (rows, violation);
            }

            try
            {
                await queue.SaveChangesAsync(cancellationToken);
                return (rows, null);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Apply the change to what is stored now.
            }
        }
    }

    /// <summary>Finds the build of each violation. The report breaks a rule, so it may be any text.</summary>
    private static ILookup<long, Violation> GroupByBuild(ReadOnlyMemory<byte> body, IEnumerable<Violation> violations)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            JsonElement[] entries =
                document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("builds", out JsonElement builds) && builds.ValueKind == JsonValueKind.Array
                    ? [.. builds.EnumerateArray()]
                    : [];
            return violations.Select(violation => (Id: FindId(entries, violation.Path), Violation: violation))
                .Where(static pair => pair.Id is not null)
                .ToLookup(static pair => pair.Id!.Value, static pair => pair.Violation);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return violations.Take(0).ToLookup(static _ => 0L);
        }
    }

    private static long? FindId(JsonElement[] entries, string path) =>
        path.Split('/') is ["", "builds", var position, ..]
        && int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && index < entries.Length
        && entries[index] is { ValueKind: JsonValueKind.Object } entry
        && entry.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out long value)
            ? value
            : null;

    /// <summary>Finds what a frontend never accepts: times that contradict each other, and what no database stores.</summary>
    private static Violation? FindProblem(ValidationReport report, BuildUpdates updates) =>
        updates.Builds.Count > Limits.ReportEntries
            ? new(Rules.Find("COPR108")!, "/builds", $"there are {updates.Builds.Count} entries", $"at most {Limits.ReportEntries}")
            : report.Violations.FirstOrDefault(static violation => violation.Rule.Id == "COPR505")
                ?? updates.Builds
                    .Select(static (update, index) =>
                        StoredText.FindProblem(update.Results, "results", Limits.ResultsBytes) is { } problem ? At(index, problem) : null)
                    .FirstOrDefault(static problem => problem is not null);

    /// <summary>Loads the builds in parts, because a database allows so many parameters in one query.</summary>
    private static async Task<Dictionary<long, BuildRow>> LoadAsync(long[] ids, QueueContext queue, CancellationToken cancellationToken)
    {
        Dictionary<long, BuildRow> rows = [];
        foreach (long[] part in ids.Chunk(IdsPerQuery))
        {
            List<BuildRow> read = await queue.Builds.AsNoTracking()
                .Where(build => part.Contains(build.Id)).Select(BuildRow.WithoutLists).ToListAsync(cancellationToken);
            foreach (BuildRow row in read)
            {
                queue.Attach(row);
                rows.Add(row.Id, row);
            }
        }

        return rows;
    }

    /// <summary>Applies the entries in their order, to the first violation.</summary>
    private static Violation? Apply(BuildUpdates updates, Dictionary<long, BuildRow> rows, DateTimeOffset now, string? reporter)
    {
        for (int index = 0; index < updates.Builds.Count; index++)
        {
            BuildUpdate update = updates.Builds[index];
            if (rows.GetValueOrDefault(update.Id)?.Apply(update, now, reporter) is { } violation)
            {
                return At(index, violation);
            }
        }

        return null;
    }

    private static Violation At(int index, Violation violation) =>
        new(violation.Rule, $"/builds/{index}{violation.Path}", violation.Found, violation.Expected);

    private static ProblemHttpResult Refuse(Violation violation) =>
        TypedResults.Problem(new ContractException(violation).ToProblemDetails());

    /// <summary>Answers true to one backend only, however often it asks. The database runs the one statement atomically.</summary>
    private static async Task<Results<Ok<StartBuildResponse>, ProblemHttpResult>> Start(
        HttpRequest request, QueueContext queue, Leases leases, ILogger<StartBuildRequest> logger, CancellationToken cancellationToken)
    {
        StartBuildRequest starting = await request.ReadAsync<StartBuildRequest>();
        if (StoredText.FindProblem(starting.Backend) is { } problem)
        {
            return Refuse(problem);
        }

        await leases.RenewAsync(queue, starting.Backend, cancellationToken);
        int started = await queue.Builds
            .Where(build => build.Id == starting.BuildId)
            .Where(build => build.IsWaiting || (build.Backend == starting.Backend && build.EndedOn == null && build.Canceled != true))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(build => build.Backend, starting.Backend)
                    .SetProperty(build => build.Version, build => build.Version + 1),
                cancellationToken);
        LogStarting(logger, starting.BuildId, starting.Backend, started == 1);
        return TypedResults.Ok(new StartBuildResponse { CanStart = started == 1 });
    }

    private static async Task<Ok<CanceledBuilds>> ListCanceled(QueueContext queue, Leases leases, CancellationToken cancellationToken)
    {
        List<long> ids = await leases.FindBuildsToStop(queue).Select(static build => build.Id).Order().ToListAsync(cancellationToken);
        return TypedResults.Ok(new CanceledBuilds { BuildIds = ids });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A report breaks a rule {Count} times but is stored. First: {Violation}")]
    private static partial void LogWarning(ILogger logger, int count, Violation violation);

    [LoggerMessage(Level = LogLevel.Information, Message = "A report updated {Known} builds and named {Unknown} unknown ones")]
    private static partial void LogUpdated(ILogger logger, int known, int unknown);

    [LoggerMessage(Level = LogLevel.Information, Message = "May backend {Backend} start build {BuildId}? {CanStart}")]
    private static partial void LogStarting(ILogger logger, long buildId, string backend, bool canStart);
}
