using System.Text;
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
        RulesOf(Results(run)[2]).Should().Contain(rule);
    }

    [Fact]
    public async Task A_listed_task_whose_URL_answers_with_another_task_is_named()
    {
        await using TestServer server = await TaskServer.StartAsync(
            ["8-fedora-42-x86_64"], static (context, _) => TaskServer.TaskAsync(context, "9-fedora-42-x86_64"));

        ToolRun run = await CheckAsync(server);

        run.ExitCode.Should().Be(1, run.Output);
        run.Output.Should().Contain("task 8-fedora-42-x86_64 is listed, and its own URL answers with task 9-fedora-42-x86_64");
    }

    [Theory]
    [InlineData("/backend/get-build-task/8-fedora-42-x86_64")]
    [InlineData("/backend/pending-jobs/")]
    [InlineData("/backend/build-tasks/cancel-requests/")]
    public async Task A_URL_of_this_wire_is_checked_as_such_without_an_option(string path)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text("<!DOCTYPE html><title>Log in</title>"));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url + path]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("the body is a page in HTML or XML");
    }

    [Fact]
    public async Task The_URL_of_the_list_is_checked_alone_without_the_option()
    {
        await using TestServer server = await TaskServer.StartAsync(["7"], TaskServer.TaskAsync);

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url + "/backend/pending-jobs/"]);

        run.Should().Be(new ToolRun(0, $"{server.Url}/backend/pending-jobs/: conforms to pending-tasks\n", ""));
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

    [Theory]
    [InlineData("Content-Length: 5000\r\n\r\n[{0},\n", "--wire", "tasks")]
    [InlineData("Content-Length: 5000\r\n\r\n[{0}]", "--wire", "tasks")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3000\r\n[{0},\n", "--wire", "tasks")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3000\r\n[{0},\n", "--contract", "pending-tasks")]
    [InlineData("Content-Length: 5000\r\n\r\n[{0}]", "--contract", "pending-tasks")]
    public async Task A_list_whose_connection_is_closed_breaks_its_rule_and_the_entries_that_arrived_are_checked(
        string rest, params string[] options)
    {
        string entry = TaskServer.Entry("7").Replace("\"build_id\": 7", "\"build_id\": 8", StringComparison.Ordinal);
        string answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + rest.Replace("{0}", entry, StringComparison.Ordinal);
        await using RawServer server = RawServer.Start(Encoding.UTF8.GetBytes(answer));

        ToolRun run = await ToolProgram.RunAsync(
            ["check", server.Url + "backend/pending-jobs/", "--limit", "1", .. options, "--format", "json"]);

        JsonElement list = Results(run)[0];
        list.GetProperty("conforms").GetBoolean().Should().BeFalse();
        RulesOf(list).Should().Contain(["COPR601", "COPR603"]);
    }

    [Fact]
    public async Task A_long_list_whose_connection_is_closed_breaks_its_rule()
    {
        string entries = string.Concat(Enumerable.Range(1, 1000).Select(static id => TaskServer.Entry($"{id}") + ",\n"));
        await using RawServer server = RawServer.Start(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nCopr-FE-BE-API-Version: 9\r\nContent-Length: 5000000\r\n\r\n[{entries}"));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url + "backend/pending-jobs/", "--format", "json"]);

        run.ExitCode.Should().Be(1, run.Output);
        RulesOf(Results(run)[0]).Should().Equal("COPR601");
    }

    [Fact]
    public async Task A_list_that_never_comes_is_not_said_to_conform()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.HangAsync);

        ToolRun run = await CheckAsync(server, "--timeout", "1");

        run.ExitCode.Should().Be(2, run.Output);
        Results(run).Should().ContainSingle().Which.GetProperty("conforms").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task A_redirect_to_the_login_of_the_same_host_is_followed_and_the_page_is_named()
    {
        await using TestServer server = await TestServer.StartAsync(static context => context.Request.Path == "/login"
            ? TestServer.Text("<!DOCTYPE html><title>Log in</title>", "text/html")(context)
            : TestServer.Redirect(static _ => "/login")(context));

        ToolRun run = await CheckAsync(server);

        run.ExitCode.Should().Be(1, run.Output);
        Results(run).Should().ContainSingle().Which.GetRawText().Should().Contain("COPR109").And.Contain("/login").And.Contain("log in");
    }

    [Theory]
    [InlineData("/backend/get-build-task/8-fedora-42-x86_64", "build-task")]
    [InlineData("/backend/get-build-task/8-fedora-42-x86_64/", "build-task")]
    [InlineData("/backend/get-build-task/8-opensuse-leap-15.x-x86_64", "build-task")]
    [InlineData("/backend/get-srpm-build-task/7", "source-task")]
    [InlineData("/backend/build-tasks/cancel-requests/", "cancel-requests")]
    [InlineData("/backend/build-tasks/cancel-requests", "cancel-requests")]
    public async Task A_URL_is_checked_as_what_its_path_names(string path, string contract)
    {
        await using TestServer server = await TaskServer.StartAsync(
            [], static (context, id) => id.Length == 0 || id.StartsWith("cancel", StringComparison.Ordinal)
                ? TestServer.Text("[]")(context)
                : TaskServer.TaskAsync(context, id));

        ToolRun[] runs =
        [
            await ToolProgram.RunAsync(["check", server.Url + path]),
            await ToolProgram.RunAsync(["check", server.Url + path, "--wire", "tasks"]),
            await ToolProgram.RunAsync(["check", server.Url + path, "--contract", contract]),
        ];

        runs.Should().OnlyContain(run => run == new ToolRun(0, $"{server.Url}{path}: conforms to {contract}\n", ""));
        server.Paths.Should().Equal(path, path, path);
    }

    [Theory]
    [InlineData("null", 200, "COPR602")]
    [InlineData("<html>error</html>", 200, "COPR109")]
    [InlineData("""{"msg": "Specified task ID not found"}""", 404, "COPR109")]
    public async Task The_URL_of_a_task_that_is_not_served_is_named(string body, int status, string rule)
    {
        await using TestServer server = await TaskServer.StartAsync(
            [], (context, _) => TestServer.Text(body, status: status)(context));

        ToolRun run = await ToolProgram.RunAsync(
            ["check", $"{server.Url}/backend/get-srpm-build-task/7", "--wire", "tasks", "--format", "json"]);

        run.ExitCode.Should().Be(1, run.Output);
        RulesOf(Results(run)[0]).Should().Equal(rule);
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

    private static IEnumerable<string?> RulesOf(JsonElement result) =>
        result.GetProperty("violations").EnumerateArray().Select(static violation => violation.GetProperty("rule").GetString());

    private static JsonElement[] Results(ToolRun run) => [.. JsonElement.Parse(run.Output).GetProperty("results").EnumerateArray()];
}
