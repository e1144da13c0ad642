using System.Collections.Concurrent;
using Copr.Contracts;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddCoprContracts();
builder.Services.AddOpenApi();
WebApplication app = builder.Build();
app.MapOpenApi();

Build submitted = CoprJson.Read<Build>("""
    {"copr_id":5,"user_id":1,"results":null,"started_on":null,"copr":{"owner_id":2,"repos":"http://foo/repo http://bar/repo",
    "chroots":"fedora-17-i386 fedora-17-x86_64","id":5,"name":"ff2"},"canceled":null,"submitted_on":1351157544,"ended_on":null,
    "pkgs":"http://foo/pkg.src.rpm","chroots":"fedora-17-i386 fedora-17-x86_64","id":5}
    """);
var builds = new ConcurrentDictionary<long, Build> { [5] = submitted, [6] = submitted with { Id = 6 } };

app.MapGet(CoprEndpoints.WaitingBuilds, (int limit = WaitingBuilds.DefaultLimit) => WaitingBuilds.SelectFrom(builds.Values, limit));
app.MapPost(CoprEndpoints.UpdateBuilds, (BuildUpdates updates) =>
{
    foreach (BuildUpdate update in updates.Builds.Where(update => builds.ContainsKey(update.Id)))
    {
        builds.AddOrUpdate(update.Id, _ => throw new KeyNotFoundException(), (_, build) => build.Apply(update));
    }

    ILookup<bool, long> ids = updates.Builds.Select(update => update.Id).ToLookup(builds.ContainsKey);
    return new BuildUpdatesResult { UpdatedBuildIds = [.. ids[true]], NonExistingBuildIds = [.. ids[false]] };
});

app.Run();
