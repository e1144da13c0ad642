using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Copr.Frontend.Endpoints;

/// <summary>What a person looks at.</summary>
internal static class StatusPageEndpoint
{
    private const int Shown = 50;

    public static void MapStatusPage(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/", Show).ExcludeFromDescription();

    private static async Task<RazorComponentResult<StatusPage>> Show(QueueContext queue, TimeProvider time, CancellationToken cancellationToken)
    {
        IQueryable<BuildRow> running = queue.Builds.AsNoTracking().Where(static build => build.EndedOn == null && (build.Backend != null || build.StartedOn != null));
        IQueryable<BuildRow> finished = queue.Builds.AsNoTracking().Where(static build => build.EndedOn != null || (build.Canceled == true && build.Backend == null && build.StartedOn == null));
        return new(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(StatusPage.Now)] = time.GetUtcNow(),
            [nameof(StatusPage.Waiting)] = await Load(queue.Waiting),
            [nameof(StatusPage.Running)] = await Load(running.OrderBy(static build => build.StartedOn).ThenBy(static build => build.Id)),
            [nameof(StatusPage.Finished)] = await Load(finished.OrderByDescending(static build => build.EndedOn).ThenByDescending(static build => build.Id)),
        });

        async Task<StatusPage.Section> Load(IQueryable<BuildRow> rows) =>
            new(await rows.CountAsync(cancellationToken), await rows.Take(Shown).Include(static build => build.Copr).ToListAsync(cancellationToken));
    }
}
