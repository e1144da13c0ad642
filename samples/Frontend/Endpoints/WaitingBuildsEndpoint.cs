using System.Security.Cryptography;
using Copr.Contracts;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Copr.Frontend.Endpoints;

/// <summary>What backends poll for.</summary>
internal static class WaitingBuildsEndpoint
{
    private const int MaximumLimit = 1000;

    public static void MapWaitingBuilds(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/" + WaitingBuilds.Path, List).Produces<WaitingBuilds>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> List(QueueContext queue, IHostEnvironment environment, CancellationToken cancellationToken, int limit = WaitingBuilds.DefaultLimit)
    {
        if (limit is < 1 or > MaximumLimit)
        {
            return TypedResults.Problem(title: "The request is wrong.", detail: $"\"limit\" is {limit}; expected 1 to {MaximumLimit}.", statusCode: StatusCodes.Status400BadRequest);
        }

        List<BuildRow> rows = await queue.Waiting.Take(limit).Include(static build => build.Copr).ToListAsync(cancellationToken);
        var waiting = new WaitingBuilds { Builds = [.. rows.Select(static row => row.ToBuild())] };
        if (environment.IsDevelopment())
        {
            ContractValidator.Validate(waiting, limit).ThrowIfInvalid();
        }

        // The same list has the same tag on every frontend, and a backend that has it already gets 304 without a body.
        byte[] body = CoprJson.Write(waiting);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
        return TypedResults.Bytes(body, "application/json", entityTag: tag);
    }
}
