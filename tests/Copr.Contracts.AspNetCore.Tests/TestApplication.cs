using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.AspNetCore.Tests;

/// <summary>An application that listens on a free port.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly HttpClient client;

    private TestApplication(WebApplication application)
    {
        this.application = application;
        client = new HttpClient { BaseAddress = new Uri(application.Urls.First(), UriKind.Absolute) };
    }

    public static async Task<TestApplication> StartAsync(
        Action<IServiceCollection> addServices, Action<WebApplication> use, string? environment = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment ?? Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        addServices(builder.Services);
        WebApplication built = builder.Build();
        use(built);
        await built.StartAsync();
        return new TestApplication(built);
    }

    public async Task<JsonElement> GetJsonAsync(string path) =>
        JsonElement.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative)));

    public async Task<Answer> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await application.DisposeAsync();
    }

    /// <summary>What the application answered.</summary>
    internal sealed record Answer(HttpStatusCode Status, string? MediaType, string Body)
    {
        public JsonElement Problem => JsonElement.Parse(Body);
    }
}
