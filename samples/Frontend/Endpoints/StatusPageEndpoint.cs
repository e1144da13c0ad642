using System.Linq.Expressions;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Copr.Frontend.Endpoints;

/// <summary>Shows the builds, for people.</summary>
internal static class StatusPageEndpoint
{
    private const int MaxShown = 50;

    private static readonly Expression<Func<BuildRow, bool>> IsRunning =
        static build => build.EndedOn == null && (build.Backend != null || build.StartedOn != null);

    private static readonly Expression<Func<BuildRow, bool>> IsFinished =
        static build => build.EndedOn != null || (build.Canceled == true && build.Backend == null && build.StartedOn == null);

    public static void MapStatusPage(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/", Show).ExcludeFromDescription();

    private static async Task<RazorComponentResult<StatusPage>> Show(
        QueueContext queue, RowReader reader, TimeProvider time, CancellationToken cancellationToken)
    {
        IQueryable<BuildRow> running = queue.Builds.AsNoTracking().Where(IsRunning)
            .OrderBy(static build => build.StartedOn).ThenBy(static build => build.Id);
        IQueryable<BuildRow> finished = queue.Builds.AsNoTracking().Where(IsFinished)
            .OrderByDescending(static build => build.EndedOn).ThenByDescending(static build => build.Id);
        return new(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(StatusPage.Now)] = time.GetUtcNow(),
            [nameof(StatusPage.Waiting)] = await Load(queue.Waiting),
            [nameof(StatusPage.Running)] = await Load(running),
            [nameof(StatusPage.Finished)] = await Load(finished),
        });

        async Task<StatusPage.Section> Load(IQueryable<BuildRow> rows) => new(
            await rows.CountAsync(cancellationToken),
            (await reader.ReadAsync(
                rows.Take(MaxShown).Include(static build => build.Copr), static row => row, cancellationToken)).Rows);
    }
}
