using System.Globalization;
using Copr.Contracts.Tool.Tests.Tasks;

namespace Copr.Contracts.Tool.Tests.Commands;

public sealed class ExplainCommandTests
{
    private const string Explained = """
        build 5 of ff2 (5): Waiting, submitted 2012-10-25 09:32:24Z
          package     http://foo/pkg.src.rpm
          chroot      fedora-17 on i386
          repository  http://foo/repo

        """;

    private static readonly string List = WaitingBuildsText.Of(WaitingBuildsText.Build(repositories: "http://foo/repo"));

    [Fact]
    public async Task Builds_are_printed_as_typed_values() =>
        (await ToolProgram.RunAsync(["explain", "-"], List)).Should().Be(new ToolRun(0, Explained, ""));

    [Fact]
    public async Task Tasks_are_printed_in_a_line_each()
    {
        ToolRun run = await ToolProgram.RunAsync(
            ["explain", "-"], $"\n [{TaskServer.Entry("7")},null,\n{TaskServer.Entry("8-fedora-42-x86_64")}]");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Be(
            "task 7                                jdoe                 makes the source\n"
            + "task 8-fedora-42-x86_64               jdoe                 builds for fedora-42 on x86_64\n");
        run.Error.Should().Contain("COPR602");
    }

    [Fact]
    public async Task The_list_of_tasks_of_a_frontend_is_printed()
    {
        await using TestServer server = await TaskServer.StartAsync(["7"], TaskServer.TaskAsync);

        ToolRun run = await ToolProgram.RunAsync(["explain", $"{server.Url}/backend/pending-jobs/"]);

        run.Output.Should().StartWith("task 7 ");
    }

    [Fact]
    public async Task The_example_of_the_wiki_is_printed()
    {
        ToolRun run = await ToolProgram.RunAsync(["explain", ToolProgram.Wiki]);

        run.ExitCode.Should().Be(0);
        run.Output.Should().ContainAll("ff2 (5)", "Waiting", "Canceled");
    }

    [Fact]
    public async Task Violations_of_an_unreadable_build_are_printed()
    {
        ToolRun run = await ToolProgram.RunAsync(["explain", "-"], """{"builds":[{"id":1}]}""");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("COPR102");
    }

    [Fact]
    public async Task Builds_before_the_end_of_a_truncated_list_are_printed()
    {
        ToolRun run = await ToolProgram.RunAsync(["explain", "-"], WaitingBuildsText.Of(WaitingBuildsText.Build())[..^2]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("ff2 (5)");
        run.Error.Should().Contain("COPR101");
    }

    [Fact]
    public async Task A_byte_order_mark_is_skipped() =>
        (await ToolProgram.RunAsync(["explain", "-"], "\uFEFF" + List)).Should().Be(new ToolRun(0, Explained, ""));

    [Fact]
    public async Task Another_encoding_is_named()
    {
        using TemporaryFolder folder = new();
        await folder.ShellAsync("printf '{\\0}\\0' > utf-16.json");

        ToolRun run = await folder.RunAsync("explain", "utf-16.json");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("UTF-16");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/waiting_builds/")]
    [InlineData("/list.json")]
    public async Task A_url_is_requested_as_check_does(string path)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(List));

        ToolRun run = await ToolProgram.RunAsync(["explain", server.Url + path]);

        run.Should().Be(new ToolRun(0, Explained, ""));
        server.Paths.Should().Equal(path.Length > 1 ? path : "/waiting_builds/");
    }

    [Fact]
    public async Task A_header_and_a_user_are_sent_to_a_url()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(List));

        ToolRun run = await ToolProgram.RunAsync(["explain", server.Url, "--user", "copr"], null, ("COPR_CONTRACTS_PASSWORD", "secret"));

        run.ExitCode.Should().Be(0);
        server.Authorizations.Should().Equal("Basic Y29wcjpzZWNyZXQ=");
    }

    [Fact]
    public async Task A_response_that_is_not_200_is_reported()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(List, status: 503));

        ToolRun run = await ToolProgram.RunAsync(["explain", server.Url]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.Error.Should().StartWith("copr-contracts: COPR109").And.Contain("503");
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.HangAsync);

        ToolRun run = await ToolProgram.RunAsync(["explain", server.Url, "--timeout", "0.2"]);

        run.Should().Be(new ToolRun(
            2, "", $"copr-contracts: {server.Url}: there is no response within 0.2 seconds; --timeout allows more.\n"));
    }

    [Fact]
    public async Task A_missing_file_is_one_line()
    {
        ToolRun run = await ToolProgram.RunAsync(["explain", "nowhere"]);

        run.Should().Be(new ToolRun(2, "", "copr-contracts: nowhere: there is no such file.\n"));
    }

    [Fact]
    public async Task A_large_list_needs_little_memory()
    {
        using TemporaryFolder folder = new();
        folder.With("large.json", WaitingBuildsText.Of([.. Enumerable.Range(1, 100_000).Select(static id => WaitingBuildsText.Build(id))]));

        // The heap's limit is hexadecimal: 16 MiB.
        ToolRun run = await folder.ShellAsync($"DOTNET_GCHeapHardLimit=1000000 dotnet exec '{ToolProgram.Program}' explain large.json | wc -l");

        run.Error.Should().BeEmpty();
        int.Parse(run.Output, CultureInfo.InvariantCulture).Should().Be(300_000);
    }
}
