using System.Text.Json.Serialization;
using Copr.Contracts;
using Copr.Contracts.AspNetCore;
using Copr.Contracts.Validation;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Copr.Frontend.Endpoints;

/// <summary>Lists, shows, creates and changes coprs, for people.</summary>
internal static class CoprProjectEndpoints
{
    public static void MapCoprProjects(this IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder coprs = endpoints.MapGroup("/coprs");
        coprs.MapGet("/", List);
        coprs.MapGet("/{id:long}", Show);
        coprs.MapPost("/", Create).RequireAuthorization().AcceptsJson<NewCopr>();
        coprs.MapPut("/{id:long}", Change).RequireAuthorization().AcceptsJson<CoprChange>();
    }

    private static async Task<Ok<List<CoprProject>>> List(
        QueueContext queue, RowReader rows, CancellationToken cancellationToken, long after = 0)
    {
        RowReader.Page<CoprProject> coprs = await rows.ReadAsync(
            queue.Coprs.AsNoTracking().Where(copr => copr.Id > after).OrderBy(static copr => copr.Id).Take(Limits.ListedCoprs),
            static row => row.ToCopr(),
            cancellationToken);
        return TypedResults.Ok(coprs.Rows);
    }

    private static async Task<Results<Ok<CoprProject>, NotFound>> Show(
        long id, QueueContext queue, RowReader rows, CancellationToken cancellationToken) =>
        await rows.FindAsync(
            queue.Coprs.AsNoTracking().Where(copr => copr.Id == id), static row => row.ToCopr(), cancellationToken) is { } copr
            ? TypedResults.Ok(copr)
            : TypedResults.NotFound();

    private static async Task<Results<Created<CoprProject>, ProblemHttpResult>> Create(
        HttpRequest request, QueueContext queue, RowReader rows, CancellationToken cancellationToken)
    {
        NewCopr copr = await request.ReadAsync<NewCopr>();
        var row = new CoprRow { OwnerId = copr.OwnerId, Name = copr.Name, Chroots = copr.Chroots, Repositories = copr.Repositories ?? [] };
        ValidationReport report = ContractValidator.Validate(row.ToCopr());
        if (!report.IsValid)
        {
            return TypedResults.Problem(report.ToProblemDetails());
        }

        IQueryable<CoprRow> named = queue.Coprs.AsNoTracking().Where(other => other.Name == copr.Name);
        if (await named.AnyAsync(cancellationToken))
        {
            return RefuseName();
        }

        queue.Coprs.Add(row);
        try
        {
            await queue.SaveChangesAsync(cancellationToken);
            return Answer(request, row.ToCopr());
        }
        catch (DbUpdateException)
        {
            if (await rows.FindAsync(named, static other => other.ToCopr(), cancellationToken) is not { } stored)
            {
                throw;
            }

            // If the copr is stored with these members, the insert was repeated because its answer was lost.
            return stored == row.ToCopr() with { Id = stored.Id } ? Answer(request, stored) : RefuseName();
        }
    }

    private static Created<CoprProject> Answer(HttpRequest request, CoprProject copr) =>
        TypedResults.Created($"{request.PathBase}/coprs/{copr.Id}", copr);

    private static ProblemHttpResult RefuseName() =>
        TypedResults.Problem(title: "A copr of this name exists.", statusCode: StatusCodes.Status409Conflict);

    /// <summary>Replaces the lists without reading them, so that a copr whose lists are unreadable is repaired.</summary>
    private static async Task<Results<Ok<CoprProject>, NotFound, ProblemHttpResult>> Change(
        long id, HttpRequest request, QueueContext queue, CancellationToken cancellationToken)
    {
        CoprChange change = await request.ReadAsync<CoprChange>();
        IQueryable<CoprRow> row = queue.Coprs.Where(copr => copr.Id == id);
        if (await row.Select(static copr => new { copr.OwnerId, copr.Name }).SingleOrDefaultAsync(cancellationToken) is not { } stored)
        {
            return TypedResults.NotFound();
        }

        var copr = new CoprProject
        {
            Id = id,
            OwnerId = stored.OwnerId,
            Name = stored.Name,
            Chroots = change.Chroots,
            Repositories = change.Repositories ?? [],
        };
        ValidationReport report = ContractValidator.Validate(copr);
        if (!report.IsValid)
        {
            return TypedResults.Problem(report.ToProblemDetails());
        }

        await row.ExecuteUpdateAsync(
            set => set
                .SetProperty(static copr => copr.Chroots, copr.Chroots)
                .SetProperty(static copr => copr.Repositories, copr.Repositories),
            cancellationToken);
        return TypedResults.Ok(copr);
    }

    private sealed record NewCopr(
        [property: JsonPropertyName("owner_id")] long OwnerId,
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("chroots")] SpaceSeparatedList<Chroot> Chroots,
        [property: JsonPropertyName("repos")] SpaceSeparatedList<RepositoryUrl>? Repositories = null);

    private sealed record CoprChange(
        [property: JsonPropertyName("chroots")] SpaceSeparatedList<Chroot> Chroots,
        [property: JsonPropertyName("repos")] SpaceSeparatedList<RepositoryUrl>? Repositories = null);
}
