using System.Globalization;
using Copr.Frontend.Pages;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Copr.Frontend.Endpoints;

/// <summary>Shows the builds and coprs, for people.</summary>
internal static class StatusPageEndpoints
{
    private const int PageSize = 50;

    public static void MapStatusPages(this IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder pages = endpoints.MapGroup("").ExcludeFromDescription();
        pages.AddEndpointFilter(static async (context, next) =>
        {
            IHeaderDictionary headers = context.HttpContext.Response.Headers;
            headers.ContentSecurityPolicy =
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; " +
                "frame-ancestors 'none'";
            headers.XFrameOptions = "DENY";
            headers.XContentTypeOptions = "nosniff";

            // With "no-referrer" a browser sends the origin "null" with a form.
            headers["Referrer-Policy"] = "same-origin";
            return await next(context);
        });
        pages.MapGet("/", ShowBuilds);
        pages.MapGet("/status/coprs", ShowCoprs);
        pages.MapGet("/status/coprs/{coprId:long}", ShowCoprPage);
        pages.MapGet("/status/builds/{id:long}", ShowBuildPage);
        pages.MapForms();
        pages.MapGet("/status.css", static () => ShowFile("status.css", "text/css"));
        pages.MapGet("/status.js", static () => ShowFile("status.js", "text/javascript"));
    }

    private static Task<IResult> ShowBuilds(
        HttpRequest request, QueueContext queue, RowReader reader, TimeProvider time, string? state, string? before,
        CancellationToken cancellationToken) =>
        ShowPage(null, request, queue, reader, time, state, before, cancellationToken);

    /// <summary>Shows the coprs by name. A page begins after the last copr of the one before.</summary>
    private static async Task<IResult> ShowCoprs(
        HttpRequest request, QueueContext queue, RowReader reader, long? after, CancellationToken cancellationToken)
    {
        IQueryable<CoprRow> coprs = queue.Coprs.AsNoTracking();
        if (after is not null)
        {
            if (await queue.Coprs.Where(copr => copr.Id == after).Select(static copr => copr.Name)
                    .SingleOrDefaultAsync(cancellationToken) is not { } last)
            {
                return TypedResults.NotFound();
            }

            // The database compares, in the order in which it sorts.
#pragma warning disable RS0030
            coprs = coprs.Where(copr => copr.Name.CompareTo(last) > 0);
#pragma warning restore RS0030
        }

        RowReader.Page<CoprRow> page = await reader.ReadAsync(
            coprs.OrderBy(static copr => copr.Name).Take(PageSize), static row => row, cancellationToken);
        return new RazorComponentResult<CoprsPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(CoprsPage.Root)] = request.PathBase.Value,
            [nameof(CoprsPage.Coprs)] = page.Rows,
            [nameof(CoprsPage.Skipped)] = page.Skipped.Count,
            [nameof(CoprsPage.Last)] = page.Ids.Count < PageSize ? null : page.Ids[^1],
        });
    }

    private static Task<IResult> ShowCoprPage(
        long coprId, HttpRequest request, QueueContext queue, RowReader reader, TimeProvider time, string? state, string? before,
        CancellationToken cancellationToken) =>
        ShowCopr(coprId, request, queue, reader, time, state, before, cancellationToken);

    /// <summary>Shows a copr, its builds and the form that submits one, with the reason if it was refused.</summary>
    public static async Task<IResult> ShowCopr(
        long coprId, HttpRequest request, QueueContext queue, RowReader reader, TimeProvider time, string? state, string? before,
        CancellationToken cancellationToken, Refusal? refusal = null, SubmitForm.Entries? filled = null)
    {
        CoprRow? copr = await reader.FindAsync(
            queue.Coprs.AsNoTracking().Where(copr => copr.Id == coprId), static row => row, cancellationToken);
        return copr is null
            ? TypedResults.NotFound()
            : await ShowPage(copr, request, queue, reader, time, state, before, cancellationToken, refusal, filled);
    }

    /// <summary>Shows the most recent events first. A page begins after the last event of the one before.</summary>
    private static async Task<IResult> ShowPage(
        CoprRow? copr, HttpRequest request, QueueContext queue, RowReader reader, TimeProvider time, string? state, string? before,
        CancellationToken cancellationToken, Refusal? refusal = null, SubmitForm.Entries? filled = null)
    {
        (DateTimeOffset LastEventOn, long Id)? after = TryParse(before, out DateTimeOffset lastEvent, out long id) ? (lastEvent, id) : null;
        if ((state is not null && !BuildsPage.States.Contains(state)) || (before is not null && after is null))
        {
            return TypedResults.NotFound();
        }

        RowReader.Page<BuildRow> page = await reader.ReadAsync(
            queue.FindRecent(copr?.Id, state, after).Take(PageSize).Include(static build => build.Copr),
            static row => row,
            cancellationToken);
        return new RazorComponentResult<BuildsPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(BuildsPage.Root)] = request.PathBase.Value,
            [nameof(BuildsPage.Now)] = time.GetUtcNow(),
            [nameof(BuildsPage.Copr)] = copr,
            [nameof(BuildsPage.State)] = state,
            [nameof(BuildsPage.Refusal)] = refusal,
            [nameof(BuildsPage.Filled)] = filled,
            [nameof(BuildsPage.Builds)] = page.Rows,
            [nameof(BuildsPage.Skipped)] = page.Skipped.Count,
            [nameof(BuildsPage.Older)] = page.Ids.Count < PageSize ? null : await DescribePlace(page, queue, cancellationToken),
        })
        {
            StatusCode = refusal?.Status,
        };
    }

    /// <summary>Describes the place after the last build of a page, which may be unreadable.</summary>
    private static async Task<string> DescribePlace(RowReader.Page<BuildRow> page, QueueContext queue, CancellationToken cancellationToken)
    {
        long id = page.Ids[^1];
        DateTimeOffset lastEvent = page.Rows is [.., var last] && last.Id == id
            ? last.LastEventOn
            : await queue.Builds.Where(build => build.Id == id).Select(static build => build.LastEventOn).SingleAsync(cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{lastEvent.UtcTicks}-{id}");
    }

    private static Task<IResult> ShowBuildPage(
        long id, HttpRequest request, QueueContext queue, RowReader reader, TimeProvider time, CancellationToken cancellationToken) =>
        ShowBuild(id, request, queue, reader, time, cancellationToken);

    /// <summary>Shows a build and the form that changes it, with the reason if it was refused.</summary>
    public static async Task<IResult> ShowBuild(
        long id, HttpRequest request, QueueContext queue, RowReader reader, TimeProvider time, CancellationToken cancellationToken,
        Refusal? refusal = null)
    {
        BuildRow? build = await reader.FindAsync(
            queue.Builds.AsNoTracking().Include(static build => build.Copr).Where(build => build.Id == id),
            static row => row,
            cancellationToken);
        return build is null
            ? TypedResults.NotFound()
            : new RazorComponentResult<BuildPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(BuildPage.Root)] = request.PathBase.Value,
                [nameof(BuildPage.Now)] = time.GetUtcNow(),
                [nameof(BuildPage.Build)] = build,
                [nameof(BuildPage.Refusal)] = refusal,
            })
            {
                StatusCode = refusal?.Status,
            };
    }

    private static bool TryParse(string? before, out DateTimeOffset lastEvent, out long id)
    {
        (lastEvent, id) = (default, 0);
        if (before?.Split('-') is not [var ticksText, var idText]
            || !long.TryParse(ticksText, NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            || !long.TryParse(idText, NumberStyles.None, CultureInfo.InvariantCulture, out id)
            || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
        }

        lastEvent = new(ticks, TimeSpan.Zero);
        return true;
    }

    private static FileStreamHttpResult ShowFile(string name, string type) =>
        TypedResults.Stream(typeof(StatusPageEndpoints).Assembly.GetManifestResourceStream(name)!, type);
}
