using System.Globalization;
using System.Text;
using Copr.Contracts.Samples.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Copr.Contracts.Samples.Tests.Backend;

public sealed class BackendTests : BackendTest
{
    private static readonly Dictionary<string, Func<HttpContext, Task>> Answers = new(StringComparer.Ordinal)
    {
        ["an error"] = static context => Answer(context, 500, "<html>oops</html>"),
        ["a wrong password"] = static context => Answer(context, 401, ""),
        ["garbage"] = static context => Answer(context, 200, "<html>welcome</html>"),
        ["a proxy's refusal"] = static context => Answer(context, 400, "<html>Bad Request</html>"),
        ["a redirect to a file"] = static context => Redirect(context, "file:///x"),
        ["another document"] = static context => Answer(context, 200, "[]"),
        ["an empty body"] = static context => Answer(context, 200, ""),
        ["null"] = static context => Answer(context, 200, "null"),
        ["half a document"] = static context => Answer(context, 200, "{\"builds\":[" + StubFrontend.Build(9)[..100]),
        ["half of the promised body"] = HalfOfThePromisedBody,
        ["a broken connection"] = AbortConnection,
        ["bytes that are not text"] = static context => context.Response.Body.WriteAsync(new byte[] { 0xff, 0xfe, 0x00 }).AsTask(),
    };

    [Fact]
    public async Task A_backend_asks_to_start_then_reports_the_start_and_the_end()
    {
        Frontend.List(StubFrontend.Build(4));
        Start();

        await Frontend.UntilEndedAsync(4);

        Frontend.Requests.Take(3).Should().Equal("start 4", "started 4", "ended 4 Succeeded");
        Frontend.Reports.First().Results.Should().Be("http://results/2/ff2/");
    }

    [Theory]
    [InlineData("http://results/builds")]
    [InlineData("http://results/builds/")]
    public async Task The_results_url_may_end_with_a_slash_or_not(string url)
    {
        Frontend.List(StubFrontend.Build(4));
        Start($"--Backend:ResultsUrl={url}");

        await Frontend.UntilEndedAsync(4);

        Frontend.Reports.First().Results.Should().Be("http://results/builds/2/ff2/");
    }

    [Fact]
    public async Task Coprs_of_two_owners_with_the_same_name_have_their_own_results()
    {
        string other = StubFrontend.Build(5).Replace("\"owner_id\":2", "\"owner_id\":3", StringComparison.Ordinal);
        Frontend.List(StubFrontend.Build(4), other);
        Start();

        await Frontend.UntilEndedAsync(4, 5);

        Directory.GetDirectories(Path.Combine(BackendFolder, "results")).Select(Path.GetFileName).Should().BeEquivalentTo("2", "3");
        Frontend.Reports.Should().Contain(static report => report.Id == 5 && report.Results == "http://results/3/ff2/");
    }

    [Fact]
    public async Task A_build_fails_if_it_fails_for_one_chroot()
    {
        Frontend.List(StubFrontend.Build(4, "http://foo/fail-1.src.rpm", "fedora-17-i386 fedora-17-x86_64"), StubFrontend.Build(5));
        Start();

        await Frontend.UntilEndedAsync(4, 5);

        Frontend.Requests.Should().Contain("ended 4 Failed").And.Contain("ended 5 Succeeded");
        Ledger.Ended.Should().Contain(["fail-1 fedora-17-i386", "fail-1 fedora-17-x86_64"]);
    }

    [Fact]
    public async Task A_job_file_keeps_the_whole_build_until_it_ends()
    {
        Frontend.List(StubFrontend.Build(4, "http://foo/slow-1.src.rpm", more: ""","timeout":1800.50"""));
        Start();

        await Eventually.Async(() => Ledger.Begun.Count == 1, () => "the build");

        Backend.Files("jobs").Should().Equal("0000000000000000004.json");
        File.ReadAllText(Path.Combine(Backend.Folder, "jobs/0000000000000000004.json")).Should().Contain("\"timeout\":1800.50");
    }

    [Fact]
    public async Task No_file_is_left_after_everything_is_reported()
    {
        Frontend.List(StubFrontend.Build(4));
        Start();

        await Frontend.UntilEndedAsync(4);

        Frontend.List();
        await Eventually.Async(() => !Backend.Files("jobs").Any() && !Backend.Files("reports").Any(), () => "empty folders");
    }

    [Fact]
    public async Task A_build_that_may_not_start_is_not_built()
    {
        Frontend.MayStart = static question => question.BuildId != 4;
        Frontend.List(StubFrontend.Build(4, "http://foo/other.src.rpm"), StubFrontend.Build(5));
        Start();

        await Frontend.UntilEndedAsync(5);

        Ledger.Begun.Should().AllBe("pkg fedora-17-x86_64");
    }

    [Fact]
    public async Task A_build_whose_end_is_not_reported_yet_is_not_built_again()
    {
        Frontend.List(StubFrontend.Build(4));
        Frontend.Accepts = static update => update.EndedOn is null;
        Frontend.Refusal = static () => Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        Start();
        await Eventually.Async(() => Backend.Files("reports").Contains("0000000000000000004-2-ended.json"), () => "the end");

        Frontend.List(StubFrontend.Build(4), StubFrontend.Build(5));
        await Eventually.Async(() => Backend.Files("reports").Contains("0000000000000000005-2-ended.json"), () => "the next end");

        Frontend.Requests.Should().ContainSingle(static request => request == "start 4");
    }

    [Fact]
    public async Task A_build_that_breaks_the_contract_is_set_aside_and_the_next_ones_are_built()
    {
        string unreadable = StubFrontend.Build(4, chroots: "../../etc fedora-17-x86_64");
        string mixed = StubFrontend.Build(5, chroots: "fedora-17-x86_64 fedora-18-x86_64");
        Frontend.List(unreadable, mixed, "null", StubFrontend.Build(6));
        Start();

        await Frontend.UntilEndedAsync(6);

        Backend.Program.Output.Should()
            .MatchRegex("set aside as 4-[0-9a-f]{8}: COPR106").And
            .MatchRegex("set aside as 5-[0-9a-f]{8}: COPR201");
        Backend.Files("set-aside").Should().HaveCount(3);
        string file = Backend.Files("set-aside").Single(static name => name.StartsWith("4-", StringComparison.Ordinal));
        File.ReadAllText(Path.Combine(Backend.Folder, "set-aside", file)).Should().Be(unreadable);
        Ledger.Begun.Should().AllBe("pkg fedora-17-x86_64");
    }

    [Fact]
    public async Task A_build_in_the_form_of_Coprs_first_year_is_built()
    {
        Frontend.List(
            """
            {"user_id":1,"submitted_on":1351153692,"repos":"http://foo/repo","results":null,"started_on":null,
            "copr":{"owner":{"name":"bkabrda","id":1},"name":"baz","id":3},"canceled":false,"ended_on":null,
            "pkgs":"http://foo/pkg-1.src.rpm","timeout":1800,"memory_reqs":2048,"chroots":"fedora-rawhide-i386","id":4}
            """);
        Start();

        await Frontend.UntilEndedAsync(4);

        Ledger.Ended.Should().Contain("pkg-1 fedora-rawhide-i386");
    }

    [Fact]
    public async Task A_build_with_a_fraction_of_a_second_is_built()
    {
        Frontend.List(StubFrontend.Build(4).Replace("1351157544", "1351157544.75", StringComparison.Ordinal));
        Start();

        await Frontend.UntilEndedAsync(4);

        Ledger.Ended.Should().Contain("pkg fedora-17-x86_64");
    }

    [Fact]
    public async Task A_canceled_build_is_stopped_and_its_end_is_reported()
    {
        Frontend.List(StubFrontend.Build(4, "http://foo/slow-1.src.rpm", "fedora-17-i386 fedora-17-x86_64"));
        Start();
        await Eventually.Async(() => Ledger.Begun.Count == 2, () => "the build");

        Frontend.List();
        Frontend.Canceled = """{"builds":[3,4]}""";
        await Frontend.UntilEndedAsync(4);

        Frontend.Requests.Should().Contain("ended 4 Failed");
        Ledger.Ended.Should().BeEmpty();
    }

    [Fact]
    public async Task A_build_resumes_after_a_kill_and_never_runs_twice_at_once()
    {
        Frontend.List(StubFrontend.Build(4, "http://foo/pkg.src.rpm", "fedora-17-i386 fedora-17-x86_64"));
        Start();
        await Eventually.Async(() => Ledger.Begun.Count > 0, () => "the build");

        await Backend.KillAndStartAgainAsync();
        await Frontend.UntilEndedAsync(4);

        Ledger.Twice.Should().BeEmpty();
    }

    [Fact]
    public async Task A_build_that_is_canceled_while_the_backend_is_stopped_is_reported_as_ended_and_not_built()
    {
        Frontend.List(StubFrontend.Build(4));
        Frontend.Trouble = context =>
            IsFor(context, CoprEndpoints.StartingBuild) ? Answer(context, 503, "")
            : Answer(context, 200, IsFor(context, CoprEndpoints.WaitingBuilds) ? Frontend.Waiting : Frontend.Canceled);
        Start();
        await Eventually.Async(() => Backend.Files("jobs").Contains("0000000000000000004.json"), () => "the job");
        await Backend.Program.KillAsync();

        Frontend.List();
        Frontend.Canceled = """{"builds":[4]}""";
        Frontend.MayStart = static _ => false;
        Frontend.Trouble = null;
        await Backend.KillAndStartAgainAsync();
        await Frontend.UntilEndedAsync(4);

        Ledger.Begun.Should().BeEmpty();
    }

    [Fact]
    public async Task No_report_is_lost_while_the_frontend_is_unreachable()
    {
        Frontend.Accepts = static update => update.EndedOn is null;
        Frontend.Refusal = static () => Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        Frontend.List(StubFrontend.Build(4, "http://foo/a.src.rpm"), StubFrontend.Build(5, "http://foo/fail-b.src.rpm"));
        Start();
        await Eventually.Async(() => Backend.Files("reports").Count(IsEnd) == 2, () => "the ends");

        Frontend.Trouble = static context => Answer(context, 503, "");
        await Backend.KillAndStartAgainAsync();
        await Backend.Program.WaitForLineAsync("The frontend did not receive the reports");
        Frontend.Accepts = static _ => true;
        Frontend.Trouble = null;
        await Frontend.UntilEndedAsync(4, 5);

        Frontend.Requests.Should().Contain("ended 4 Succeeded").And.Contain("ended 5 Failed");
    }

    public static TheoryData<string> AnswerNames => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public Task A_backend_survives_a_frontend_that_answers_with(string answer) => AssertSurvivesAsync(answer);

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public Task A_report_survives_a_frontend_that_answers_with(string answer)
    {
        Frontend.TroubledEndpoint = CoprEndpoints.UpdateBuilds;
        return AssertSurvivesAsync(answer);
    }

    [Fact]
    public async Task The_log_names_a_redirect()
    {
        Frontend.Trouble = static context => Redirect(context, "file:///x");
        Start();

        await Backend.Program.WaitForLineAsync("It redirects to file:///x");
    }

    [Theory]
    [InlineData("{\"builds\":[")]
    [InlineData("{\"builds\":[{\"pkgs\":\"")]
    public async Task A_body_of_a_gigabyte_does_not_fill_the_memory(string beginning)
    {
        long sent = 0;
        Frontend.List(StubFrontend.Build(4));
        Frontend.Trouble = async context =>
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
        await Backend.Program.WaitForLineAsync("COPR108");

        PeakMegabytes(Backend.Program.Id).Should().BeLessThan(400);
        Frontend.Trouble = null;
        await Frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_backend_asks_again_if_the_frontend_never_answers()
    {
        Frontend.List(StubFrontend.Build(4));
        Frontend.Trouble = static async context => await Task.Delay(Timeout.Infinite, context.RequestAborted);
        Start();
        await Backend.Program.WaitForLineAsync("did not answer as expected");

        Frontend.Trouble = null;
        await Frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_second_backend_in_the_same_folder_does_not_start()
    {
        Start();
        await Backend.Program.WaitForLineAsync("Application started");

        await using var second = BackendProgram.Start(Frontend.Url, BackendFolder, Ledger);

        (await second.Program.WaitForExitAsync()).Should().Be(1);
        second.Program.Output.Should().Contain("The backend cannot start: ").And.Contain("lock").And.NotContain("   at ");
    }

    [Theory]
    [InlineData(
        "--Backend:Frontend=nowhere",
        "Backend:Frontend is not an http or https URL. Set it to the frontend's, such as http://localhost:5000/.")]
    [InlineData("--Backend:Name=a:b", "Backend:Name is empty or contains a colon. Set it to a name that no other backend has.")]
    [InlineData("--Backend:Password=", "Backend:Password is empty. Set it to the frontend's password.")]
    [InlineData("--Backend:Parallelism=0", "Backend:Parallelism is out of range. Set it to a number from 1 to 1000.")]
    [InlineData("--Backend:ResultsUrl=results", "Backend:ResultsUrl is not an http or https URL. Set it to that of the folder results.")]
    [InlineData("--Backend:PollInterval=-1", "Backend:PollInterval is not positive. Set it to a time such as 00:00:10.")]
    public async Task A_wrong_setting_is_reported_and_the_backend_does_not_start(string argument, string message)
    {
        Start(argument);

        (await Backend.Program.WaitForExitAsync()).Should().Be(1);
        Backend.Program.Output.Trim().Should().Be($"The backend cannot start: {message}");
    }

    [Fact]
    public async Task A_damaged_job_file_is_set_aside_and_builds_are_still_built()
    {
        WriteFile("jobs/0000000000000000003.json", "");
        WriteFile("jobs/0000000000000000002.json.new", "{");
        Frontend.List(StubFrontend.Build(4));
        Start();

        await Frontend.UntilEndedAsync(4);

        Backend.Files("set-aside").Should().Equal("0000000000000000003.json");
        await Backend.Program.WaitForLineAsync("is damaged; it is set aside: COPR101");
    }

    private async Task AssertSurvivesAsync(string answer)
    {
        int answered = 0;
        Frontend.List(StubFrontend.Build(4));
        Frontend.Trouble = context =>
        {
            Interlocked.Increment(ref answered);
            return Answers[answer](context);
        };
        Start();
        await Eventually.Async(() => answered > 2 || Backend.Program.HasExited, () => answer);

        Backend.Program.HasExited.Should().BeFalse("{0} is no reason to end", answer);
        Frontend.Trouble = null;
        await Frontend.UntilEndedAsync(4);
    }

    private static long PeakMegabytes(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").Single(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static bool IsEnd(string file) => file.EndsWith("-2-ended.json", StringComparison.Ordinal);

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
