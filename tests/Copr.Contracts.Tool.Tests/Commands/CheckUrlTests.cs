namespace Copr.Contracts.Tool.Tests.Commands;

/// <summary>The check of a running frontend.</summary>
public sealed class CheckUrlTests
{
    [Theory]
    [InlineData("", "/waiting_builds/")]
    [InlineData("/", "/waiting_builds/")]
    [InlineData("/backend", "/backend/waiting_builds/")]
    [InlineData("/backend/", "/backend/waiting_builds/")]
    [InlineData("/waiting_builds/", "/waiting_builds/")]
    [InlineData("/backend/waiting_builds", "/backend/waiting_builds")]
    [InlineData("/waiting_builds/?limit=20", "/waiting_builds/?limit=20")]
    public async Task A_URL_is_that_of_a_frontend_or_of_its_endpoint(string path, string requested)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(WaitingBuildsText.Empty));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url + path]);

        run.Should().Be(new ToolRun(0, $"{server.Url}{path}: conforms to waiting-builds\n", ""));
        server.Paths.Should().Equal(requested);
    }

    [Fact]
    public async Task The_limit_is_requested_from_the_frontend()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(WaitingBuildsText.Empty));

        await ToolProgram.RunAsync(["check", server.Url, "--limit", "100"]);

        server.Paths.Should().Equal("/waiting_builds/?limit=100");
    }

    [Theory]
    [InlineData("text/html", 200, WaitingBuildsText.Empty, "COPR109 wrong-response: the content type is \"text/html\"")]
    [InlineData("application/json", 404, WaitingBuildsText.Empty, "COPR109 wrong-response: the status is 404")]
    [InlineData("application/json", 200, "[]", ":1:1: error COPR103")]
    public async Task A_wrong_response_does_not_conform(string contentType, int status, string body, string reported)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(body, contentType, status));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain(reported);
    }

    [Fact]
    public async Task A_response_has_at_most_256_MiB()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.FloodAsync);

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("COPR108 limit-exceeded: the document is larger than 268435456 bytes");
    }

    [Fact]
    public async Task A_frontend_that_does_not_respond_in_time_cannot_be_checked()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.HangAsync);

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url, "--timeout", "0.5"]);

        run.Should().Be(
            new ToolRun(2, "", $"copr-contracts: {server.Url}: there is no response within 0.5 seconds; --timeout allows more.\n"));
    }

    [Fact]
    public async Task A_frontend_that_does_not_run_cannot_be_checked()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "http://127.0.0.1:1/"]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith("copr-contracts: http://127.0.0.1:1/: ").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_frontend_has_no_reports_to_check()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "http://127.0.0.1:1/", "--contract", "update-builds"]);

        run.Should().Be(
            new ToolRun(2, "", "copr-contracts: http://127.0.0.1:1/: a frontend does not serve update-builds; check a file instead.\n"));
    }

    [Fact]
    public async Task Headers_and_the_password_are_sent()
    {
        string? token = null;
        await using TestServer server = await TestServer.StartAsync(context =>
        {
            token = context.Request.Headers["X-Token"];
            return TestServer.Text(WaitingBuildsText.Empty)(context);
        });

        await ToolProgram.RunAsync(
            ["check", server.Url, "--header", "X-Token: a:b", "--user", "me"], null, ("COPR_CONTRACTS_PASSWORD", "secret"));

        token.Should().Be("a:b");
        server.Authorizations.Should().Equal("Basic " + Convert.ToBase64String("me:secret"u8));
    }

    [Fact]
    public async Task Headers_do_not_follow_a_redirect()
    {
        await using TestServer other = await TestServer.StartAsync(TestServer.Text(WaitingBuildsText.Empty));
        await using TestServer server = await TestServer.StartAsync(TestServer.Redirect(_ => other.Url));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url, "--header", "X-Token: secret"]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("the status is 302");
        other.Paths.Should().BeEmpty();
    }
}
