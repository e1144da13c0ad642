using System.Text.Json;

namespace Copr.Contracts.Tool.Tests.Tasks;

/// <summary>The check of a running frontend of the wire of tasks.</summary>
public sealed class CheckTasksTests
{
    [Fact]
    public async Task A_frontend_whose_list_and_tasks_conform_conforms()
    {
        await using TestServer server = await TaskServer.StartAsync(["7", "8-fedora-42-x86_64"], TaskServer.TaskAsync);

        ToolRun run = await CheckAsync(server);

        run.ExitCode.Should().Be(0, run.Output);
        Results(run).Should().HaveCount(3).And.OnlyContain(static result => result.GetProperty("conforms").GetBoolean());
    }

    [Theory]
    [InlineData("null", 200, "COPR605")]
    [InlineData("""{"msg": "Specified task ID not found"}""", 404, "COPR605")]
    [InlineData("<html>error</html>", 500, "COPR605")]
    [InlineData("<!DOCTYPE html><title>Log in</title>", 200, "COPR109")]
    [InlineData("unavailable", 503, "COPR109")]
    [InlineData("""{"task_id": "8-fedora-42-x86_64", "build_id": 8""", 200, "COPR101")]
    [InlineData("[]", 200, "COPR103")]
    public async Task A_listed_task_that_is_not_served_is_named(string body, int status, string rule)
    {
        await using TestServer server = await TaskServer.StartAsync(
            ["7", "8-fedora-42-x86_64"],
            (context, id) => id == "7" ? TaskServer.TaskAsync(context, id) : TestServer.Text(body, status: status)(context));

        ToolRun run = await CheckAsync(server);

        run.ExitCode.Should().Be(1, run.Output);
        Results(run)[2].GetProperty("violations").EnumerateArray().Select(static violation => violation.GetProperty("rule").GetString())
            .Should().Contain(rule);
    }

    [Fact]
    public async Task A_redirect_to_the_login_of_another_host_is_named_and_not_followed()
    {
        await using TestServer server = await TaskServer.StartAsync(
            ["7"], static (context, _) => TestServer.Redirect(static _ => "https://login.example.com/")(context));

        ToolRun run = await CheckAsync(server);

        run.ExitCode.Should().Be(1, run.Output);
        Results(run)[1].GetRawText().Should().Contain("a redirect to https://login.example.com/");
    }

    [Fact]
    public async Task A_list_that_is_cut_off_breaks_its_rule_and_its_tasks_are_checked()
    {
        await using TestServer server = await TaskServer.StartAsync([], TaskServer.TaskAsync, $"[{TaskServer.Entry("7")},\n");

        ToolRun run = await CheckAsync(server);

        run.ExitCode.Should().Be(1, run.Output);
        run.Output.Should().Contain("COPR601");
        Results(run).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_task_that_never_comes_is_not_said_to_conform()
    {
        await using TestServer server = await TaskServer.StartAsync(
            ["7", "8-fedora-42-x86_64"],
            static (context, id) => id == "7" ? TestServer.HangAsync(context) : TaskServer.TaskAsync(context, id));

        ToolRun run = await CheckAsync(server, "--timeout", "1");

        run.ExitCode.Should().Be(2, run.Output);
        Results(run)[1].GetProperty("conforms").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task After_eight_timeouts_the_other_tasks_are_not_requested_and_the_report_says_so()
    {
        string[] tasks = [.. Enumerable.Range(1, 40).Select(static id => $"{id}")];
        await using TestServer server = await TaskServer.StartAsync(tasks, static (context, _) => TestServer.HangAsync(context));

        ToolRun run = await CheckAsync(server, "--timeout", "1");

        run.ExitCode.Should().Be(2, run.Output);
        run.Error.Should().MatchRegex("[0-9]+ of 40 tasks were not requested");
    }

    [Fact]
    public async Task A_limit_bounds_the_tasks_that_are_requested()
    {
        await using TestServer server = await TaskServer.StartAsync(["1", "2", "3"], TaskServer.TaskAsync);

        await CheckAsync(server, "--limit", "2");

        server.Paths.Should().BeEquivalentTo(
            "/backend/pending-jobs/", "/backend/get-srpm-build-task/1", "/backend/get-srpm-build-task/2");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("9.1")]
    public async Task A_response_without_an_integer_version_breaks_its_rule(string? version)
    {
        await using TestServer server = await TaskServer.StartAsync(["7"], TaskServer.TaskAsync, version: version);

        ToolRun run = await CheckAsync(server);

        run.ExitCode.Should().Be(0, run.Output);
        Results(run).Should().OnlyContain(static result => result.GetRawText().Contains("COPR631", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_url_of_the_list_is_that_of_the_frontend()
    {
        await using TestServer server = await TaskServer.StartAsync(["7"], TaskServer.TaskAsync);

        ToolRun run = await ToolProgram.RunAsync(["check", $"{server.Url}/backend/pending-jobs", "--wire", "tasks"]);

        run.ExitCode.Should().Be(0, run.Output + run.Error);
        server.Paths.Should().Contain("/backend/get-srpm-build-task/7");
    }

    private static Task<ToolRun> CheckAsync(TestServer server, params string[] options) =>
        ToolProgram.RunAsync(["check", server.Url, "--wire", "tasks", "--format", "json", .. options]);

    private static JsonElement[] Results(ToolRun run) => [.. JsonElement.Parse(run.Output).GetProperty("results").EnumerateArray()];
}
