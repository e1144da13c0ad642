using System.Net;
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
}
