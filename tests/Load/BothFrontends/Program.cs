// The frontend of samples/Frontend, with a second waiting list at /plain/waiting_builds/ and a second place for reports at
// /plain/update_builds/: in the same process and on the same database, but written with plain strings and without the contract package.
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
application.MapPost("/plain/update_builds/", Update).RequireAuthorization();
await application.RunAsync();

static async Task<Results<FileContentHttpResult, ProblemHttpResult>> List(
    PlainContext queue, CancellationToken cancellationToken, int limit = 10)
{
    if (limit is < 1 or > 1000)
    {
        return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest);
    }

    List<PlainBuild> builds = await queue.Builds.AsNoTracking()
        .Where(static build => build.IsWaiting)
        .OrderBy(static build => build.SubmittedOn)
        .ThenBy(static build => build.Id)
        .Take(limit)
        .Select(PlainBuild.OfRow)
        .ToListAsync(cancellationToken);
    var waiting = new PlainWaitingBuilds(builds);
    byte[] body = JsonSerializer.SerializeToUtf8Bytes(waiting, PlainJson.Default.PlainWaitingBuilds);
    var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
    return TypedResults.Bytes(body, "application/json", entityTag: tag);
}

static async Task<PlainResult> Update(PlainUpdates updates, PlainContext queue, CancellationToken cancellationToken)
{
    long[] ids = [.. updates.Builds.Select(static update => update.Id).Distinct()];
    Dictionary<long, PlainBuildRow> rows =
        await queue.Builds.Where(build => ids.Contains(build.Id)).ToDictionaryAsync(static build => build.Id, cancellationToken);
    foreach (PlainUpdate update in updates.Builds)
    {
        rows.GetValueOrDefault(update.Id)?.Apply(update);
    }

    await queue.SaveChangesAsync(cancellationToken);
    return new([.. ids.Where(rows.ContainsKey)], [.. ids.Where(id => !rows.ContainsKey(id))]);
}
