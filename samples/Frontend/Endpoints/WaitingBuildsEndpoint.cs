using System.Security.Cryptography;
using Copr.Contracts;
using Copr.Contracts.Validation;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Copr.Frontend.Endpoints;

/// <summary>Lists the builds that wait, for backends.</summary>
internal static class WaitingBuildsEndpoint
{
    /// <summary>The builds of one query. A list whose builds are large needs few of them, however many are requested.</summary>
    private const int PageSize = 500;

    public static void MapWaitingBuilds(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/" + CoprEndpoints.WaitingBuilds, List)
            .RenewsLease()
            .Produces<WaitingBuilds>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> List(
        QueueContext queue,
        RowReader rows,
        FrontendOptions options,
        CancellationToken cancellationToken,
        int limit = WaitingBuilds.DefaultLimit)
    {
        if (limit is < 1 or > Limits.ListedBuilds)
        {
            return TypedResults.Problem(
                title: "The request is wrong.",
                detail: $"\"limit\" is {limit}; expected 1 to {Limits.ListedBuilds}.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        List<Build> builds = await LoadAsync(limit, queue, rows, cancellationToken);
        var waiting = new WaitingBuilds
        {
            Builds = options.EarlyBackends ? builds.ConvertAll(EarlyBackends.AddMembers) : builds,
        };

        // Equal lists have the same tag on every frontend. A backend that knows the list gets 304 without a body.
        byte[] body = WriteWithinLimit(waiting);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
        return TypedResults.Bytes(body, "application/json", entityTag: tag);
    }

    /// <summary>Loads the oldest builds that can be listed: usually one query, and more if many are wanted or some are skipped.</summary>
    private static async Task<List<Build>> LoadAsync(
        int limit, QueueContext queue, RowReader rows, CancellationToken cancellationToken)
    {
        List<Build> builds = [];
        IQueryable<BuildRow> waiting = queue.Waiting;
        IQueryable<BuildRow> others = waiting;
        int read = 0;
        long characters = 0;
        while (true)
        {
            int wanted = Math.Min(limit - builds.Count, PageSize);
            RowReader.Page<Build> page = await rows.ReadAsync(others.Take(wanted), BuildRow.AsBuild, cancellationToken);
            List<Build> listed = page.Rows.FindAll(build => CanBeListed(build, rows));
            builds.AddRange(listed);
            read += page.Ids.Count;
            characters += listed.Sum(CountCharacters);

            // A character has a byte or more, so that the builds fill the list.
            bool isFull = builds.Count == limit || characters >= Limits.ListBytes;
            if (isFull || page.Ids.Count < wanted || read - builds.Count >= Limits.SkippedBuilds)
            {
                return builds;
            }

            if (listed.Count < page.Ids.Count)
            {
                long[] skipped = [.. page.Ids.Except(listed.Select(static build => build.Id))];
                long[] broken = await FindBrokenCoprsAsync(skipped, queue, rows, cancellationToken);
                waiting = waiting.Where(build => !broken.Contains(build.CoprId));
            }

            long id = page.Ids[^1];
            IQueryable<DateTimeOffset> last = queue.Builds.Where(build => build.Id == id).Select(static build => build.SubmittedOn);
            others = waiting.Where(
                build => build.SubmittedOn >= last.First() && (build.SubmittedOn > last.First() || build.Id > id));
        }
    }

    /// <summary>Finds the coprs that keep builds from the list. No other build of such a copr can be listed either.</summary>
    private static async Task<long[]> FindBrokenCoprsAsync(
        long[] builds, QueueContext queue, RowReader rows, CancellationToken cancellationToken)
    {
        IQueryable<long> ids = queue.Builds.Where(build => builds.Contains(build.Id)).Select(static build => build.CoprId);
        RowReader.Page<CoprProject> coprs = await rows.ReadAsync(
            queue.Coprs.AsNoTracking().Where(copr => ids.Contains(copr.Id)), static row => row.ToCopr(), cancellationToken);
        IEnumerable<CoprProject> valid = coprs.Rows.Where(static copr => ContractValidator.Validate(copr).IsValid);
        return [.. coprs.Ids.Except(valid.Select(static copr => copr.Id))];
    }

    /// <summary>A row that can be read may break a rule: an older version of the frontend accepted it, or somebody changed it.</summary>
    private static bool CanBeListed(Build build, RowReader rows)
    {
        if ((FindExcess(build) ?? FindError(build)) is not { } violation)
        {
            return true;
        }

        rows.Skip<BuildRow>(build.Id, violation);
        return false;
    }

    private static Violation? FindError(Build build) =>
        ContractValidator.Validate(build).Violations.FirstOrDefault(static violation => violation.Rule.Severity == Severity.Error);

    /// <summary>An older version of the frontend accepted larger builds.</summary>
    private static Violation? FindExcess(Build build)
    {
        if (CountCharacters(build) < Limits.ListBytes / 8)
        {
            return null;
        }

        int length = CoprJson.Write(build).Length;
        return length <= Limits.ListBytes / 2 ? null : new(
            Rules.Find("COPR108")!,
            "",
            $"the build has {length} bytes",
            $"at most {Limits.ListBytes / 2}, so that every backend can read it");
    }

    private static long CountCharacters(Build build) =>
        build.Packages.ToString().Length + build.Chroots.ToString().Length
        + build.Copr.Chroots.ToString().Length + build.Copr.Repositories.ToString().Length;

    /// <summary>Writes as many of the builds as the limit allows. The others are listed once these have started.</summary>
    private static byte[] WriteWithinLimit(WaitingBuilds waiting)
    {
        byte[] body = CoprJson.Write(waiting);
        if (body.Length <= Limits.ListBytes)
        {
            return body;
        }

        int length = CoprJson.Write(new WaitingBuilds { Builds = [] }).Length;
        return CoprJson.Write(new WaitingBuilds
        {
            Builds = [.. waiting.Builds.TakeWhile(build => (length += CoprJson.Write(build).Length + 1) <= Limits.ListBytes)],
        });
    }
}
