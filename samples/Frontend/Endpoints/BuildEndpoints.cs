using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Copr.Contracts;
using Copr.Contracts.AspNetCore;
using Copr.Contracts.Validation;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Copr.Frontend.Endpoints;

/// <summary>Submits, shows, cancels and requeues builds, for people.</summary>
internal static class BuildEndpoints
{
    public static void MapBuilds(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/coprs/{coprId:long}/builds", Submit).RequireAuthorization().AcceptsJson<NewBuild>();
        RouteGroupBuilder build = endpoints.MapGroup("/builds/{id:long}");
        build.MapGet("/", Show);
        build.MapPost("/cancel", Cancel).RequireAuthorization();
        build.MapPost("/requeue", Requeue).RequireAuthorization();
    }

    private static async Task<Results<Ok<Build>, NotFound>> Show(long id, QueueContext queue, CancellationToken cancellationToken) =>
        await Find(id, queue, cancellationToken) is { } row ? TypedResults.Ok(row.ToBuild()) : TypedResults.NotFound();

    private static async Task<Results<Created<Build>, NotFound, ProblemHttpResult>> Submit(
        long coprId, HttpRequest request, QueueContext queue, TimeProvider time, CancellationToken cancellationToken)
    {
        NewBuild submitted = await request.ReadAsync<NewBuild>();
        if (await queue.Coprs.FindAsync([coprId], cancellationToken) is not { } copr)
        {
            return TypedResults.NotFound();
        }

        var row = new BuildRow
        {
            Copr = copr,
            UserId = submitted.UserId,
            Packages = submitted.Packages,
            Chroots = copr.Chroots,
            SubmittedOn = time.GetUtcNow(),
        };
        ValidationReport report = ContractValidator.Validate(row.ToBuild());
        if (!report.IsValid)
        {
            return TypedResults.Problem(report.ToProblemDetails());
        }

        queue.Builds.Add(row);
        await queue.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"{request.PathBase}/builds/{row.Id}", row.ToBuild());
    }

    /// <summary>Removes a build from the waiting list, or makes its backend stop it.</summary>
    private static Task<Results<Ok<Build>, NotFound, ProblemHttpResult>> Cancel(
        long id, QueueContext queue, CancellationToken cancellationToken) =>
        Change(
            id,
            queue,
            static build => build.EndedOn == null,
            static set => set.SetProperty(static build => build.Canceled, true),
            "The build has ended.",
            cancellationToken);

    /// <summary>Returns a build to the queue if its backend will never come back.</summary>
    private static Task<Results<Ok<Build>, NotFound, ProblemHttpResult>> Requeue(
        long id, QueueContext queue, CancellationToken cancellationToken) =>
        Change(
            id,
            queue,
            static build => build.EndedOn == null && build.Canceled != true,
            static set => set
                .SetProperty(static build => build.Backend, (string?)null)
                .SetProperty(static build => build.StartedOn, (DateTimeOffset?)null)
                .SetProperty(static build => build.Results, (string?)null),
            "The build has ended or is canceled.",
            cancellationToken);

    private static async Task<Results<Ok<Build>, NotFound, ProblemHttpResult>> Change(
        long id,
        QueueContext queue,
        Expression<Func<BuildRow, bool>> isAllowed,
        Action<UpdateSettersBuilder<BuildRow>> change,
        string refusal,
        CancellationToken cancellationToken)
    {
        int changed = await queue.Builds.Where(build => build.Id == id).Where(isAllowed).ExecuteUpdateAsync(
            set =>
            {
                change(set);
                set.SetProperty(static build => build.Version, static build => build.Version + 1);
            },
            cancellationToken);
        return (await Find(id, queue, cancellationToken), changed) switch
        {
            (null, _) => TypedResults.NotFound(),
            (_, 0) => TypedResults.Problem(
                title: "The build cannot be changed.", detail: refusal, statusCode: StatusCodes.Status409Conflict),
            (var row, _) => TypedResults.Ok(row.ToBuild()),
        };
    }

    private static Task<BuildRow?> Find(long id, QueueContext queue, CancellationToken cancellationToken) =>
        queue.Builds.AsNoTracking().Include(static build => build.Copr).SingleOrDefaultAsync(build => build.Id == id, cancellationToken);

    private sealed record NewBuild(
        [property: JsonPropertyName("user_id")] long UserId,
        [property: JsonPropertyName("pkgs")] SpaceSeparatedList<PackageUrl> Packages);
}
