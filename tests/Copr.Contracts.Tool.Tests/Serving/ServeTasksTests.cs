using System.Text.Json;

namespace Copr.Contracts.Tool.Tests.Serving;

/// <summary>A stand-in frontend of the wire of tasks.</summary>
public sealed class ServeTasksTests
{
    private const string Folder = "tests/Copr.Contracts.Tests/Tasks/CoprToday/";

    private const string Start =
        """{"build_id":8,"task_id":"8-fedora-42-x86_64","chroot":"fedora-42-x86_64","status":6,"result_dir":"00000008-hello","started_on":1785000100.25}""";

    private const string End =
        """{"builds":[{"id":8,"task_id":"8-fedora-42-x86_64","chroot":"fedora-42-x86_64","status":1,"result_dir":"00000008-hello","ended_on":1785000200.5}]}""";

    /// <summary>The end of the task in srpm-task-link.json, before which the tool goes on.</summary>
    private const string SourceEnd =
        """{"builds":[{"id":1,"task_id":"1","chroot":"srpm-builds","status":0,"result_dir":"00000001","ended_on":1785000200.5}]}""";

    [Fact]
    public async Task The_list_the_tasks_and_the_version_are_those_of_a_frontend()
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json", Folder + "srpm-task-link.json");

        using HttpResponseMessage list = await tool.Client.GetAsync(new Uri("backend/pending-jobs/", UriKind.Relative));
        string task = await tool.GetAsync("backend/get-build-task/8-fedora-42-x86_64");

        list.Headers.GetValues("Copr-FE-BE-API-Version").Should().Equal("9");
        JsonElement.Parse(await list.Content.ReadAsStringAsync()).GetArrayLength().Should().Be(2);
        task.Should().Be(await File.ReadAllTextAsync(Path.Combine(ToolProgram.Root, Folder, "build-task.json")));
    }

    [Fact]
    public async Task The_requests_of_Copr_s_own_worker_end_the_task_and_break_one_rule()
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json");

        string start = await tool.PostAsync("backend/starting_build/", Document("wire-rpm-1-starting_build.json"));
        await tool.PostAsync("backend/update/", Document("wire-rpm-2-update.json"));
        string answer = await tool.PostAsync("backend/update/", End);

        (start, answer).Should().Be(
            ("""{"can_start":true}""", """{"updated_builds_ids":[8],"non_existing_builds_ids":[]}"""));
        (await tool.EndAsync()).Should().Be((1, "COPR626"));
    }

    [Fact]
    public async Task The_requests_of_Copr_s_own_worker_about_a_source_conform()
    {
        using var task = new TemporaryFile(Tasks.TaskServer.Task("3"));
        await using ServingTool tool = await ServingTool.StartAsync(task.Name);

        string start = await tool.PostAsync("backend/starting_build/", Document("wire-srpm-1-starting_build.json"));
        await tool.PostAsync("backend/update/", Document("wire-srpm-2-update.json"));
        string answer = await tool.PostAsync("backend/update/", Document("wire-srpm-3-update.json"));

        (start, answer).Should().Be(
            ("""{"can_start":true}""", """{"updated_builds_ids":[3],"non_existing_builds_ids":[]}"""));
        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Theory]
    [InlineData("""
        "status":0
        """)]
    [InlineData("""
        "status":1,"results":{"architecture_specific_tags":{"epel-9":{},"fedora-42":{"exclusivearch":["aarch64"]},"fedora-rawhide":{}}}
        """)]
    [InlineData("""
        "status":1,"results":{"architecture_specific_tags":{"epel-9":{},"fedora-42":{"excludearch":["x86_64"]},"fedora-rawhide":{}}}
        """)]
    public async Task A_source_that_fails_or_excludes_an_architecture_ends_the_builds_of_it(string end)
    {
        using var source = new TemporaryFile(Tasks.TaskServer.Task("8"));
        await using ServingTool tool = await ServingTool.StartAsync(source.Name, Folder + "build-task.json");

        await tool.PostAsync(
            "backend/update/", $$"""{"builds":[{"id":8,"task_id":"8","chroot":"srpm-builds","result_dir":"00000008",{{end}}}]}""");

        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Theory]
    [InlineData("fedora-42-x86_64", 1)]
    [InlineData("srpm-builds", 3)]
    public async Task A_source_excludes_an_architecture_only_if_it_reports_that_it_succeeded(string chroot, int status)
    {
        using var source = new TemporaryFile(Tasks.TaskServer.Task("8"));
        await using ServingTool tool = await ServingTool.StartAsync(source.Name, Folder + "build-task.json");
        const string Tags = """{"epel-9":{},"fedora-42":{"excludearch":["x86_64"]},"fedora-rawhide":{}}""";
        string entry = $"\"id\":8,\"task_id\":\"8\",\"chroot\":\"{chroot}\",\"result_dir\":\"00000008\",\"status\":{status}";

        await tool.PostAsync("backend/update/", $"{{\"builds\":[{{{entry},\"results\":{{\"architecture_specific_tags\":{Tags}}}}}]}}");

        (await tool.GetAsync("backend/pending-jobs/")).Should().Contain("8-fedora-42-x86_64");
    }

    [Fact]
    public async Task A_source_must_name_the_releases_of_its_project_if_those_of_its_build_are_not_chosen()
    {
        using var task = new TemporaryFile(Tasks.TaskServer.Task("3"));
        await using ServingTool tool = await ServingTool.StartAsync(task.Name);

        await tool.PostAsync(
            "backend/update/",
            """
            {"builds":[{"id":3,"task_id":"3","chroot":"srpm-builds","status":1,"result_dir":"00000003","pkg_name":"hello","results":
            {"name":"hello","epoch":null,"version":"1","release":"1","architecture_specific_tags":{"epel-9":{},"fedora-42":{}}}}]}
            """);

        (await tool.EndAsync()).Should().Be((1, "COPR625"));
    }

    [Fact]
    public async Task A_backend_that_sends_the_least_conforms()
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json");

        await tool.PostAsync("backend/starting_build/", Start);
        await tool.PostAsync("backend/update/", End);

        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Fact]
    public async Task A_source_task_ends_with_its_own_report()
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "srpm-task-link.json");

        await tool.PostAsync("backend/update/", SourceEnd);

        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Fact]
    public async Task An_end_that_is_reported_twice_breaks_its_rule()
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json", "--linger", "8");

        await tool.PostAsync("backend/update/", End);
        await tool.PostAsync("backend/update/", End);

        (await tool.EndAsync()).Should().Be((1, "COPR642"));
    }

    [Fact]
    public async Task The_first_of_two_entries_for_one_build_is_lost()
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json", Folder + "build-task-tags.json");

        await tool.PostAsync(
            "backend/update/",
            """
            {"builds":[{"id":8,"task_id":"8-fedora-42-x86_64","chroot":"fedora-42-x86_64","status":1,"result_dir":"00000008-hello"},
            {"id":8,"task_id":"8-fedora-rawhide-aarch64","chroot":"fedora-rawhide-aarch64","status":1,"result_dir":"00000008-hello"}]}
            """);
        string list = await tool.GetAsync("backend/pending-jobs/");
        await tool.PostAsync("backend/update/", End);

        JsonElement.Parse(list)[0].GetProperty("task_id").GetString().Should().Be("8-fedora-42-x86_64");
        (await tool.EndAsync()).Should().Be((1, "COPR621"));
    }

    [Fact]
    public async Task A_report_without_a_result_directory_breaks_its_rule()
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json");

        await tool.PostAsync("backend/update/", End.Replace("\"result_dir\":\"00000008-hello\",", "", StringComparison.Ordinal));

        (await tool.EndAsync()).Should().Be((1, "COPR622"));
    }

    [Theory]
    [InlineData("\"chroot\":\"fedora-42-x86_64\",", "")]
    [InlineData("fedora-42", "fedora-43")]
    [InlineData("\"id\":8,\"task_id\":\"8", "\"id\":9,\"task_id\":\"9")]
    public async Task An_entry_that_a_frontend_ignores_ends_no_task(string text, string replacement)
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json");

        await tool.PostAsync("backend/update/", End.Replace(text, replacement, StringComparison.Ordinal));
        string list = await tool.GetAsync("backend/pending-jobs/");
        await tool.PostAsync("backend/update/", End);

        JsonElement.Parse(list).GetArrayLength().Should().Be(1);
        (await tool.EndAsync()).Should().Be((1, "COPR644"));
    }

    [Fact]
    public async Task A_canceled_task_may_not_start()
    {
        await using ServingTool tool = await StartCanceledAsync();

        string requests = await tool.GetAsync("backend/build-tasks/cancel-requests/");
        string start = await tool.PostAsync("backend/starting_build/", Start);
        await tool.PostAsync("backend/update/", End.Replace("\"status\":1", "\"status\":3", StringComparison.Ordinal));
        await tool.PostAsync("backend/update/", SourceEnd);

        (requests, start).Should().Be(("""["8-fedora-42-x86_64"]""", """{"can_start":false}"""));
        (await tool.EndAsync()).Should().Be((1, "COPR643"));
    }

    [Fact]
    public async Task A_task_that_is_stopped_on_request_needs_no_end()
    {
        await using ServingTool tool = await StartCanceledAsync();

        string answer = await tool.PostAsync("backend/build-tasks/canceled/8-fedora-42-x86_64/", "true");
        string requests = await tool.GetAsync("backend/build-tasks/cancel-requests/");
        await tool.PostAsync("backend/update/", SourceEnd);

        (answer, requests).Should().Be(("\"success\"", "[]"));
        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Fact]
    public async Task A_task_that_nobody_canceled_is_not_done_because_a_backend_says_that_it_stopped_it()
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json", "--timeout", "10");

        await tool.PostAsync("backend/build-tasks/canceled/8-fedora-42-x86_64/", "true");

        (await tool.EndAsync()).Should().Be((1, "COPR641"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_end_of_a_canceled_task_is_its_first_before_and_after_it_is_stopped(bool isStoppedFirst)
    {
        await using ServingTool tool = await StartCanceledAsync();
        (string Path, string Body)[] requests =
        [
            ("backend/build-tasks/canceled/8-fedora-42-x86_64/", "true"),
            ("backend/update/", End.Replace("\"status\":1", "\"status\":0", StringComparison.Ordinal)),
        ];

        foreach ((string path, string body) in isStoppedFirst ? requests : requests.Reverse())
        {
            await tool.PostAsync(path, body);
        }

        await tool.PostAsync("backend/update/", SourceEnd);

        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Fact]
    public async Task A_second_end_of_a_canceled_task_breaks_its_rule()
    {
        await using ServingTool tool = await StartCanceledAsync();
        string failure = End.Replace("\"status\":1", "\"status\":0", StringComparison.Ordinal);

        await tool.PostAsync("backend/build-tasks/canceled/8-fedora-42-x86_64/", "true");
        await tool.PostAsync("backend/update/", failure);
        await tool.PostAsync("backend/update/", failure);
        await tool.PostAsync("backend/update/", SourceEnd);

        (await tool.EndAsync()).Should().Be((1, "COPR642"));
    }

    [Fact]
    public async Task A_cancel_request_for_a_task_that_is_not_served_is_listed_until_it_is_stopped()
    {
        using var canceled = new TemporaryFile("""["14", "14-fedora-42-x86_64"]""");
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json", canceled.Name);

        await tool.PostAsync("backend/build-tasks/canceled/14/", "null");
        string requests = await tool.GetAsync("backend/build-tasks/cancel-requests/");
        await tool.PostAsync("backend/update/", End);

        requests.Should().Be("""["14-fedora-42-x86_64"]""");
        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Theory]
    [InlineData("8-fedora", 500)]
    [InlineData("9-fedora-42-x86_64", 200)]
    public async Task A_task_that_is_stopped_and_not_served_breaks_its_rule(string id, int status)
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json");

        using var body = new StringContent("true");
        using HttpResponseMessage response =
            await tool.Client.PostAsync(new Uri($"backend/build-tasks/canceled/{id}/", UriKind.Relative), body);
        await tool.PostAsync("backend/update/", End);

        ((int)response.StatusCode).Should().Be(status);
        (await tool.EndAsync()).Should().Be((1, "COPR644"));
    }

    [Theory]
    [InlineData("backend/starting_build/", Start)]
    [InlineData("backend/update/", End)]
    [InlineData("backend/build-tasks/canceled/8-fedora-42-x86_64/", "true")]
    public async Task A_post_without_a_password_is_refused(string path, string body)
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json");

        int answer = await tool.PostAsync(path, body, null, "application/json");
        await tool.PostAsync("backend/update/", End);

        answer.Should().Be(401);
        (await tool.EndAsync()).Should().Be((1, "COPR644"));
    }

    [Theory]
    [InlineData("backend/starting_build/", Start, "text/plain")]
    [InlineData("backend/update/", End, "application/x-www-form-urlencoded")]
    public async Task A_post_that_is_not_JSON_is_refused(string path, string body, string contentType)
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json");

        int answer = await tool.PostAsync(path, body, "Basic Og==", contentType);
        await tool.PostAsync("backend/update/", End);

        answer.Should().Be(400);
        (await tool.EndAsync()).Should().Be((1, "COPR644"));
    }

    [Fact]
    public async Task A_request_without_a_body_that_is_read_needs_no_content_type()
    {
        await using ServingTool tool = await StartCanceledAsync();

        int answer = await tool.PostAsync("backend/build-tasks/canceled/8-fedora-42-x86_64/", "", "Basic Og==", null);
        await tool.PostAsync("backend/update/", SourceEnd);

        answer.Should().Be(200);
        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Fact]
    public async Task A_request_that_no_frontend_answers_is_named()
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json");

        await tool.PostAsync("backend/update_builds/", End);
        await tool.PostAsync("backend/update/", End);

        (await tool.EndAsync()).Should().Be((1, "COPR644"));
    }

    [Theory]
    [InlineData("backend/get-build-task/1")]
    [InlineData("backend/get-srpm-build-task/8-fedora-42-x86_64/")]
    [InlineData("backend/get-build-task/9-fedora-42-x86_64")]
    [InlineData("backend/get-srpm-build-task/x")]
    public async Task A_task_that_is_requested_at_another_URL_than_its_own_is_not_found(string path)
    {
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json", Folder + "srpm-task-link.json");

        using HttpResponseMessage response = await tool.Client.GetAsync(new Uri(path, UriKind.Relative));
        await tool.PostAsync("backend/update/", End);
        await tool.PostAsync("backend/update/", SourceEnd);

        ((int)response.StatusCode).Should().Be(404);
        (await tool.EndAsync()).Should().Be((1, "COPR644"));
    }

    [Fact]
    public async Task A_task_without_its_own_document_is_listed_and_not_served()
    {
        using var list = new TemporaryFile($"[{Tasks.TaskServer.Entry("7")}]");
        await using ServingTool tool = await ServingTool.StartAsync(list.Name);

        using HttpResponseMessage response = await tool.Client.GetAsync(new Uri("backend/get-srpm-build-task/7", UriKind.Relative));

        await tool.PostAsync("backend/update/", SourceEnd.Replace("1", "7", StringComparison.Ordinal));
        ((int)response.StatusCode, await response.Content.ReadAsStringAsync()).Should().Be((404, """{"msg": "Specified task ID not found"}"""));
        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Fact]
    public async Task A_task_that_is_given_twice_is_not_served()
    {
        using var copy = new TemporaryFile(Document("build-task.json"));

        ToolRun run = await ToolProgram.RunAsync(["serve", Folder + "build-task.json", copy.Name]);

        (run.ExitCode, run.Error).Should().Be((2, $"copr-contracts: {copy.Name}: task 8-fedora-42-x86_64 is served twice.\n"));
    }

    [Theory]
    [InlineData("pending-tasks.json", "[]")]
    [InlineData("list.json", "[7]")]
    public async Task A_task_that_the_list_lacks_is_not_served(string name, string entries)
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(name, entries.Replace("7", Tasks.TaskServer.Entry("7"), StringComparison.Ordinal))
            .With("task.json", Document("build-task.json"));

        ToolRun run = await folder.RunAsync("serve", name, "task.json");

        (run.ExitCode, run.Error).Should().Be(
            (2, "copr-contracts: task.json: task 8-fedora-42-x86_64 is not in the list that is served.\n"));
    }

    [Theory]
    [InlineData("cancel-requests.json")]
    [InlineData("none.json")]
    public async Task An_empty_array_cancels_no_task_unless_its_name_says_that_it_lists_none(string name)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(name, "[]\n");
        await using ServingTool tool = await ServingTool.StartAsync(Folder + "build-task.json", Path.Combine(folder.Name, name));

        string requests = await tool.GetAsync("backend/build-tasks/cancel-requests/");
        await tool.PostAsync("backend/update/", End);

        requests.Should().Be("[]");
        (await tool.EndAsync()).Should().Be((0, ""));
    }

    /// <summary>Serves a task that is canceled, and one that is not.</summary>
    private static async Task<ServingTool> StartCanceledAsync()
    {
        using var canceled = new TemporaryFile("""["8-fedora-42-x86_64"]""");
        return await ServingTool.StartAsync(Folder + "build-task.json", Folder + "srpm-task-link.json", canceled.Name);
    }

    private static string Document(string file) => File.ReadAllText(Path.Combine(ToolProgram.Root, Folder, file));
}
