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
        ["nothing at all"] = static context => Answer(context, 200, ""),
        ["null"] = static context => Answer(context, 200, "null"),
        ["half a document"] = static context => Answer(context, 200, "{\"builds\":[" + StubFrontend.Build(9)[..100]),
        ["half of what it promised"] = HalfOfWhatItPromised,
        ["a broken connection"] = static context => { context.Abort(); return Task.CompletedTask; },
        ["bytes that are no text"] = static context => context.Response.Body.WriteAsync(new byte[] { 0xff, 0xfe, 0x00 }).AsTask(),
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
    public async Task It_asks_to_start_then_reports_the_start_and_the_end()
    {
        frontend.List(StubFrontend.Build(4));
        Start();

        await frontend.UntilEndedAsync(4);

        frontend.Asked.Take(3).Should().Equal("start 4", "started 4", "ended 4 Succeeded");
        frontend.Reports.First().Results.Should().Be("http://results/ff2/");
    }

    [Fact]
    public async Task A_build_that_fails_for_one_chroot_has_failed()
    {
        frontend.List(StubFrontend.Build(4, "http://foo/fail-1.src.rpm", "fedora-17-i386 fedora-17-x86_64"), StubFrontend.Build(5));
        Start();

        await frontend.UntilEndedAsync(4, 5);

        frontend.Asked.Should().Contain("ended 4 Failed").And.Contain("ended 5 Succeeded");
        ledger.Ended.Should().Contain(["fail-1 fedora-17-i386", "fail-1 fedora-17-x86_64"]);
    }

    [Fact]
    public async Task Without_mock_the_command_lines_are_written_for_the_chroots_of_the_build_and_not_of_the_copr()
    {
        frontend.List(StubFrontend.Build(4, "http://foo/a%40b.src.rpm?x=1&y=$(id) http://foo/b.src.rpm", "fedora-17-i386 fedora-17-i686"));
        Start(isDry: true);

        await frontend.UntilEndedAsync(4);

        backend!.Files("results").Should().Equal("ff2/fedora-17-i386/4/command.txt", "ff2/fedora-17-i686/4/command.txt");
        File.ReadAllLines(Path.Combine(backend.Folder, "results/ff2/fedora-17-i686/4/command.txt")).Should().Equal(
            "mock", "-r", "fedora-17-i686", $"--resultdir={Path.Combine(backend.Folder, "results/ff2/fedora-17-i686/4")}", "--addrepo=http://foo/repo/i386/", "--rebuild", "http://foo/a%40b.src.rpm?x=1&y=$(id)", "http://foo/b.src.rpm");
    }

    [Fact]
    public async Task What_a_build_takes_is_kept_in_a_job_file_whole_until_it_ends()
    {
        frontend.List(StubFrontend.Build(4, "http://foo/slow-1.src.rpm", more: ""","timeout":1800.50"""));
        Start();

        await Eventually.Async(() => ledger.Begun.Count == 1, () => "the build");

        backend!.Files("jobs").Should().Equal("0000000000000000004.json");
        File.ReadAllText(Path.Combine(backend.Folder, "jobs/0000000000000000004.json")).Should().Contain("\"timeout\":1800.50");
    }

    [Fact]
    public async Task No_job_is_left_when_all_is_reported()
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
    public async Task A_build_that_ended_is_not_built_again_while_its_end_is_not_reported()
    {
        frontend.List(StubFrontend.Build(4));
        frontend.Takes = static update => update.EndedOn is null;
        frontend.Refusal = StatusCodes.Status503ServiceUnavailable;
        Start();
        await Eventually.Async(() => backend!.Files("reports").Contains("0000000000000000004-2-ended.json"), () => "the end");

        frontend.List(StubFrontend.Build(4), StubFrontend.Build(5));
        await Eventually.Async(() => backend!.Files("reports").Contains("0000000000000000005-2-ended.json"), () => "the end of the next");

        frontend.Asked.Should().ContainSingle(static asked => asked == "start 4");
    }

    [Fact]
    public async Task What_breaks_the_contract_is_set_aside_with_its_violations_and_the_queue_goes_on()
    {
        string unreadable = StubFrontend.Build(4, chroots: "../../etc fedora-17-x86_64");
        string mixed = StubFrontend.Build(5, chroots: "fedora-17-x86_64 fedora-18-x86_64");
        frontend.List(unreadable, mixed, "null", StubFrontend.Build(6));
        Start();

        await frontend.UntilEndedAsync(6);

        backend!.Program.Output.Should().MatchRegex("set aside as 4-[0-9a-f]{8}: COPR106").And.MatchRegex("set aside as 5-[0-9a-f]{8}: COPR201");
        backend.Files("set-aside").Should().HaveCount(3);
        File.ReadAllText(Path.Combine(backend.Folder, "set-aside", backend.Files("set-aside").Single(static name => name.StartsWith("4-", StringComparison.Ordinal)))).Should().Be(unreadable);
        ledger.Begun.Should().AllBe("pkg fedora-17-x86_64");
    }

    [Fact]
    public async Task What_Copr_sent_in_its_first_year_is_built()
    {
        frontend.Waiting = """{"builds":[{"user_id":1,"submitted_on":1351153692,"repos":"http://foo/repo","results":null,"started_on":null,"copr":{"owner":{"name":"bkabrda","id":1},"name":"baz","id":3},"canceled":false,"ended_on":null,"pkgs":"http://foo/pkg-1.src.rpm","timeout":1800,"memory_reqs":2048,"chroots":"fedora-rawhide-i386","id":4}]}""";
        Start();

        await frontend.UntilEndedAsync(4);

        ledger.Ended.Should().Contain("pkg-1 fedora-rawhide-i386");
    }

    [Fact]
    public async Task A_build_that_is_canceled_is_stopped_and_its_end_reported()
    {
        frontend.List(StubFrontend.Build(4, "http://foo/slow-1.src.rpm", "fedora-17-i386 fedora-17-x86_64"));
        Start();
        await Eventually.Async(() => ledger.Begun.Count == 2, () => "the build");

        frontend.List();
        frontend.Canceled = """{"builds":[3,4]}""";
        await frontend.UntilEndedAsync(4);

        frontend.Asked.Should().Contain("ended 4 Failed");
        ledger.Ended.Should().BeEmpty();
    }

    [Fact]
    public async Task A_build_goes_on_after_a_kill_and_is_built_once_at_a_time()
    {
        frontend.List(StubFrontend.Build(4, "http://foo/pkg.src.rpm", "fedora-17-i386 fedora-17-x86_64"));
        Start();
        await Eventually.Async(() => ledger.Begun.Count > 0, () => "the build");

        await backend!.KillAndStartAgainAsync();
        await frontend.UntilEndedAsync(4);

        ledger.Twice.Should().BeEmpty();
    }

    [Fact]
    public async Task A_build_that_was_canceled_while_the_backend_was_away_is_reported_ended_and_not_built()
    {
        frontend.List(StubFrontend.Build(4));
        frontend.Trouble = context => IsFor(context, "/starting_build/") ? Answer(context, 503, "") : Answer(context, 200, IsFor(context, "/waiting_builds/") ? frontend.Waiting! : frontend.Canceled);
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
    public async Task A_frontend_that_is_away_loses_no_report()
    {
        frontend.Takes = static update => update.EndedOn is null;
        frontend.Refusal = StatusCodes.Status503ServiceUnavailable;
        frontend.List(StubFrontend.Build(4, "http://foo/a.src.rpm"), StubFrontend.Build(5, "http://foo/fail-b.src.rpm"));
        Start();
        await Eventually.Async(() => backend!.Files("reports").Count(static file => file.EndsWith("-2-ended.json", StringComparison.Ordinal)) == 2, () => "the ends");

        frontend.Trouble = static context => Answer(context, 503, "");
        await backend!.KillAndStartAgainAsync();
        await backend.Program.WaitForLineAsync("The frontend does not take the reports");
        frontend.Takes = static _ => true;
        frontend.Trouble = null;
        await frontend.UntilEndedAsync(4, 5);

        frontend.Asked.Should().Contain("ended 4 Succeeded").And.Contain("ended 5 Failed");
    }

    [Fact]
    public async Task A_report_that_the_frontend_refuses_is_set_aside_and_the_others_get_through()
    {
        frontend.Takes = static update => update.Id != 4;
        frontend.List(StubFrontend.Build(4, "http://foo/quick-1.src.rpm"), StubFrontend.Build(5, "http://foo/quick-2.src.rpm"));
        Start();

        await frontend.UntilEndedAsync(5);

        await Eventually.Async(() => backend!.Files("set-aside").Contains("0000000000000000004-2-ended.json"), () => "the refused report");
    }

    public static TheoryData<string> Troubles => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task It_survives_a_frontend_that_answers_with(string what)
    {
        int answered = 0;
        frontend.List(StubFrontend.Build(4));
        frontend.Trouble = context => { Interlocked.Increment(ref answered); return Answers[what](context); };
        Start();
        await Eventually.Async(() => answered > 2, () => what);

        backend!.Program.HasExited.Should().BeFalse("{0} is no reason to end", what);
        frontend.Trouble = null;
        await frontend.UntilEndedAsync(4);
    }

    [Theory]
    [InlineData("{\"builds\":[")]
    [InlineData("{\"builds\":[{\"pkgs\":\"")]
    public async Task A_body_of_a_gigabyte_does_not_fill_its_memory(string beginning)
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
    public async Task A_frontend_that_never_answers_is_asked_again()
    {
        frontend.List(StubFrontend.Build(4));
        frontend.Trouble = static async context => await Task.Delay(Timeout.Infinite, context.RequestAborted);
        Start();
        await backend!.Program.WaitForLineAsync("does not answer as it should");

        frontend.Trouble = null;
        await frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_second_backend_on_the_same_folder_does_not_start()
    {
        Start();
        await backend!.Program.WaitForLineAsync("Application started");

        await using var second = BackendProgram.Start(frontend.Url, backend.Folder, ledger: ledger);

        (await second.Program.WaitForExitAsync()).Should().Be(1);
        second.Program.Output.Should().Contain("The backend cannot start: ").And.Contain("lock").And.NotContain("   at ");
    }

    [Theory]
    [InlineData("--Backend:Frontend=nowhere", "There is no frontend. Set Backend:Frontend to its URL, such as http://localhost:5000/.")]
    [InlineData("--Backend:Password=", "There is no password. Set Backend:Password to the frontend's.")]
    [InlineData("--Backend:Parallelism=0", "Backend:Parallelism is out of range. Set it to 1 to 1000.")]
    [InlineData("--Backend:PollInterval=-1", "Backend:PollInterval is not positive. Set it to a time such as 00:00:10.")]
    public async Task What_is_configured_wrongly_is_told(string argument, string message)
    {
        await using SampleProgram program = SampleProgram.Start("Backend", [$"--Backend:Folder={folder.PathOf("backend")}", "--Backend:Frontend=http://localhost/", "--Backend:Password=x", argument]);

        (await program.WaitForExitAsync()).Should().Be(1);
        program.Output.Trim().Should().Be($"The backend cannot start: {message}");
    }

    [Fact]
    public async Task A_damaged_job_file_is_set_aside_and_the_queue_goes_on()
    {
        Directory.CreateDirectory(folder.PathOf("backend/jobs"));
        File.WriteAllText(folder.PathOf("backend/jobs/0000000000000000003.json"), "");
        File.WriteAllText(folder.PathOf("backend/jobs/0000000000000000002.json.new"), "{");
        frontend.List(StubFrontend.Build(4));
        Start();

        await frontend.UntilEndedAsync(4);

        backend!.Files("set-aside").Should().Equal("0000000000000000003.json");
        backend.Program.Output.Should().Contain("is damaged and set aside: COPR101");
    }

    [Fact]
    public async Task Builds_that_are_set_aside_do_not_keep_others_out_of_a_list_of_ten()
    {
        Queue<string> waiting = new([.. Enumerable.Range(1, 10).Select(static id => StubFrontend.Build(id, chroots: "bad")), StubFrontend.Build(11)]);
        frontend.Trouble = context => IsFor(context, "/waiting_builds/")
            ? Answer(context, 200, $$"""{"builds":[{{string.Join(',', waiting.Take(int.Parse(context.Request.Query["limit"]!, System.Globalization.CultureInfo.InvariantCulture)))}}]}""")
            : Task.CompletedTask;
        Start();

        await Eventually.Async(() => backend!.Files("jobs").Contains("0000000000000000011.json"), () => "build 11");
        backend!.Files("set-aside").Should().HaveCount(10);
    }

    private void Start(bool isDry = false) => backend = BackendProgram.Start(frontend.Url, folder.PathOf("backend"), ledger: isDry ? null : ledger);

    private static long PeakMegabytes(int process) =>
        File.ReadLines($"/proc/{process}/status").Where(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(static line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024).Single();

    private static bool IsFor(HttpContext context, string path) => context.Request.Path == path;

    private static Task Answer(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }

    private static async Task HalfOfWhatItPromised(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"builds\":[");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
