using System.Globalization;
using Copr.Contracts.Samples.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>A test of a backend that runs against a <see cref="StubFrontend"/> and builds with the ledger's mock.</summary>
public abstract class BackendTest : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private protected StubFrontend Frontend { get; private set; } = null!;

    private protected Ledger Ledger { get; private set; } = null!;

    /// <summary>The backend, after <see cref="Start"/>.</summary>
    private protected BackendProgram Backend { get; private set; } = null!;

    /// <summary>The backend's folder, whether it runs or not.</summary>
    private protected string BackendFolder => folder.PathOf("backend");

    public async Task InitializeAsync()
    {
        Frontend = await StubFrontend.StartAsync();
        Ledger = new Ledger(folder.PathOf("ledger"));
    }

    public async Task DisposeAsync()
    {
        if (Backend is not null)
        {
            await Backend.DisposeAsync();
        }

        await Frontend.DisposeAsync();
    }

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Start(params string[] more) => Backend = BackendProgram.Start(Frontend.Url, BackendFolder, Ledger, more: more);

    private protected void StartTraced(params string[] tracer) =>
        Backend = BackendProgram.Start(Frontend.Url, BackendFolder, Ledger, tracer: tracer);

    /// <summary>Writes a file into the backend's folder.</summary>
    private protected void WriteFile(string name, string content)
    {
        string path = Path.Combine(BackendFolder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    /// <summary>Lists the builds as long as the request allows.</summary>
    private protected void ListUpToTheLimit(IReadOnlyCollection<string> waiting)
    {
        Frontend.TroubledEndpoint = CoprEndpoints.WaitingBuilds;
        Frontend.Trouble = context =>
        {
            int limit = int.Parse(context.Request.Query["limit"]!, CultureInfo.InvariantCulture);
            return Answer(context, 200, $$"""{"builds":[{{string.Join(',', waiting.Take(limit))}}]}""");
        };
    }

    /// <summary>Lists a build always, with a tag. A backend that knows the tag does not get the list again.</summary>
    private protected void ListWithATag(string build)
    {
        Frontend.TroubledEndpoint = CoprEndpoints.WaitingBuilds;
        Frontend.Trouble = context =>
        {
            context.Response.Headers.ETag = "\"1\"";
            return context.Request.Headers.IfNoneMatch == "\"1\""
                ? Answer(context, 304, "")
                : Answer(context, 200, $$"""{"builds":[{{build}}]}""");
        };
    }

    private protected static bool IsFor(HttpContext context, string path) => context.Request.Path == $"/{path}";

    private protected static Task Answer(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }

    /// <summary>Ends the request with this status instead of an answer.</summary>
    private protected static bool NoAnswer(int status) => throw new BadHttpRequestException("no answer", status);

    private protected static Task Redirect(HttpContext context, string location)
    {
        context.Response.Redirect(location);
        return Task.CompletedTask;
    }
}
