// The frontend of samples/Frontend, with a second waiting list at /plain/waiting_builds/: in the same process and on the same
// database, but written with plain strings and without the contract package.
using System.Security.Cryptography;
using System.Text.Json;
using BothFrontends;
using Copr.Frontend;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

await using WebApplication application = FrontendApplication.Create(args, static builder =>
{
    string connection = builder.Configuration.GetConnectionString("Queue")!;
    if (connection.StartsWith("Host=", StringComparison.Ordinal))
    {
        builder.Services.AddDbContextPool<PlainContext>(
            options => options.UseNpgsql(connection, static npgsql => npgsql.EnableRetryOnFailure()));
    }
    else
    {
        builder.Services.AddDbContextPool<PlainContext>(options => options.UseSqlite(connection));
    }
});
application.MapGet("/plain/waiting_builds/", List);
await application.RunAsync();

static async Task<Results<FileContentHttpResult, ProblemHttpResult>> List(
    PlainContext queue, CancellationToken cancellationToken, int limit = 10)
{
    if (limit is < 1 or > 1000)
    {
        return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest);
    }

    List<PlainBuildRow> rows = await queue.Builds.AsNoTracking()
        .Where(static build => build.IsWaiting)
        .OrderBy(static build => build.SubmittedOn)
        .ThenBy(static build => build.Id)
        .Take(limit)
        .Include(static build => build.Copr)
        .ToListAsync(cancellationToken);
    var waiting = new PlainWaitingBuilds([.. rows.Select(PlainBuild.Of)]);
    byte[] body = JsonSerializer.SerializeToUtf8Bytes(waiting, PlainJson.Default.PlainWaitingBuilds);
    var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
    return TypedResults.Bytes(body, "application/json", entityTag: tag);
}
