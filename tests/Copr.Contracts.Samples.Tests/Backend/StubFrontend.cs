using System.Collections.Concurrent;
using System.Text;
using Copr.Contracts.Samples.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>A frontend whose answers a test sets, and that records the requests.</summary>
internal sealed class StubFrontend : IAsyncDisposable
{
    private readonly WebApplication application;
    private int polls;

    private StubFrontend(WebApplication application) => this.application = application;

    public Uri Url => new(application.Urls.First(), UriKind.Absolute);

    /// <summary>The body of the waiting list.</summary>
    public string Waiting { get; set; } = """{"builds":[]}""";

    /// <summary>The body of the canceled builds.</summary>
    public string Canceled { get; set; } = """{"builds":[]}""";

    /// <summary>Whether a build may start.</summary>
    public Func<StartBuildRequest, bool> MayStart { get; set; } = static _ => true;

    /// <summary>Whether an entry of a report is accepted. If not, the answer to the report is the <see cref="Refusal"/>.</summary>
    public Func<BuildUpdate, bool> Accepts { get; set; } = static _ => true;

    /// <summary>The answer to a report that is not accepted: by default, problem details with a rule.</summary>
    public Func<IResult> Refusal { get; set; } = static () => Results.Problem(
        title: "The request breaks the contract.", detail: "COPR502 bad-status (error) at /builds/0/status", statusCode: 400);

    /// <summary>The time in the headers of the responses; null for the right one.</summary>
    public string? Date { get; set; }

    /// <summary>Replaces the answers, if it is not null.</summary>
    public Func<HttpContext, Task>? Trouble { get; set; }

    /// <summary>The only endpoint with <see cref="Trouble"/>; null if all have it.</summary>
    public string? TroubledEndpoint { get; set; }

    /// <summary>The questions and reports, in their order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<BuildUpdate> Reports { get; } = new();

    /// <summary>How often the waiting list was requested.</summary>
    public int Polls => polls;

    public static async Task<StubFrontend> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var stub = new StubFrontend(builder.Build());
        stub.application.Use((context, next) =>
        {
            if (context.Request.Path == $"/{CoprEndpoints.WaitingBuilds}")
            {
                Interlocked.Increment(ref stub.polls);
            }

            if (stub.Date is { } date)
            {
                context.Response.Headers.Date = date;
            }

            return stub.Trouble is { } trouble && context.Request.Path == $"/{stub.TroubledEndpoint ?? context.Request.Path.Value?[1..]}"
                ? trouble(context)
                : next(context);
        });
        stub.application.MapGet(CoprEndpoints.WaitingBuilds, () => Json(stub.Waiting));
        stub.application.MapGet(CoprEndpoints.CanceledBuilds, () => Json(stub.Canceled));
        stub.application.MapPost(CoprEndpoints.StartingBuild, stub.Start);
        stub.application.MapPost(CoprEndpoints.UpdateBuilds, stub.Update);
        await stub.application.StartAsync();
        return stub;
    }

    /// <summary>The JSON of a build, as a frontend lists it or as a test needs it.</summary>
    public static string Build(
        long id, string packages = "http://foo/pkg.src.rpm", string chroots = "fedora-17-x86_64", string more = "") =>
        $$"""
        {"copr_id":5,"user_id":1,"results":null,"started_on":null,
        "copr":{"owner_id":2,"repos":"http://foo/repo","chroots":"fedora-18-x86_64","id":5,"name":"ff2"},
        "canceled":null,"submitted_on":1351157544,"ended_on":null,
        "pkgs":"{{packages}}","chroots":"{{chroots}}","id":{{id}}{{more}}}
        """;

    public void List(params string[] builds) => Waiting = $$"""{"builds":[{{string.Join(',', builds)}}]}""";

    public Task UntilPolledAsync(int count) => Eventually.Async(() => Polls >= count, () => $"{count} polls");

    public Task UntilEndedAsync(params long[] ids) => Eventually.Async(
        () => ids.All(id => Reports.Any(report => report.Id == id && report.EndedOn is not null)),
        () => $"the ends of {string.Join(", ", ids)}; the requests were {string.Join('\n', Requests)}");

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task<IResult> Start(HttpRequest request)
    {
        var question = await CoprJson.ReadAsync<StartBuildRequest>(request.Body);
        Requests.Enqueue($"start {question.BuildId}");
        return Json(new StartBuildResponse { CanStart = MayStart(question) }.ToString());
    }

    private async Task<IResult> Update(HttpRequest request)
    {
        var updates = await CoprJson.ReadAsync<BuildUpdates>(request.Body);
        if (!updates.Builds.All(Accepts))
        {
            return Refusal();
        }

        foreach (BuildUpdate update in updates.Builds)
        {
            Requests.Enqueue(update.EndedOn is null ? $"started {update.Id}" : $"ended {update.Id} {update.Status}");
            Reports.Enqueue(update);
        }

        long[] ids = [.. updates.Builds.Select(static update => update.Id)];
        return Json(new BuildUpdatesResult { UpdatedBuildIds = ids, NonExistingBuildIds = [] }.ToString());
    }

    private static IResult Json(string json) => Results.Text(json, "application/json", Encoding.UTF8);
}
