namespace Copr.Contracts.Tool.Tests;

public sealed class UrlTests
{
    private const string Empty = """{"builds":[]}""";

    [Theory]
    [InlineData("", "/waiting_builds/")]
    [InlineData("/", "/waiting_builds/")]
    [InlineData("/backend", "/backend/waiting_builds/")]
    [InlineData("/backend/", "/backend/waiting_builds/")]
    [InlineData("/waiting_builds/", "/waiting_builds/")]
    [InlineData("/backend/waiting_builds", "/backend/waiting_builds")]
    [InlineData("/waiting_builds/?limit=20", "/waiting_builds/?limit=20")]
    public async Task A_URL_is_that_of_a_frontend_or_of_its_endpoint(string path, string asked)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(Empty));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url + path]);

        run.Should().Be(new ToolRun(0, $"{server.Url}{path}: conforms to waiting-builds\n", ""));
        server.Asked.Should().Equal(asked);
    }

    [Fact]
    public async Task A_frontend_is_asked_for_as_many_builds_as_it_may_list()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(Empty));

        await ToolProgram.RunAsync(["check", server.Url, "--limit", "100"]);

        server.Asked.Should().Equal("/waiting_builds/?limit=100");
    }

    [Theory]
    [InlineData("text/html", 200, Empty, "COPR109 wrong-response: the content type is \"text/html\"")]
    [InlineData("application/json", 404, Empty, "COPR109 wrong-response: the status is 404")]
    [InlineData("application/json", 200, "[]", ":1:1: error COPR103")]
    public async Task A_frontend_that_answers_otherwise_does_not_conform(string contentType, int status, string body, string told)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(body, contentType, status));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain(told);
    }

    [Fact]
    public async Task A_frontend_that_does_not_answer_in_time_could_not_be_checked()
    {
        await using TestServer server = await TestServer.StartAsync(static context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url, "--timeout", "0.5"]);

        run.Should().Be(new ToolRun(2, "", $"copr-contracts: {server.Url}: there is no answer within 0.5 seconds; --timeout allows more.\n"));
    }

    [Fact]
    public async Task A_frontend_that_is_not_there_could_not_be_checked()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "http://127.0.0.1:1/"]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith("copr-contracts: http://127.0.0.1:1/: ").And.NotContain("   at ");
    }

    [Fact]
    public async Task Headers_and_the_password_are_sent()
    {
        string? token = null;
        await using TestServer server = await TestServer.StartAsync(context =>
        {
            token = context.Request.Headers["X-Token"];
            return TestServer.Text(Empty)(context);
        });

        await ToolProgram.RunAsync(["check", server.Url, "--header", "X-Token: a:b", "--user", "me"], null, ("COPR_CONTRACTS_PASSWORD", "secret"));

        token.Should().Be("a:b");
        server.Authorizations.Should().Equal("Basic " + Convert.ToBase64String("me:secret"u8));
    }

    [Fact]
    public async Task Headers_do_not_follow_a_redirect()
    {
        await using TestServer other = await TestServer.StartAsync(TestServer.Text(Empty));
        await using TestServer server = await TestServer.StartAsync(context =>
        {
            context.Response.Redirect(other.Url);
            return Task.CompletedTask;
        });

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url, "--header", "X-Token: secret"]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("the status is 302");
        other.Asked.Should().BeEmpty();
    }
}
