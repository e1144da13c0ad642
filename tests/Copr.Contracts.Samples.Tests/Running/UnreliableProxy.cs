using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>Forwards requests to a frontend, or answers them as a broken frontend or proxy does.</summary>
internal sealed class UnreliableProxy : IAsyncDisposable
{
    private static readonly Action<HttpResponse>[] WrongAnswers =
    [
        static response => response.Redirect("file:///x"),
        static response => response.StatusCode = StatusCodes.Status500InternalServerError,
        static response => response.StatusCode = StatusCodes.Status400BadRequest,
        static response => response.ContentType = "text/html",
    ];

    private readonly WebApplication application;
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private readonly Uri frontend;
    private int count;

    private UnreliableProxy(WebApplication application, Uri frontend)
    {
        this.application = application;
        this.frontend = frontend;
    }

    public Uri Url => new(application.Urls.First(), UriKind.Absolute);

    /// <summary>Whether requests get wrong answers, one kind after another.</summary>
    public bool IsBroken { get; set; }

    public static async Task<UnreliableProxy> StartAsync(Uri frontend)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var proxy = new UnreliableProxy(builder.Build(), frontend);
        proxy.application.Run(proxy.AnswerAsync);
        await proxy.application.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        HttpResponse answer = context.Response;
        if (IsBroken)
        {
            WrongAnswers[(uint)Interlocked.Increment(ref count) % WrongAnswers.Length](answer);
            return;
        }

        var path = new Uri(frontend, $"{context.Request.Path.Value?.TrimStart('/')}{context.Request.QueryString}");
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), path);
        request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToArray());
        request.Headers.TryAddWithoutValidation("If-None-Match", context.Request.Headers.IfNoneMatch.ToArray());
        if (context.Request.ContentType is { } type)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using HttpResponseMessage response = await http.SendAsync(request, context.RequestAborted);
        answer.StatusCode = (int)response.StatusCode;
        answer.ContentType = response.Content.Headers.ContentType?.ToString();
        answer.Headers.ETag = response.Headers.ETag?.ToString();
        if (response.StatusCode != System.Net.HttpStatusCode.NotModified)
        {
            await response.Content.CopyToAsync(answer.Body, context.RequestAborted);
        }
    }
}
