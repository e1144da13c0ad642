using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Tests.Wiki;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Copr.Contracts.Tests.Json;

/// <summary>A frontend and a backend talk over HTTP in the contract's types.</summary>
public sealed class HttpTests
{
    private static readonly WaitingBuilds Wiki = CoprJson.Read<WaitingBuilds>(WikiExample.Bytes);

    [Fact]
    public async Task A_list_is_served_as_the_contract_has_it()
    {
        await using WebApplication frontend = await Frontend();
        using HttpClient backend = Client(frontend);

        (await backend.GetByteArrayAsync(CoprEndpoints.WaitingBuilds)).Should().Equal(CoprJson.Write(Wiki));
    }

    [Fact]
    public async Task A_list_is_read_with_the_frameworks_client()
    {
        await using WebApplication frontend = await Frontend();
        using HttpClient backend = Client(frontend);

        (await backend.GetFromJsonAsync<WaitingBuilds>(CoprEndpoints.WaitingBuilds, CoprJson.StrictOptions)).Should().Be(Wiki);
    }

    [Fact]
    public async Task A_list_is_read_from_the_body()
    {
        await using WebApplication frontend = await Frontend();
        using HttpClient backend = Client(frontend);
        await using Stream body = await backend.GetStreamAsync(CoprEndpoints.WaitingBuilds);

        (await CoprJson.ReadAsync<WaitingBuilds>(body)).Should().Be(Wiki);
    }

    [Fact]
    public async Task A_build_is_posted_and_returned_unchanged()
    {
        await using WebApplication frontend = await Frontend();
        using HttpClient backend = Client(frontend);

        using HttpResponseMessage response = await backend.PostAsJsonAsync("builds/", Samples.Build, CoprJson.StrictOptions);

        (await response.Content.ReadFromJsonAsync<Build>(CoprJson.LenientOptions)).Should().Be(Samples.Build);
    }

    [Fact]
    public async Task A_body_that_breaks_the_contract_is_answered_with_400_and_the_rule()
    {
        await using WebApplication frontend = await Frontend();
        using HttpClient backend = Client(frontend);

        using HttpResponseMessage response = await backend.PostAsync("builds/", JsonContent.Create(new { id = 1 }));

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()
            .Should().StartWith("COPR102 missing-member (error) at the document: the document has no \"copr_id\"");
    }

    [Fact]
    public async Task A_body_of_another_content_type_is_answered_with_415()
    {
        await using WebApplication frontend = await Frontend();
        using HttpClient backend = Client(frontend);

        using HttpResponseMessage response = await backend.PostAsync("builds/", new StringContent("{}"));

        response.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_broken_response_is_reported_with_its_place()
    {
        await using WebApplication server = await Serve(static context =>
            context.Response.WriteAsync(WikiExample.Text.Replace("\"id\": 4", "\"id\": \"4\"", StringComparison.Ordinal)));
        using HttpClient client = Client(server);

        Func<Task> read = () => client.GetFromJsonAsync<WaitingBuilds>("", CoprJson.StrictOptions);

        JsonException exception = (await read.Should().ThrowAsync<JsonException>()).Which;
        (exception.Path, exception.LineNumber).Should().Be(("$.builds[1].id", 38L));
    }

    [Fact]
    public async Task A_build_is_read_before_the_response_ends()
    {
        var isRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebApplication server = await Serve(async context =>
        {
            await context.Response.WriteAsync($"{{\"builds\":[{Samples.Build}");
            await context.Response.Body.FlushAsync();
            await isRead.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await context.Response.WriteAsync("]}");
        });
        using HttpClient client = Client(server);
        await using Stream body = await client.GetStreamAsync("");
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader().ReadAsync(body).GetAsyncEnumerator();

        (await entries.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1))).Should().BeTrue();
        isRead.SetResult();

        entries.Current.Build.Should().Be(Samples.Build);
        (await entries.MoveNextAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task An_early_frontend_is_read_leniently()
    {
        await using WebApplication server = await Serve(static async context =>
            await context.Response.BodyWriter.WriteAsync(ConformanceCase.Of("early-wire-contract").Text));
        using HttpClient client = Client(server);
        using HttpResponseMessage response = await client.GetAsync(new Uri("", UriKind.Relative));

        (await response.Content.ReadFromJsonAsync<WaitingBuilds>(CoprJson.LenientOptions))!.Builds[0].CoprId.Should().Be(3);
    }

    private static HttpClient Client(WebApplication server) => new() { BaseAddress = new Uri(server.Urls.Single(), UriKind.Absolute) };

    /// <summary>A minimal API that serves the wiki's list, and returns what is posted.</summary>
    private static async Task<WebApplication> Frontend()
    {
        WebApplicationBuilder builder = CreateBuilder();
        builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.AddCoprContracts());
        builder.Services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        WebApplication frontend = builder.Build();
        frontend.UseExceptionHandler(static handler => handler.Run(static context =>
        {
            var bad = context.Features.Get<IExceptionHandlerFeature>()?.Error as BadHttpRequestException;
            return Results.Problem(bad?.InnerException?.Message, statusCode: bad?.StatusCode).ExecuteAsync(context);
        }));
        frontend.MapGet("/" + CoprEndpoints.WaitingBuilds, static () => Wiki);
        frontend.MapPost("/builds/", static (Build build) => build);
        await frontend.StartAsync();
        return frontend;
    }

    private static async Task<WebApplication> Serve(RequestDelegate respond)
    {
        WebApplication server = CreateBuilder().Build();
        server.Run(respond);
        await server.StartAsync();
        return server;
    }

    private static WebApplicationBuilder CreateBuilder()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }
}
