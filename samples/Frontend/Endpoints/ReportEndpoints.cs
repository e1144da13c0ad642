using Copr.Contracts;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Copr.Frontend.Endpoints;

/// <summary>What backends report, ask, and have to stop.</summary>
internal static partial class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/" + BuildUpdates.Path, [HttpMethods.Post, HttpMethods.Put], Update)
            .RequireAuthorization().TakesJson<BuildUpdates>();
        endpoints.MapPost("/" + StartingBuild.Path, Start)
            .RequireAuthorization().TakesJson<StartingBuild>();
        endpoints.MapGet("/" + CanceledBuilds.Path, Canceled);
    }

    private static async Task<Results<Ok<BuildUpdatesResult>, ProblemHttpResult>> Update(HttpRequest request, QueueContext queue, ILogger<BuildUpdates> logger, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        ValidationReport report = ContractValidator.ValidateUpdates(body.ToArray());
        if (!report.IsValid)
        {
            return ContractProblem.Of(report.Violations);
        }

        foreach (Violation warning in report.Violations)
        {
            LogWarning(logger, warning);
        }

        return TypedResults.Ok(await Apply(CoprJson.Read<BuildUpdates>(body.ToArray()), queue, logger, cancellationToken));
    }

    private static async Task<BuildUpdatesResult> Apply(BuildUpdates updates, QueueContext queue, ILogger logger, CancellationToken cancellationToken)
    {
        long[] ids = [.. updates.Builds.Select(static update => update.Id).Distinct()];
        while (true)
        {
            Dictionary<long, BuildRow> rows = await queue.Builds.Include(static build => build.Copr).Where(build => ids.Contains(build.Id))
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
                // Somebody else changed one of them in between; what is reported is applied to what there is now.
                queue.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>True for one backend only, and for that one as often as it asks: one statement, which the database does whole.</summary>
    private static async Task<Ok<StartingBuildResult>> Start(HttpRequest request, QueueContext queue, ILogger<StartingBuild> logger, CancellationToken cancellationToken)
    {
        var starting = await request.ReadAsync<StartingBuild>();
        int taken = await queue.Builds
            .Where(build => build.Id == starting.BuildId && (build.IsWaiting || (build.Backend == starting.Backend && build.EndedOn == null && build.Canceled != true)))
            .ExecuteUpdateAsync(set => set.SetProperty(build => build.Backend, starting.Backend).SetProperty(build => build.Version, build => build.Version + 1), cancellationToken);
        LogStarting(logger, starting.BuildId, starting.Backend, taken == 1);
        return TypedResults.Ok(new StartingBuildResult { CanStart = taken == 1 });
    }

    private static async Task<Ok<CanceledBuilds>> Canceled(QueueContext queue, CancellationToken cancellationToken) =>
        TypedResults.Ok(new CanceledBuilds { BuildIds = await queue.ToStop.Select(static build => build.Id).Order().ToListAsync(cancellationToken) });

    [LoggerMessage(Level = LogLevel.Warning, Message = "A report holds what is not right: {Violation}")]
    private static partial void LogWarning(ILogger logger, Violation violation);

    [LoggerMessage(Level = LogLevel.Information, Message = "A report on {Known} builds, and {Unknown} that do not exist")]
    private static partial void LogUpdated(ILogger logger, int known, int unknown);

    [LoggerMessage(Level = LogLevel.Information, Message = "May build {BuildId} start on {Backend}? {CanStart}")]
    private static partial void LogStarting(ILogger logger, long buildId, string backend, bool canStart);
}
