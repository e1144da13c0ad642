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
    public static void MapReports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/" + CoprEndpoints.UpdateBuilds, [HttpMethods.Post, HttpMethods.Put], Update)
            .RequireAuthorization().AcceptsJson<BuildUpdates>();
        endpoints.MapPost("/" + CoprEndpoints.StartingBuild, Start)
            .RequireAuthorization().AcceptsJson<StartBuildRequest>();
        endpoints.MapGet("/" + CoprEndpoints.CanceledBuilds, ListCanceled);
    }

    private static async Task<Results<Ok<BuildUpdatesResult>, ProblemHttpResult>> Update(
        HttpRequest request, QueueContext queue, ILogger<BuildUpdates> logger, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, cancellationToken);
        byte[] body = content.ToArray();
        ValidationReport report = ContractValidator.ValidateBuildUpdates(body);
        if (!report.IsValid)
        {
            return TypedResults.Problem(report.ToProblemDetails());
        }

        foreach (Violation warning in report.Violations)
        {
            LogWarning(logger, warning);
        }

        return TypedResults.Ok(await Apply(CoprJson.Read<BuildUpdates>(body), queue, logger, cancellationToken));
    }

    private static async Task<BuildUpdatesResult> Apply(
        BuildUpdates updates, QueueContext queue, ILogger logger, CancellationToken cancellationToken)
    {
        long[] ids = [.. updates.Builds.Select(static update => update.Id).Distinct()];
        while (true)
        {
            Dictionary<long, BuildRow> rows = await queue.Builds
                .Include(static build => build.Copr)
                .Where(build => ids.Contains(build.Id))
                .ToDictionaryAsync(static build => build.Id, cancellationToken);
            foreach (BuildUpdate update in updates.Builds)
            {
                rows.GetValueOrDefault(update.Id)?.Apply(update);
            }

            try
            {
                await queue.SaveChangesAsync(cancellationToken);
                LogUpdated(logger, rows.Count, ids.Length - rows.Count);
                return new BuildUpdatesResult
                {
                    UpdatedBuildIds = [.. ids.Where(rows.ContainsKey)],
                    NonExistingBuildIds = [.. ids.Where(id => !rows.ContainsKey(id))],
                };
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another request changed one of the builds meanwhile. Apply the report to what is stored now.
                queue.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Answers true to one backend only, however often it asks. The database runs the one statement atomically.</summary>
    private static async Task<Ok<StartBuildResponse>> Start(
        HttpRequest request, QueueContext queue, ILogger<StartBuildRequest> logger, CancellationToken cancellationToken)
    {
        StartBuildRequest starting = await request.ReadAsync<StartBuildRequest>();
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

    private static async Task<Ok<CanceledBuilds>> ListCanceled(QueueContext queue, CancellationToken cancellationToken)
    {
        List<long> ids = await queue.ToStop.Select(static build => build.Id).Order().ToListAsync(cancellationToken);
        return TypedResults.Ok(new CanceledBuilds { BuildIds = ids });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A report breaks a rule but is stored: {Violation}")]
    private static partial void LogWarning(ILogger logger, Violation violation);

    [LoggerMessage(Level = LogLevel.Information, Message = "A report updated {Known} builds and named {Unknown} unknown ones")]
    private static partial void LogUpdated(ILogger logger, int known, int unknown);

    [LoggerMessage(Level = LogLevel.Information, Message = "May backend {Backend} start build {BuildId}? {CanStart}")]
    private static partial void LogStarting(ILogger logger, long buildId, string backend, bool canStart);
}
