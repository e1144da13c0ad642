using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>Builds that break the contract do not stop the queue.</summary>
public sealed class RefusedBuildTests : BackendTest
{
    [Fact]
    public async Task A_refused_build_is_reported_as_failed_and_its_results_say_which_rule_it_broke()
    {
        Frontend.List(StubFrontend.Build(4, chroots: "../../etc"), StubFrontend.Build(5, chroots: "fedora-17-i386 fedora-18-i386"));
        Start();

        await Frontend.UntilEndedAsync(4, 5);

        Frontend.Requests.Should().Contain(["start 4", "start 5", "ended 4 Failed", "ended 5 Failed"]);
        Frontend.Reports.Should().Contain(static report => report.Id == 5 && report.Results == "http://results/refused/5/");
        File.ReadAllText(Path.Combine(BackendFolder, "results/refused/4/violations.txt")).Should().StartWith("COPR106");
        File.ReadAllText(Path.Combine(BackendFolder, "results/refused/5/violations.txt")).Should().StartWith("COPR201");
    }

    [Fact]
    public async Task A_refused_build_that_another_backend_holds_is_not_reported()
    {
        Frontend.MayStart = static question => question.BuildId != 4;
        Frontend.List(StubFrontend.Build(4, chroots: "bad"), StubFrontend.Build(5));
        Start();

        await Frontend.UntilEndedAsync(5);

        Frontend.Requests.Should().Contain("start 4");
        Frontend.Reports.Should().NotContain(static report => report.Id == 4);
        await Eventually.Async(() => !Backend.Files("refused").Any(), () => "no refusal");
    }

    [Fact]
    public async Task A_refusal_is_reported_after_a_restart_if_the_frontend_was_unreachable()
    {
        Frontend.List(StubFrontend.Build(4, chroots: "bad"));
        Frontend.TroubledEndpoint = CoprEndpoints.StartingBuild;
        Frontend.Trouble = static context => Answer(context, 503, "");
        Start();
        await Eventually.Async(() => Backend.Files("refused").Contains("0000000000000000004.json"), () => "the refusal");

        await Backend.Program.KillAsync();
        Frontend.List();
        Frontend.Trouble = null;
        await Backend.KillAndStartAgainAsync();
        await Frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_refused_build_that_is_repaired_before_its_question_is_answered_is_built_and_not_reported_as_failed()
    {
        Frontend.MayStart = static _ => NoAnswer(503);
        Frontend.List(StubFrontend.Build(7, chroots: "bad"));
        Start();
        await Eventually.Async(() => Backend.Files("refused").Contains("0000000000000000007.json"), () => "the refusal");
        Frontend.List(StubFrontend.Build(7, "http://foo/waiting-1.src.rpm"));
        await Eventually.Async(() => Backend.Files("jobs").Contains("0000000000000000007.json"), () => "the job");

        Frontend.MayStart = static _ => true;
        await Eventually.Async(() => Ledger.Begun.Count == 1 && !Backend.Files("refused").Any(), () => "the build and no refusal");
        Ledger.Release();
        await Frontend.UntilEndedAsync(7);

        Frontend.Requests.Should().Contain("ended 7 Succeeded").And.NotContain("ended 7 Failed");
    }

    [Fact]
    public async Task The_end_of_a_refused_build_that_is_canceled_after_its_answer_is_lost_is_reported()
    {
        int questions = 0;
        Frontend.MayStart = _ => Interlocked.Increment(ref questions) == 1 && NoAnswer(500);
        Frontend.Canceled = """{"builds":[7]}""";
        Frontend.List(StubFrontend.Build(7, chroots: "bad"));
        Start();
        await Eventually.Async(() => questions > 0, () => "the question");

        Frontend.List();
        await Frontend.UntilEndedAsync(7);

        Frontend.Reports.Should().Contain(static report => report.Id == 7 && report.Results == "http://results/refused/7/");
    }

    [Fact]
    public async Task The_canceled_build_of_another_backend_is_not_reported_even_if_it_breaks_the_contract()
    {
        Frontend.MayStart = static _ => false;
        Frontend.Canceled = """{"builds":[4]}""";
        Frontend.List(StubFrontend.Build(4, chroots: "bad"));
        Start();

        await Eventually.Async(() => Frontend.Requests.Count(static request => request == "start 4") > 2, () => "the questions");

        Backend.Files("reports").Should().BeEmpty();
        Frontend.Reports.Should().BeEmpty();
    }

    [Fact]
    public async Task A_setting_leaves_refused_builds_in_the_queue()
    {
        Frontend.List(StubFrontend.Build(4, chroots: "bad"), StubFrontend.Build(5));
        Start("--Backend:LeaveRefusedBuilds=true");

        await Frontend.UntilEndedAsync(5);

        Frontend.Requests.Should().NotContain("start 4");
        Backend.Files("set-aside").Should().ContainSingle();
    }

    [Theory]
    [InlineData(10, "bad")]
    [InlineData(12, "bad")]
    [InlineData(25, "null")]
    public async Task Refused_builds_that_stay_on_the_list_do_not_hide_the_next(int count, string kind)
    {
        string[] waiting =
        [
            .. Enumerable.Range(1, count).Select(id => kind == "null" ? kind : StubFrontend.Build(id, chroots: kind)),
            StubFrontend.Build(99),
        ];
        ListUpToTheLimit(waiting);
        Start("--Backend:LeaveRefusedBuilds=true");

        await Frontend.UntilEndedAsync(99);
    }

    [Fact]
    public async Task Builds_that_are_too_large_do_not_hide_the_next()
    {
        string large = $"{{\"x\":\"{new string('x', 4 * 1024 * 1024)}\"}}";
        ListUpToTheLimit([.. Enumerable.Repeat(large, 12), StubFrontend.Build(99)]);
        Start();

        await Frontend.UntilEndedAsync(99);
    }

    [Fact]
    public async Task A_build_that_is_too_large_is_reported_as_failed()
    {
        Frontend.List(StubFrontend.Build(4, more: $",\"x\":\"{new string('x', 4 * 1024 * 1024)}\""));
        Start();

        await Frontend.UntilEndedAsync(4);

        Frontend.Requests.Should().Contain("ended 4 Failed");
        File.ReadAllText(Path.Combine(BackendFolder, "results/refused/4/violations.txt")).Should().StartWith("COPR108");
    }

    [Fact]
    public async Task Files_that_are_set_aside_are_bounded_and_the_newest_stay()
    {
        for (int number = 0; number < 1100; number++)
        {
            WriteFile($"set-aside/old-{number}.json", "{}");
        }

        Frontend.List(StubFrontend.Build(4, chroots: "bad"), StubFrontend.Build(5));
        Start();

        await Frontend.UntilEndedAsync(5);

        Backend.Files("set-aside").Should().HaveCountLessThanOrEqualTo(1000)
            .And.Contain(static file => file.StartsWith("4-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_bytes_that_are_set_aside_are_bounded_and_the_newest_stay()
    {
        for (int number = 0; number < 3; number++)
        {
            string name = $"set-aside/old-{number}.json";
            WriteFile(name, "");
            using FileStream sparse = File.OpenWrite(Path.Combine(BackendFolder, name));
            sparse.SetLength(100 * 1024 * 1024);
        }

        Frontend.List(StubFrontend.Build(4, chroots: "bad"), StubFrontend.Build(5));
        Start();

        await Frontend.UntilEndedAsync(5);

        Backend.Files("set-aside").Should().HaveCount(3).And.Contain(static file => file.StartsWith("4-", StringComparison.Ordinal));
    }
}
