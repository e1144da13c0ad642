namespace Copr.Contracts.Tool.Tests.Printing;

/// <summary>No output contains a user or password of a URL, the value of a header, or the password of a user.</summary>
public sealed class SecretsTests
{
    private static readonly string[] Parts = ["bob", "hunter", "ter2"];

    public static TheoryData<string> Formats => ["text", "json", "sarif", "junit", "github"];

    public static TheoryData<string> Urls =>
    [
        "https://bob:hunter2@nexus.example.org/yum/",
        "https://hunter2@nexus.example.org/yum/",
        @"https:\/\/bob:hunter2@nexus.example.org\/yum\/",
        @"https://bob\u003ahunter2\u0040nexus.example.org/yum/",
        @"\u0068ttps://bob:hunter2@nexus.example.org/yum/",
        "https://bob:hun/hunter2@nexus.example.org/yum/",
        "https://bob:hunt%40hunter2@nexus.example.org/yum/",
        "http://a/ https://bob:hunter2@nexus.example.org/yum/",
        "bob:hunter2@nexus.example.org",
        "https://bob:hunter2@nexus.example.org",
    ];

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task An_excerpt_shows_no_credentials(string url)
    {
        string document = WaitingBuildsText.Of(WaitingBuildsText.Build(repositories: url + " x"));

        ToolRun run = await ToolProgram.RunAsync(["check", "-"], document);

        run.Output.Should().Contain("\"repos\":").And.Contain("nexus.example.org").And.NotContainAny(Parts);
    }

    [Theory]
    [InlineData("https://bob:hunter2")]
    [InlineData(@"https://bob:hunter2\")]
    [InlineData(@"https://bob:hunter2\u00")]
    [InlineData("https://bob:hunter2/hunter2")]
    public async Task An_excerpt_of_a_document_that_ends_in_a_password_does_not_show_it(string url)
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "-"], $"{{\"builds\":[{{\"id\":1,\"results\":\"{url}");

        run.Output.Should().Contain("COPR101").And.Contain("https://…").And.NotContainAny(Parts);
    }

    [Fact]
    public async Task The_caret_points_to_the_same_value_after_credentials_are_hidden()
    {
        const string Document = """{"builds":[{"id":1,"results":"https://bob:hunter2@nexus/","status":7,"ended_on":1}]}""";

        ToolRun run = await ToolProgram.RunAsync(["check", "-", "--disable", "COPR212"], Document);

        string[] lines = run.Output.Split('\n');
        lines[1].Should().Contain("https://…@nexus");
        lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)..].Should().StartWith("7,");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(5_000)]
    public async Task An_excerpt_of_a_long_line_shows_no_part_of_credentials(int length)
    {
        string password = string.Concat(Enumerable.Repeat("hunter2", length / 7));
        string url = $"https://bob:{password}@nexus.example.org/{new string('x', 40)}";
        string document = WaitingBuildsText.Of(WaitingBuildsText.Build(packages: "http://a/x.tar", repositories: url), "1");

        ToolRun run = await ToolProgram.RunAsync(["check", "-"], document);

        run.Output.Should().Contain("COPR210").And.NotContainAny(Parts);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task No_format_shows_the_credentials_of_a_document(string format)
    {
        string build = WaitingBuildsText.Build(repositories: "https://bob:hunter2@nexus.example.org/yum/");
        string document = WaitingBuildsText.Of(build, build.Insert(1, "\"http://bob:hunter2@h/\":{\"a\":1,\"a\":2},"));

        ToolRun run = await ToolProgram.RunAsync(["check", "-", "--format", format], document);

        run.Output.Should().Contain("COPR212").And.Contain("COPR104").And.NotContainAny(Parts);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task No_format_shows_the_credentials_of_a_source(string format)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text("[]"));
        string[] sources = [$"http://bob:hunter2@127.0.0.1:{server.Port}/", "http://bob:hunter2@127.0.0.1:1/", "bob:hunter2@host.json"];

        ToolRun run = await ToolProgram.RunAsync(["check", .. sources, "--format", format]);

        run.Output.Should().Contain("COPR103");
        (run.Output + run.Error).Should().NotContainAny(Parts);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task No_format_shows_a_header_or_the_password_that_a_server_echoes(string format)
    {
        await using TestServer server = await TestServer.StartAsync(static context => TestServer.Text(
            $"{{\"builds\":[{{\"{context.Request.Headers["X-Token"]}\":1,\"{context.Request.Headers.Authorization}\":1,\"me\\u002dtoo\":0}}]}}")(context));

        ToolRun run = await ToolProgram.RunAsync(
            ["check", server.Url, "--header", "X-Token: tok-4711", "--user", "me", "--format", format],
            null,
            ("COPR_CONTRACTS_PASSWORD", "me-too"));

        run.Output.Should().Contain("COPR102").And.NotContainAny("tok-", "4711", "bWU6bWUt", "me-too", "u002dtoo");
    }

    [Theory]
    [InlineData("--header", "hunter2")]
    [InlineData("--header", "X-Token: hunter2\nhunter2")]
    [InlineData("--header=X Token: hunter2", "")]
    [InlineData("--headers", "X-Token: hunter2")]
    [InlineData("--header", "Content-Type: hunter2")]
    [InlineData("--nothing", "http://bob:hunter2@host/")]
    [InlineData("--format", "http://bob:hunter2@host/")]
    public async Task Wrong_arguments_are_reported_without_their_secrets(string option, string value)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(WaitingBuildsText.Empty));

        ToolRun run = await ToolProgram.RunAsync(value.Length == 0 ? ["check", server.Url, option] : ["check", server.Url, option, value]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().NotContainAny(Parts);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("text")]
    public async Task A_short_secret_hides_only_the_word_that_it_is(string format)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text("""{"builds":["b"]}"""));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url, "--header", "X-A: b", "--format", format]);

        run.Output.Should().Contain("waiting-builds").And.Contain("COPR103").And.NotContain("\\\"b\\\"").And.NotContain("\"b\"");
    }

    [Fact]
    public async Task Builds_are_explained_without_credentials()
    {
        string document = WaitingBuildsText.Of(WaitingBuildsText.Build(repositories: "https://bob:hunter2@nexus.example.org/yum/"), "{}");

        ToolRun run = await ToolProgram.RunAsync(["explain", "-"], document);

        run.Output.Should().Contain("https://…");
        (run.Output + run.Error).Should().NotContainAny(Parts);
    }

    /// <summary>Whatever is printed goes through the printer, which hides secrets. The program only opens the streams for it.</summary>
    [Fact]
    public void Only_the_printer_writes_to_the_console() =>
        Directory.EnumerateFiles(Path.Combine(ToolProgram.Root, "src/Copr.Contracts.Tool"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => Path.GetFileName(Path.GetDirectoryName(file)) != "Printing" && Path.GetFileName(file) != "Program.cs")
            .Where(static file => File.ReadAllText(file) is var code && (code.Contains("Console.Out", StringComparison.Ordinal)
                || code.Contains("Console.Error.", StringComparison.Ordinal) || code.Contains("Console.Write", StringComparison.Ordinal)
                || code.Contains("OpenStandardOutput", StringComparison.Ordinal)))
            .Should().BeEmpty();
}
