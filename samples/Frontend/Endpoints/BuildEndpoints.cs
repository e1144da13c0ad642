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
    /// <summary>The member of problem details with the id of the build to which a key belongs.</summary>
    public const string BuildWithKey = "build_id";

    private const string KeyHeader = "Idempotency-Key";

    public static void MapBuilds(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/coprs/{coprId:long}/builds", SubmitBody).RequireAuthorization().AcceptsJson<NewBuild>();
        RouteGroupBuilder build = endpoints.MapGroup("/builds/{id:long}");
        build.MapGet("/", Show);
        build.MapPost("/cancel", Cancel).RequireAuthorization();
        build.MapPost("/requeue", Requeue).RequireAuthorization();
    }

    private static async Task<Results<Ok<Build>, NotFound>> Show(
        long id, QueueContext queue, RowReader rows, CancellationToken cancellationToken) =>
        await Find(id, queue, rows, cancellationToken) is { } build ? TypedResults.Ok(build) : TypedResults.NotFound();

    private static async Task<Results<Created<Build>, NotFound, ProblemHttpResult>> SubmitBody(
        long coprId, HttpRequest request, QueueContext queue, RowReader rows, TimeProvider time, CancellationToken cancellationToken) =>
        await Submit(
            coprId, await request.ReadAsync<NewBuild>(), request.Headers[KeyHeader], request, queue, rows, time, cancellationToken);

    /// <summary>Stores a build, or finds the one that was submitted with the same key.</summary>
    public static async Task<Results<Created<Build>, NotFound, ProblemHttpResult>> Submit(
        long coprId,
        NewBuild submitted,
        string? key,
        HttpRequest request,
        QueueContext queue,
        RowReader rows,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (key is not null && !IsKey(key))
        {
            return TypedResults.Problem(
                title: "The request is wrong.",
                detail: $"{KeyHeader} is not a key; expected 1 to {Limits.IdempotencyKeyCharacters} visible ASCII characters.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        RowReader.Page<CoprRow> coprs =
            await rows.ReadAsync(queue.Coprs.Where(copr => copr.Id == coprId), static row => row, cancellationToken);
        if (coprs.Skipped is [var unreadable])
        {
            return TypedResults.Problem(new ContractException(
                new(unreadable.Rule, $"/copr{unreadable.Path}", unreadable.Found, unreadable.Expected)).ToProblemDetails());
        }

        if (coprs.Rows is not [var copr])
        {
            return TypedResults.NotFound();
        }

        if (key is not null && await FindSubmitted(coprId, key, queue, rows, cancellationToken) is { } known)
        {
            return AnswerAgain(request, known, submitted);
        }

        var row = new BuildRow
        {
            Copr = copr,
            UserId = submitted.UserId,
            Packages = submitted.Packages,
            Chroots = copr.Chroots,
            SubmittedOn = time.GetUtcNow(),
            IdempotencyKey = key ?? Guid.NewGuid().ToString(),
        };
        ValidationReport report = ContractValidator.Validate(row.ToBuild());
        return report.IsValid
            ? await Store(row, submitted, request, queue, rows, cancellationToken)
            : TypedResults.Problem(report.ToProblemDetails());
    }

    private static async Task<Results<Created<Build>, NotFound, ProblemHttpResult>> Store(
        BuildRow row, NewBuild submitted, HttpRequest request, QueueContext queue, RowReader rows, CancellationToken cancellationToken)
    {
        queue.Builds.Add(row);
        try
        {
            await queue.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The same submission arrived twice at once, the insert was repeated because its answer was lost, or something else is wrong.
            queue.ChangeTracker.Clear();
            if (await FindSubmitted(row.Copr.Id, row.IdempotencyKey!, queue, rows, cancellationToken) is not { } first)
            {
                throw;
            }

            return AnswerAgain(request, first, submitted);
        }

        return Answer(request, row);
    }

    private static Created<Build> Answer(HttpRequest request, BuildRow build) =>
        TypedResults.Created($"{request.PathBase}/builds/{build.Id}", build.ToBuild());

    private static Results<Created<Build>, NotFound, ProblemHttpResult> AnswerAgain(
        HttpRequest request, BuildRow build, NewBuild submitted) =>
        build.UserId == submitted.UserId && build.Packages == submitted.Packages
            ? Answer(request, build)
            : TypedResults.Problem(
                title: "The key belongs to another build.",
                detail: $"Build {build.Id} was submitted with this {KeyHeader}, and with other members.",
                statusCode: StatusCodes.Status422UnprocessableEntity,
                extensions: [new(BuildWithKey, build.Id)]);

    /// <summary>Removes a build from the waiting list, or makes its backend stop it.</summary>
    public static Task<Results<Ok<Build>, NotFound, ProblemHttpResult>> Cancel(
        long id, QueueContext queue, RowReader rows, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = time.GetUtcNow();
        return Change(
            id,
            queue,
            rows,
            static build => build.EndedOn == null,
            set => set
                .SetProperty(static build => build.CanceledOn, build => build.Canceled == true ? build.CanceledOn : now)
                .SetProperty(static build => build.Canceled, true)
                .SetProperty(static build => build.Version, static build => build.Version + 1),
            "The build has ended.",
            cancellationToken);
    }

    /// <summary>Returns a build to the queue if its backend will never come back.</summary>
    public static Task<Results<Ok<Build>, NotFound, ProblemHttpResult>> Requeue(
        long id, QueueContext queue, RowReader rows, CancellationToken cancellationToken) =>
        Change(
            id,
            queue,
            rows,
            static build => build.EndedOn == null && build.Canceled != true,
            BuildRow.ReturnToQueue,
            "The build has ended or is canceled.",
            cancellationToken);

    private static async Task<Results<Ok<Build>, NotFound, ProblemHttpResult>> Change(
        long id,
        QueueContext queue,
        RowReader rows,
        Expression<Func<BuildRow, bool>> isAllowed,
        Action<UpdateSettersBuilder<BuildRow>> change,
        string refusal,
        CancellationToken cancellationToken)
    {
        int changed = await queue.Builds.Where(build => build.Id == id).Where(isAllowed).ExecuteUpdateAsync(change, cancellationToken);
        return (await Find(id, queue, rows, cancellationToken), changed) switch
        {
            (null, _) => TypedResults.NotFound(),
            (_, 0) => TypedResults.Problem(
                title: "The build cannot be changed.", detail: refusal, statusCode: StatusCodes.Status409Conflict),
            (var build, _) => TypedResults.Ok(build),
        };
    }

    private static Task<Build?> Find(long id, QueueContext queue, RowReader rows, CancellationToken cancellationToken) =>
        rows.FindAsync(queue.Builds.AsNoTracking().Where(build => build.Id == id), BuildRow.AsBuild, cancellationToken);

    /// <summary>Finds the build that was submitted with a key before.</summary>
    private static Task<BuildRow?> FindSubmitted(
        long coprId, string key, QueueContext queue, RowReader rows, CancellationToken cancellationToken) =>
        rows.FindAsync(
            queue.Builds.AsNoTracking().Include(static build => build.Copr)
                .Where(build => build.CoprId == coprId && build.IdempotencyKey == key),
            static row => row,
            cancellationToken);

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= Limits.IdempotencyKeyCharacters && key.All(static character => character is > ' ' and < '\x7f');

    public sealed record NewBuild(
        [property: JsonPropertyName("user_id")] long UserId,
        [property: JsonPropertyName("pkgs")] SpaceSeparatedList<PackageUrl> Packages);
}
