using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Tool.Tests;

/// <summary>A server on loopback that answers as a test wants, and records the requests.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private TestServer(WebApplication application) => this.application = application;

    /// <summary>The paths and queries of the requests.</summary>
    public ConcurrentQueue<string> Paths { get; } = new();

    /// <summary>The Authorization headers of the requests; empty if there is none.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = new();

    public string Url => application.Urls.First();

    public int Port => new Uri(Url, UriKind.Absolute).Port;

    public static async Task<TestServer> StartAsync(Func<HttpContext, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var server = new TestServer(builder.Build());
        server.application.Run(context =>
        {
            server.Paths.Enqueue(context.Request.Path + context.Request.QueryString.Value);
            server.Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
            return answer(context);
        });
        await server.application.StartAsync();
        return server;
    }

    public static Func<HttpContext, Task> Text(string body, string contentType = "application/json", int status = 200) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    };

    public static Func<HttpContext, Task> Redirect(Func<string, string> target) => context =>
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = target(context.Request.Path.Value!);
        return Task.CompletedTask;
    };

    /// <summary>Never answers.</summary>
    public static Task HangAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    /// <summary>Answers with a list that never ends, of white space.</summary>
    public static async Task FloodAsync(HttpContext context)
    {
        byte[] spaces = new byte[64 * 1024];
        spaces.AsSpan().Fill((byte)' ');
        await Text("{\"builds\":[")(context);
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
        }
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();
}
