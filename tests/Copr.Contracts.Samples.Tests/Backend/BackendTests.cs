using System.Globalization;
using System.Text;
using Copr.Contracts.Samples.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Copr.Contracts.Samples.Tests.Backend;

public sealed class BackendTests : IAsyncLifetime, IDisposable
{
    private static readonly Dictionary<string, Func<HttpContext, Task>> Answers = new(StringComparer.Ordinal)
    {
        ["an error"] = static context => Answer(context, 500, "<html>oops</html>"),
        ["a wrong password"] = static context => Answer(context, 401, ""),
        ["garbage"] = static context => Answer(context, 200, "<html>welcome</html>"),
        ["another document"] = static context => Answer(context, 200, "[]"),
        ["an empty body"] = static context => Answer(context, 200, ""),
        ["null"] = static context => Answer(context, 200, "null"),
        ["half a document"] = static context => Answer(context, 200, "{\"builds\":[" + StubFrontend.Build(9)[..100]),
        ["half of the promised body"] = HalfOfThePromisedBody,
        ["a broken connection"] = AbortConnection,
        ["bytes that are not text"] = static context => context.Response.Body.WriteAsync(new byte[] { 0xff, 0xfe, 0x00 }).AsTask(),
    };

    private readonly TemporaryFolder folder = new();
    private StubFrontend frontend = null!;
    private Ledger ledger = null!;
    private BackendProgram? backend;

    public async Task InitializeAsync()
    {
        frontend = await StubFrontend.StartAsync();
        ledger = new Ledger(folder.PathOf("ledger"));
    }

    public async Task DisposeAsync()
    {
        if (backend is not null)
        {
            await backend.DisposeAsync();
        }

        await frontend.DisposeAsync();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_backend_asks_to_start_then_reports_the_start_and_the_end()
    {
        frontend.List(StubFrontend.Build(4));
        Start();

        await frontend.UntilEndedAsync(4);

        frontend.Requests.Take(3).Should().Equal("start 4", "started 4", "ended 4 Succeeded");
        frontend.Reports.First().Results.Should().Be("http://results/ff2/");
    }

    [Fact]
    public async Task A_build_fails_if_it_fails_for_one_chroot()
    {
        frontend.List(StubFrontend.Build(4, "http://foo/fail-1.src.rpm", "fedora-17-i386 fedora-17-x86_64"), StubFrontend.Build(5));
        Start();

        await frontend.UntilEndedAsync(4, 5);

        frontend.Requests.Should().Contain("ended 4 Failed").And.Contain("ended 5 Succeeded");
        ledger.Ended.Should().Contain(["fail-1 fedora-17-i386", "fail-1 fedora-17-x86_64"]);
    }

    [Fact]
    public async Task A_dry_run_writes_the_command_lines_for_the_chroots_of_the_build_not_of_the_copr()
    {
        frontend.List(StubFrontend.Build(4, "http://foo/a%40b.src.rpm?x=1&y=$(id) http://foo/b.src.rpm", "fedora-17-i386 fedora-17-i686"));
        Start(isDry: true);

        await frontend.UntilEndedAsync(4);

        backend!.Files("results").Should().Equal("ff2/fedora-17-i386/4/command.txt", "ff2/fedora-17-i686/4/command.txt");
        string results = Path.Combine(backend.Folder, "results/ff2/fedora-17-i686/4");
        File.ReadAllLines(Path.Combine(results, "command.txt")).Should().Equal(
            "mock", "-r", "fedora-17-i686", $"--resultdir={results}", "--addrepo=http://foo/repo/i386/",
            "--rebuild", "http://foo/a%40b.src.rpm?x=1&y=$(id)", "http://foo/b.src.rpm");
    }

    [Fact]
    public async Task A_job_file_keeps_the_whole_build_until_it_ends()
    {
        frontend.List(StubFrontend.Build(4, "http://foo/slow-1.src.rpm", more: ""","timeout":1800.50"""));
        Start();

        await Eventually.Async(() => ledger.Begun.Count == 1, () => "the build");

        backend!.Files("jobs").Should().Equal("0000000000000000004.json");
        File.ReadAllText(Path.Combine(backend.Folder, "jobs/0000000000000000004.json")).Should().Contain("\"timeout\":1800.50");
    }

    [Fact]
    public async Task No_file_is_left_after_everything_is_reported()
    {
        frontend.List(StubFrontend.Build(4));
        Start();

        await frontend.UntilEndedAsync(4);

        frontend.List();
        await Eventually.Async(() => !backend!.Files("jobs").Any() && !backend.Files("reports").Any(), () => "empty folders");
    }

    [Fact]
    public async Task A_build_that_may_not_start_is_not_built()
    {
        frontend.MayStart = static question => question.BuildId != 4;
        frontend.List(StubFrontend.Build(4, "http://foo/other.src.rpm"), StubFrontend.Build(5));
        Start();

        await frontend.UntilEndedAsync(5);

        ledger.Begun.Should().AllBe("pkg fedora-17-x86_64");
    }

    [Fact]
    public async Task A_build_whose_end_is_not_reported_yet_is_not_built_again()
    {
        frontend.List(StubFrontend.Build(4));
        frontend.Accepts = static update => update.EndedOn is null;
        frontend.Refusal = StatusCodes.Status503ServiceUnavailable;
        Start();
        await Eventually.Async(() => backend!.Files("reports").Contains("0000000000000000004-2-ended.json"), () => "the end");

        frontend.List(StubFrontend.Build(4), StubFrontend.Build(5));
        await Eventually.Async(() => backend!.Files("reports").Contains("0000000000000000005-2-ended.json"), () => "the next end");

        frontend.Requests.Should().ContainSingle(static request => request == "start 4");
    }

    [Fact]
    public async Task A_build_that_breaks_the_contract_is_set_aside_and_the_next_ones_are_built()
    {
        string unreadable = StubFrontend.Build(4, chroots: "../../etc fedora-17-x86_64");
        string mixed = StubFrontend.Build(5, chroots: "fedora-17-x86_64 fedora-18-x86_64");
        frontend.List(unreadable, mixed, "null", StubFrontend.Build(6));
        Start();

        await frontend.UntilEndedAsync(6);

        backend!.Program.Output.Should()
            .MatchRegex("set aside as 4-[0-9a-f]{8}: COPR106").And
            .MatchRegex("set aside as 5-[0-9a-f]{8}: COPR201");
        backend.Files("set-aside").Should().HaveCount(3);
        string file = backend.Files("set-aside").Single(static name => name.StartsWith("4-", StringComparison.Ordinal));
        File.ReadAllText(Path.Combine(backend.Folder, "set-aside", file)).Should().Be(unreadable);
        ledger.Begun.Should().AllBe("pkg fedora-17-x86_64");
    }

    [Fact]
    public async Task A_build_in_the_form_of_Coprs_first_year_is_built()
    {
        frontend.List(
            """
            {"user_id":1,"submitted_on":1351153692,"repos":"http://foo/repo","results":null,"started_on":null,
            "copr":{"owner":{"name":"bkabrda","id":1},"name":"baz","id":3},"canceled":false,"ended_on":null,
            "pkgs":"http://foo/pkg-1.src.rpm","timeout":1800,"memory_reqs":2048,"chroots":"fedora-rawhide-i386","id":4}
            """);
        Start();

        await frontend.UntilEndedAsync(4);

        ledger.Ended.Should().Contain("pkg-1 fedora-rawhide-i386");
    }

    [Fact]
    public async Task A_build_with_a_fraction_of_a_second_is_built()
    {
        frontend.List(StubFrontend.Build(4).Replace("1351157544", "1351157544.75", StringComparison.Ordinal));
        Start();

        await frontend.UntilEndedAsync(4);

        ledger.Ended.Should().Contain("pkg fedora-17-x86_64");
    }

    [Fact]
    public async Task A_canceled_build_is_stopped_and_its_end_is_reported()
    {
        frontend.List(StubFrontend.Build(4, "http://foo/slow-1.src.rpm", "fedora-17-i386 fedora-17-x86_64"));
        Start();
        await Eventually.Async(() => ledger.Begun.Count == 2, () => "the build");

        frontend.List();
        frontend.Canceled = """{"builds":[3,4]}""";
        await frontend.UntilEndedAsync(4);

        frontend.Requests.Should().Contain("ended 4 Failed");
        ledger.Ended.Should().BeEmpty();
    }

    [Fact]
    public async Task A_build_resumes_after_a_kill_and_never_runs_twice_at_once()
    {
        frontend.List(StubFrontend.Build(4, "http://foo/pkg.src.rpm", "fedora-17-i386 fedora-17-x86_64"));
        Start();
        await Eventually.Async(() => ledger.Begun.Count > 0, () => "the build");

        await backend!.KillAndStartAgainAsync();
        await frontend.UntilEndedAsync(4);

        ledger.Twice.Should().BeEmpty();
    }

    [Fact]
    public async Task A_build_that_is_canceled_while_the_backend_is_stopped_is_reported_as_ended_and_not_built()
    {
        frontend.List(StubFrontend.Build(4));
        frontend.Trouble = context =>
            IsFor(context, "/starting_build/") ? Answer(context, 503, "")
            : Answer(context, 200, IsFor(context, "/waiting_builds/") ? frontend.Waiting : frontend.Canceled);
        Start();
        await Eventually.Async(() => backend!.Files("jobs").Contains("0000000000000000004.json"), () => "the job");
        await backend!.Program.KillAsync();

        frontend.List();
        frontend.Canceled = """{"builds":[4]}""";
        frontend.MayStart = static _ => false;
        frontend.Trouble = null;
        await backend.KillAndStartAgainAsync();
        await frontend.UntilEndedAsync(4);

        ledger.Begun.Should().BeEmpty();
    }

    [Fact]
    public async Task No_report_is_lost_while_the_frontend_is_unreachable()
    {
        frontend.Accepts = static update => update.EndedOn is null;
        frontend.Refusal = StatusCodes.Status503ServiceUnavailable;
        frontend.List(StubFrontend.Build(4, "http://foo/a.src.rpm"), StubFrontend.Build(5, "http://foo/fail-b.src.rpm"));
        Start();
        await Eventually.Async(() => backend!.Files("reports").Count(IsEnd) == 2, () => "the ends");

        frontend.Trouble = static context => Answer(context, 503, "");
        await backend!.KillAndStartAgainAsync();
        await backend.Program.WaitForLineAsync("The frontend did not receive the reports");
        frontend.Accepts = static _ => true;
        frontend.Trouble = null;
        await frontend.UntilEndedAsync(4, 5);

        frontend.Requests.Should().Contain("ended 4 Succeeded").And.Contain("ended 5 Failed");
    }

    [Fact]
    public async Task A_refused_report_is_set_aside_and_the_others_are_sent()
    {
        frontend.Accepts = static update => update.Id != 4;
        frontend.List(StubFrontend.Build(4, "http://foo/quick-1.src.rpm"), StubFrontend.Build(5, "http://foo/quick-2.src.rpm"));
        Start();

        await frontend.UntilEndedAsync(5);

        await Eventually.Async(() => backend!.Files("set-aside").Contains("0000000000000000004-2-ended.json"), () => "the refused report");
    }

    public static TheoryData<string> AnswerNames => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public async Task A_backend_survives_a_frontend_that_answers_with(string answer)
    {
        int answered = 0;
        frontend.List(StubFrontend.Build(4));
        frontend.Trouble = context =>
        {
            Interlocked.Increment(ref answered);
            return Answers[answer](context);
        };
        Start();
        await Eventually.Async(() => answered > 2, () => answer);

        backend!.Program.HasExited.Should().BeFalse("{0} is no reason to end", answer);
        frontend.Trouble = null;
        await frontend.UntilEndedAsync(4);
    }

    [Theory]
    [InlineData("{\"builds\":[")]
    [InlineData("{\"builds\":[{\"pkgs\":\"")]
    public async Task A_body_of_a_gigabyte_does_not_fill_the_memory(string beginning)
    {
        long sent = 0;
        frontend.List(StubFrontend.Build(4));
        frontend.Trouble = async context =>
        {
            await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(beginning));
            byte[] spaces = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (int count = 0; count < 1024 && !context.RequestAborted.IsCancellationRequested; count++)
            {
                await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
                Interlocked.Add(ref sent, spaces.Length);
            }
        };
        Start();
        await backend!.Program.WaitForLineAsync("COPR108");

        PeakMegabytes(backend.Program.Id).Should().BeLessThan(400);
        frontend.Trouble = null;
        await frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_backend_asks_again_if_the_frontend_never_answers()
    {
        frontend.List(StubFrontend.Build(4));
        frontend.Trouble = static async context => await Task.Delay(Timeout.Infinite, context.RequestAborted);
        Start();
        await backend!.Program.WaitForLineAsync("did not answer as expected");

        frontend.Trouble = null;
        await frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_second_backend_in_the_same_folder_does_not_start()
    {
        Start();
        await backend!.Program.WaitForLineAsync("Application started");

        await using var second = BackendProgram.Start(frontend.Url, backend.Folder, ledger: ledger);

        (await second.Program.WaitForExitAsync()).Should().Be(1);
        second.Program.Output.Should().Contain("The backend cannot start: ").And.Contain("lock").And.NotContain("   at ");
    }

    [Theory]
    [InlineData(
        "--Backend:Frontend=nowhere",
        "Backend:Frontend is not an http or https URL. Set it to the frontend's, such as http://localhost:5000/.")]
    [InlineData("--Backend:Password=", "Backend:Password is empty. Set it to the frontend's password.")]
    [InlineData("--Backend:Parallelism=0", "Backend:Parallelism is out of range. Set it to a number from 1 to 1000.")]
    [InlineData("--Backend:PollInterval=-1", "Backend:PollInterval is not positive. Set it to a time such as 00:00:10.")]
    public async Task A_wrong_setting_is_reported_and_the_backend_does_not_start(string argument, string message)
    {
        await using SampleProgram program = SampleProgram.Start(
            "Backend",
            [$"--Backend:Folder={folder.PathOf("backend")}", "--Backend:Frontend=http://localhost/", "--Backend:Password=x", argument]);

        (await program.WaitForExitAsync()).Should().Be(1);
        program.Output.Trim().Should().Be($"The backend cannot start: {message}");
    }

    [Fact]
    public async Task A_damaged_job_file_is_set_aside_and_builds_are_still_built()
    {
        Directory.CreateDirectory(folder.PathOf("backend/jobs"));
        File.WriteAllText(folder.PathOf("backend/jobs/0000000000000000003.json"), "");
        File.WriteAllText(folder.PathOf("backend/jobs/0000000000000000002.json.new"), "{");
        frontend.List(StubFrontend.Build(4));
        Start();

        await frontend.UntilEndedAsync(4);

        backend!.Files("set-aside").Should().Equal("0000000000000000003.json");
        backend.Program.Output.Should().Contain("is damaged; it is set aside: COPR101");
    }

    [Fact]
    public async Task Ten_builds_that_are_set_aside_do_not_hide_the_eleventh()
    {
        string[] waiting = [.. Enumerable.Range(1, 10).Select(static id => StubFrontend.Build(id, chroots: "bad")), StubFrontend.Build(11)];
        frontend.Trouble = context =>
        {
            if (!IsFor(context, "/waiting_builds/"))
            {
                return Task.CompletedTask;
            }

            int limit = int.Parse(context.Request.Query["limit"]!, CultureInfo.InvariantCulture);
            frontend.List([.. waiting.Take(limit)]);
            return Answer(context, 200, frontend.Waiting);
        };
        Start();

        await Eventually.Async(() => backend!.Files("jobs").Contains("0000000000000000011.json"), () => "build 11");
        backend!.Files("set-aside").Should().HaveCount(10);
    }

    private void Start(bool isDry = false) =>
        backend = BackendProgram.Start(frontend.Url, folder.PathOf("backend"), ledger: isDry ? null : ledger);

    private static long PeakMegabytes(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").Single(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static bool IsEnd(string file) => file.EndsWith("-2-ended.json", StringComparison.Ordinal);

    private static bool IsFor(HttpContext context, string path) => context.Request.Path == path;

    private static Task Answer(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }

    private static Task AbortConnection(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task HalfOfThePromisedBody(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"builds\":[");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
