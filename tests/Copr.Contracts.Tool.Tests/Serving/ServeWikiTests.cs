using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Copr.Contracts.Tool.Tests.Serving;

/// <summary>A stand-in frontend of the wiki's wire.</summary>
public sealed class ServeWikiTests
{
    private const string Started = """{"builds":[{"id":5,"started_on":1351150100,"results":"http://be/5/"}]}""";

    private const string Ended = """{"builds":[{"id":5,"ended_on":1351150200,"status":1}]}""";

    [Fact]
    public async Task A_backend_that_builds_what_is_listed_conforms()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);

        string list = await tool.GetAsync("waiting_builds/");
        string start = await tool.PostAsync("starting_build/", """{"build_id":5,"backend":"be"}""");
        await tool.PostAsync("update_builds/", Started);
        string answer = await tool.PostAsync("update_builds/", Ended);

        (list.Contains("\"id\":5", StringComparison.Ordinal), start, answer).Should().Be(
            (true, """{"can_start":true}""", """{"updated_builds_ids":[5],"non_existing_builds_ids":[]}"""));
        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Fact]
    public async Task A_build_that_has_started_is_not_listed()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);

        await tool.PostAsync("update_builds/", Started);

        (await tool.Client.GetStringAsync(new Uri($"{tool.Client.BaseAddress}/waiting_builds/?limit=5", UriKind.Absolute))).Should().Be("""{"builds":[]}""");
    }

    [Fact]
    public async Task A_second_backend_may_not_start_the_build()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);

        await tool.PostAsync("starting_build/", """{"build_id":5,"backend":"be"}""");

        (await tool.PostAsync("starting_build/", """{"build_id":5,"backend":"other"}""")).Should().Be("""{"can_start":false}""");
    }

    [Fact]
    public async Task A_backend_that_asks_again_gets_the_same_answer()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);

        await tool.PostAsync("starting_build/", """{"build_id":5,"backend":"be"}""");

        (await tool.PostAsync("starting_build/", """{"build_id":5,"backend":"be"}""")).Should().Be("""{"can_start":true}""");
    }

    [Fact]
    public async Task A_build_that_a_backend_may_start_is_not_listed()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);

        await tool.PostAsync("starting_build/", """{"build_id":5,"backend":"be"}""");

        (await tool.GetAsync("waiting_builds/")).Should().Be("""{"builds":[]}""");
    }

    [Fact]
    public async Task The_host_can_be_localhost()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);
        var url = new UriBuilder(tool.Client.BaseAddress!) { Host = "localhost" };

        (await tool.Client.GetStringAsync(new Uri($"{url}waiting_builds/", UriKind.Absolute))).Should().Contain("\"id\":5");
    }

    [Fact]
    public async Task A_client_that_never_sends_its_body_does_not_hold_up_the_others()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);
        using var slow = new TcpClient();
        await slow.ConnectAsync(IPAddress.Loopback, tool.Client.BaseAddress!.Port);
        await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /update_builds/ HTTP/1.1\r\nHost: 127.0.0.1:{tool.Client.BaseAddress.Port}\r\nContent-Length: 10\r\n\r\n"));

        await tool.PostAsync("update_builds/", Ended);

        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Fact]
    public async Task An_end_that_is_reported_twice_breaks_its_rule()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki, "--linger", "8");

        await tool.PostAsync("update_builds/", Ended);
        await tool.PostAsync("update_builds/", Ended);

        (await tool.EndAsync()).Should().Be((1, "COPR642"));
    }

    [Fact]
    public async Task Two_entries_for_one_build_break_their_rule()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);

        await tool.PostAsync(
            "update_builds/", """{"builds":[{"id":5,"started_on":1351150100},{"id":5,"ended_on":1351150200,"status":1}]}""");

        (await tool.EndAsync()).Should().Be((1, "COPR621"));
    }

    [Fact]
    public async Task A_report_that_breaks_a_rule_is_named()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);

        await tool.PostAsync("update_builds/", """{"builds":[{"id":5,"status":1}]}""");
        await tool.PostAsync("update_builds/", Ended);

        (await tool.EndAsync()).Should().Be((1, "COPR503"));
    }

    [Fact]
    public async Task A_backend_that_asks_for_more_builds_does_not_delay_the_end()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki, "--linger", "3", "--timeout", "1800");
        await tool.PostAsync("update_builds/", Started);
        await tool.PostAsync("update_builds/", Ended);

        // It ends when the tool does, and closes the connection.
        Func<Task> polling = async () =>
        {
            while (true)
            {
                await tool.GetAsync("waiting_builds/");
                await Task.Delay(200);
            }
        };

        await polling.Should().ThrowAsync<HttpRequestException>();
        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Fact]
    public async Task A_build_that_is_never_started_is_named_after_the_timeout()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki, "--timeout", "10");

        await tool.GetAsync("waiting_builds/");

        (await tool.EndAsync()).Should().Be((1, "COPR641"));
    }

    [Fact]
    public async Task A_canceled_build_is_not_listed_and_its_start_breaks_its_rule()
    {
        using var file = new TemporaryFile(File.ReadAllText(Path.Combine(ToolProgram.Root, ToolProgram.Wiki))
            .Replace("\"canceled\": null", "\"canceled\": true", StringComparison.Ordinal));
        await using ServingTool tool = await ServingTool.StartAsync(file.Name, "--linger", "8");

        string list = await tool.GetAsync("waiting_builds/");
        string canceled = await tool.GetAsync("canceled_builds/");
        string start = await tool.PostAsync("starting_build/", """{"build_id":5,"backend":"be"}""");
        await tool.PostAsync("update_builds/", Started);

        (list, canceled, start).Should().Be(("""{"builds":[]}""", """{"builds":[5,4]}""", """{"can_start":false}"""));
        (await tool.EndAsync()).Should().Be((1, "COPR643"));
    }

    [Fact]
    public async Task A_request_that_no_frontend_answers_is_named()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);

        await tool.PostAsync("finished_builds/", "{}");
        await tool.PostAsync("update_builds/", Ended);

        (await tool.EndAsync()).Should().Be((1, "COPR644"));
    }

    [Theory]
    [InlineData(null, "application/json", 401, "Authorization: Basic")]
    [InlineData("Bearer YmU6c2VjcmV0", "application/json", 401, "Authorization: Basic")]
    [InlineData("Basic", "application/json", 401, "Authorization: Basic")]
    [InlineData("Basic be:secret", "application/json", 401, "Authorization: Basic")]
    [InlineData("Basic Og==", "application/x-www-form-urlencoded", 415, "Content-Type: application/json")]
    [InlineData("Basic Og==", null, 415, "Content-Type: application/json")]
    public async Task A_post_without_a_password_or_JSON_changes_nothing_and_the_report_says_what_is_missing(
        string? authorization, string? contentType, int status, string expected)
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);

        int answer = await tool.PostAsync("update_builds/", Ended, authorization, contentType);
        string list = await tool.GetAsync("waiting_builds/");
        await tool.PostAsync("update_builds/", Ended);

        (answer, list.Contains("\"id\":5", StringComparison.Ordinal)).Should().Be((status, true));
        (await tool.EndAsync()).Should().Be((1, "COPR644"));
        tool.Report.Should().Contain(expected);
    }

    [Fact]
    public async Task A_start_without_a_password_is_refused()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);

        int answer = await tool.PostAsync("starting_build/", """{"build_id":5,"backend":"be"}""", null, "application/json");
        await tool.PostAsync("update_builds/", Ended);

        answer.Should().Be(401);
        (await tool.EndAsync()).Should().Be((1, "COPR644"));
    }

    [Fact]
    public async Task A_wrong_request_that_is_repeated_without_end_is_counted_after_a_thousand_times()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki);

        for (int request = 0; request < 1005; request++)
        {
            await tool.PostAsync("finished_builds/", "{}");
        }

        await tool.PostAsync("update_builds/", Ended);

        (await tool.EndAsync()).Should().Be((1, string.Join(' ', Enumerable.Repeat("COPR644", 1001))));
    }

    [Fact]
    public async Task Without_a_request_the_exit_code_is_2()
    {
        await using ServingTool tool = await ServingTool.StartAsync(ToolProgram.Wiki, "--timeout", "1");

        (await tool.EndAsync()).Should().Be((2, ""));
    }

    [Fact]
    public async Task A_folder_is_not_served()
    {
        ToolRun run = await ToolProgram.RunAsync(["serve", "docs"]);

        (run.ExitCode, run.Error).Should().Be(
            (2, "copr-contracts: docs: this is a folder; name a file, or a pattern such as 'folder/*.json'.\n"));
    }

    [Fact]
    public async Task A_document_that_breaks_the_contract_is_not_served()
    {
        ToolRun run = await ToolProgram.RunAsync(["serve", "docs/performance.svg"]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith("copr-contracts: docs/performance.svg: ");
    }
}
