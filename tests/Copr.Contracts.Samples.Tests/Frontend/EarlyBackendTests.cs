using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>What Copr's own backends of 2012 and 2013 need.</summary>
public sealed class EarlyBackendTests
{
    [Fact]
    public async Task With_the_setting_a_build_has_every_member_that_an_early_backend_reads()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, settings: "--EarlyBackends=true");
        await frontend.SubmitAsync();
        await frontend.SubmitAsync(await frontend.CreateCoprAsync(repositories: "http://foo/repo http://bar/repo"));

        using var list = JsonDocument.Parse((await frontend.GetAsync("waiting_builds/")).Body);

        JsonElement builds = list.RootElement.GetProperty("builds");
        builds[0].GetProperty("repos").GetString().Should().BeEmpty();
        builds[0].GetProperty("memory_reqs").GetInt32().Should().Be(2048);
        builds[0].GetProperty("timeout").GetInt32().Should().Be(1800);
        builds[0].GetProperty("copr").GetProperty("owner").GetProperty("name").GetString().Should().Be("1");
        builds[1].GetProperty("repos").GetString().Should().Be("http://foo/repo http://bar/repo");
    }

    [Fact]
    public async Task Without_the_setting_a_build_has_the_members_of_the_contract()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        await frontend.SubmitAsync();

        (await frontend.WaitingAsync()).Builds.Should().ContainSingle().Which.UnknownMembers.Should().BeEmpty();
    }

    [Theory]
    [InlineData("user")]
    [InlineData("")]
    public async Task The_requests_of_an_early_backend_list_start_and_end_a_build(string user)
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, "/backend", settings: "--EarlyBackends=true");
        Build build = await frontend.SubmitAsync();
        long start = build.SubmittedOn.ToUnixTimeSeconds() + 1;
        long end = start + 60;

        (_, string body) = await SendAsync(frontend, HttpMethod.Get, "//backend/waiting_builds/", null, null);
        using var list = JsonDocument.Parse(body);
        long id = list.RootElement.GetProperty("builds")[0].GetProperty("id").GetInt64();
        await ReportAsync($$"""{"builds": [{"results": "http://results/1/ff2/", "id": {{id}}, "started_on": {{start}}.123457}]}""");
        Build running = await frontend.ShowAsync(build.Id);
        await ReportAsync($$"""{"builds": [{"status": 1, "ended_on": {{end}}.1199999, "id": {{id}}}]}""");
        Build ended = await frontend.ShowAsync(build.Id);

        (running.State, running.StartedOn, running.Results).Should()
            .Be((BuildState.Running, DateTimeOffset.FromUnixTimeSeconds(start), "http://results/1/ff2/"));
        (ended.State, ended.EndedOn, ended.Status).Should()
            .Be((BuildState.Ended, DateTimeOffset.FromUnixTimeSeconds(end), BuildStatus.Succeeded));

        async Task ReportAsync(string report)
        {
            AuthenticationHeaderValue credentials = FrontendProgram.Basic(user, FrontendProgram.Password);
            (await SendAsync(frontend, HttpMethod.Post, "//backend/update_builds/", credentials, report)).Should()
                .Be((HttpStatusCode.OK, $$"""{"updated_builds_ids":[{{id}}],"non_existing_builds_ids":[]}"""));
        }
    }

    [Fact]
    public async Task An_early_backend_with_an_empty_password_is_refused()
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, "/backend", settings: "--EarlyBackends=true");
        Build build = await frontend.SubmitAsync();
        string report = $$"""{"builds": [{"id": {{build.Id}}, "started_on": {{build.SubmittedOn.ToUnixTimeSeconds()}}.5}]}""";

        (HttpStatusCode status, _) =
            await SendAsync(frontend, HttpMethod.Post, "//backend/update_builds/", FrontendProgram.Basic("user", ""), report);

        status.Should().Be(HttpStatusCode.Unauthorized);
        (await frontend.ShowAsync(build.Id)).Should().Be(build);
    }

    [Theory]
    [InlineData("", "//waiting_builds/")]
    [InlineData("/backend", "//backend/waiting_builds/")]
    [InlineData("/backend", "/backend//waiting_builds/")]
    public async Task A_path_with_two_slashes_is_answered(string pathBase, string path)
    {
        using var database = new SqliteFile();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, pathBase);
        using var request = new HttpRequestMessage(HttpMethod.Get, frontend.Url.GetLeftPart(UriPartial.Authority) + path);

        using HttpResponseMessage response = await frontend.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    /// <summary>Sends a request as those backends do: their lists have no credentials.</summary>
    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        FrontendProgram frontend, HttpMethod method, string path, AuthenticationHeaderValue? credentials, string? body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, frontend.Url.GetLeftPart(UriPartial.Authority) + path);
        request.Headers.Authorization = credentials;
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
