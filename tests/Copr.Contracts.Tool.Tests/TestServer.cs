using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Tool.Tests;

/// <summary>A server on loopback that answers what a test wants, and writes down what it is asked.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private TestServer(WebApplication application) => this.application = application;

    public ConcurrentQueue<string> Asked { get; } = new();

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
            server.Asked.Enqueue(context.Request.Path + context.Request.QueryString.Value);
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

    public async ValueTask DisposeAsync() => await application.DisposeAsync();
}
