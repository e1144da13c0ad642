using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>
/// Answers as Copr's frontend did in November 2012: it has no starting_build/ and no canceled_builds/, lists ten builds whatever the limit,
/// lists a build until its start is reported, keeps the last entry of a build in a report, and answers with a number.
/// </summary>
internal sealed class EarlyFrontend : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentDictionary<long, JsonObject> builds = new();

    private EarlyFrontend(WebApplication application) => this.application = application;

    public Uri Url => new(application.Urls.First() + "/backend", UriKind.Absolute);

    public static async Task<EarlyFrontend> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var frontend = new EarlyFrontend(builder.Build());
        frontend.application.MapGet("/backend/waiting_builds/", frontend.List);
        frontend.application.MapPost("/backend/update_builds/", frontend.Update);
        await frontend.application.StartAsync();
        return frontend;
    }

    public void Submit(long id, string chroots)
    {
        JsonNode build = JsonNode.Parse(
            $$$"""
            {"user_id":1,"submitted_on":{{{1351153692 + id}}},"repos":"","results":null,"started_on":null,
            "copr":{"owner":{"name":"bkabrda","id":1},"name":"baz","id":3},"canceled":false,"ended_on":null,"status":null,
            "pkgs":"http://foo/quick-{{{id}}}.src.rpm","timeout":1800,"memory_reqs":2048,"chroots":"{{{chroots}}}","id":{{{id}}}}
            """)!;
        builds[id] = build.AsObject();
    }

    public bool HasEnded(long id) => builds[id]["ended_on"] is not null;

    public JsonObject Get(long id) => builds[id];

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private IResult List()
    {
        IEnumerable<string> waiting = builds.OrderBy(static build => build.Key).Select(static build => build.Value)
            .Where(static build => build["started_on"] is null).Take(10).Select(static build => build.ToJsonString());
        return Results.Text($$"""{"builds":[{{string.Join(',', waiting)}}]}""", "application/json", Encoding.UTF8);
    }

    private async Task<IResult> Update(HttpRequest request)
    {
        using JsonDocument report = await JsonDocument.ParseAsync(request.Body);
        Dictionary<long, JsonElement> last = [];
        foreach (JsonElement entry in report.RootElement.GetProperty("builds").EnumerateArray())
        {
            last[entry.GetProperty("id").GetInt64()] = entry.Clone();
        }

        foreach ((long id, JsonElement entry) in last)
        {
            JsonObject updated = builds[id].DeepClone().AsObject();
            foreach (JsonProperty member in entry.EnumerateObject().Where(static member => member.Name != "id"))
            {
                updated[member.Name] = JsonNode.Parse(member.Value.GetRawText());
            }

            builds[id] = updated;
        }

        return Results.Text($$"""{"updated_builds":{{last.Count}}}""", "application/json", Encoding.UTF8);
    }
}
