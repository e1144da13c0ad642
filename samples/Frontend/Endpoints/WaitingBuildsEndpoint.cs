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
    private const int MaxLimit = 1000;

    public static void MapWaitingBuilds(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/" + CoprEndpoints.WaitingBuilds, List)
            .Produces<WaitingBuilds>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> List(
        QueueContext queue, IHostEnvironment environment, CancellationToken cancellationToken, int limit = WaitingBuilds.DefaultLimit)
    {
        if (limit is < 1 or > MaxLimit)
        {
            return TypedResults.Problem(
                title: "The request is wrong.",
                detail: $"\"limit\" is {limit}; expected 1 to {MaxLimit}.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        List<BuildRow> rows = await queue.Waiting.Take(limit).Include(static build => build.Copr).ToListAsync(cancellationToken);
        var waiting = new WaitingBuilds { Builds = [.. rows.Select(static row => row.ToBuild())] };
        if (environment.IsDevelopment())
        {
            ContractValidator.Validate(waiting, new() { MaxBuilds = limit }).ThrowIfInvalid();
        }

        // Equal lists have the same tag on every frontend. A backend that knows the list gets 304 without a body.
        byte[] body = CoprJson.Write(waiting);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
        return TypedResults.Bytes(body, "application/json", entityTag: tag);
    }
}
