using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>A question that the frontend does not answer is asked again, and does not keep the backend from anything else.</summary>
public sealed class QuestionTests : BackendTest
{
    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Builds_whose_questions_are_not_answered_leave_their_places_to_the_next_ones(int status)
    {
        Frontend.MayStart = question => question.BuildId > 8 || NoAnswer(status);
        Frontend.List(StubFrontend.Build(7), StubFrontend.Build(8), StubFrontend.Build(9), StubFrontend.Build(10));
        Start();

        await Frontend.UntilEndedAsync(9, 10);

        Frontend.Requests.Should().NotContain("started 7").And.NotContain("started 8");
    }

    [Fact]
    public async Task A_build_whose_question_is_not_answered_is_built_later_even_if_it_is_not_listed_any_more()
    {
        Frontend.MayStart = static question => question.BuildId > 7 || NoAnswer(500);
        Frontend.List(StubFrontend.Build(7), StubFrontend.Build(8));
        Start();
        await Frontend.UntilEndedAsync(8);

        Frontend.List();
        await UntilAskedAsync(7, Count(7) + 2);
        Frontend.MayStart = static _ => true;
        await Frontend.UntilEndedAsync(7);

        await Eventually.Async(() => !Backend.Files("jobs").Any(), () => "no job");
        Frontend.Requests.Should().ContainSingle(static request => request == "started 7");
    }

    [Fact]
    public async Task Builds_whose_questions_are_not_answered_do_not_hide_the_next_ones()
    {
        string[] waiting = [.. Enumerable.Range(1, 13).Select(static id => StubFrontend.Build(id))];
        ListUpToTheLimit(waiting);
        Frontend.MayStart = static question => question.BuildId == 13 || NoAnswer(500);
        Start();

        await Frontend.UntilEndedAsync(13);
    }

    [Fact]
    public async Task A_backend_that_gets_no_answers_does_not_ask_for_the_whole_queue()
    {
        string[] waiting = [.. Enumerable.Range(1, 30).Select(static id => StubFrontend.Build(id))];
        ListUpToTheLimit(waiting);
        Frontend.MayStart = static _ => NoAnswer(500);
        Start();
        await UntilAskedAsync(20, 2);

        await UntilAskedAsync(1, Count(1) + 2);

        Frontend.Requests.Distinct().Should().HaveCount(20);
    }

    [Fact]
    public async Task A_new_build_is_built_after_more_than_a_hundred_questions_without_an_answer()
    {
        string[] unanswered = [.. Enumerable.Range(1, 10).Select(static id => StubFrontend.Build(id))];
        Frontend.MayStart = static question => question.BuildId == 99 || NoAnswer(500);
        Frontend.List(unanswered);
        Start("--Backend:PollInterval=00:00:00.01");
        await Eventually.Async(
            () => Frontend.Requests.Count > 100 || Backend.Program.Output.Contains("circuit", StringComparison.Ordinal),
            () => $"the questions; the backend wrote\n{Backend.Program.Output}");

        Backend.Program.Output.Should().NotContain("circuit", "an open circuit keeps the backend from the list, too");
        Frontend.List([.. unanswered, StubFrontend.Build(99)]);
        await Frontend.UntilEndedAsync(99);
    }

    [Fact]
    public async Task A_build_that_another_backend_had_is_asked_for_again_even_if_the_list_has_not_changed()
    {
        Frontend.MayStart = static _ => false;
        ListWithATag(StubFrontend.Build(4));
        Start();
        await Backend.Program.WaitForLineAsync("This backend may not start build 4");

        Frontend.MayStart = static _ => true;
        await Frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_build_is_not_built_if_its_question_is_redirected_to_a_page_that_does_not_exist()
    {
        int redirects = 0;
        Frontend.TroubledEndpoint = CoprEndpoints.StartingBuild;
        Frontend.Trouble = context =>
        {
            Interlocked.Increment(ref redirects);
            return Redirect(context, "/nowhere");
        };
        Frontend.List(StubFrontend.Build(4));
        Start();
        await Eventually.Async(() => redirects > 2, () => "three redirects");

        Ledger.Begun.Should().BeEmpty();
        Frontend.Trouble = null;
        await Frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_backend_that_is_denied_a_build_skips_some_of_the_list()
    {
        Frontend.MayStart = static question => question.BuildId > 200;
        Frontend.List([.. Enumerable.Range(1, 200).Select(static id => StubFrontend.Build(id)), StubFrontend.Build(201, chroots: "bad")]);
        Start("--Backend:PollInterval=01:00:00");

        // A refused build is never skipped, and its question is the last one of the poll.
        await Frontend.UntilEndedAsync(201);

        Frontend.Requests.Count(static request => request.StartsWith("start ", StringComparison.Ordinal)).Should().BeInRange(26, 120);
    }

    [Fact]
    public async Task An_error_instead_of_the_canceled_builds_does_not_keep_builds_from_starting()
    {
        Frontend.List(StubFrontend.Build(4, "http://foo/waiting-1.src.rpm"));
        Start();
        await Eventually.Async(() => Ledger.Begun.Count == 1, () => "the build");

        Frontend.TroubledEndpoint = CoprEndpoints.CanceledBuilds;
        Frontend.Trouble = static context => Answer(context, 500, "");
        Frontend.List(StubFrontend.Build(5));
        await Frontend.UntilEndedAsync(5);
    }

    [Fact]
    public async Task An_error_instead_of_the_canceled_builds_loses_no_end_of_a_canceled_build()
    {
        Frontend.MayStart = LoseTheFirstAnswer;
        Frontend.TroubledEndpoint = CoprEndpoints.CanceledBuilds;
        Frontend.Trouble = static context => Answer(context, 400, "");
        Frontend.List(StubFrontend.Build(4));
        Start();
        await UntilAskedAsync(4, 3);

        Frontend.List();
        Frontend.Canceled = """{"builds":[4]}""";
        Frontend.Trouble = null;
        await Frontend.UntilEndedAsync(4);

        Ledger.Begun.Should().BeEmpty();
    }

    [Fact]
    public async Task The_canceled_build_of_another_backend_is_not_reported()
    {
        Frontend.MayStart = static _ => false;
        Frontend.Canceled = """{"builds":[4]}""";
        Frontend.List(StubFrontend.Build(4));
        Start();

        await UntilAskedAsync(4, 3);

        AssertReportsNothing();
    }

    [Fact]
    public async Task A_canceled_build_that_another_backend_reports_in_time_is_not_reported_by_this_one()
    {
        Frontend.MayStart = LoseTheFirstAnswer;
        Frontend.TroubledEndpoint = CoprEndpoints.CanceledBuilds;
        Frontend.Trouble = context =>
        {
            Frontend.List();
            Frontend.Trouble = null;
            return Answer(context, 200, """{"builds":[4]}""");
        };
        Frontend.List(StubFrontend.Build(4));
        Start();

        await UntilAskedAsync(4, 2);
        await Eventually.Async(() => !Backend.Files("jobs").Any(), () => "no job");

        AssertReportsNothing();
    }

    [Fact]
    public async Task A_backend_that_may_hold_20_builds_asks_for_no_more_while_there_is_an_error_instead_of_the_canceled_builds()
    {
        Frontend.MayStart = LoseTheFirstAnswer;
        Frontend.TroubledEndpoint = CoprEndpoints.CanceledBuilds;
        Frontend.Trouble = static context => Answer(context, 400, "");
        Frontend.List([.. Enumerable.Range(1, 30).Select(static id => StubFrontend.Build(id))]);
        Start();

        await UntilAskedAsync(1, 4);

        Frontend.Requests.Distinct().Should().HaveCount(20);
    }

    [Fact]
    public async Task Builds_of_other_backends_do_not_count_as_unanswered_while_there_is_an_error_instead_of_the_canceled_builds()
    {
        Frontend.MayStart = static question => question.BuildId == 25;
        Frontend.TroubledEndpoint = CoprEndpoints.CanceledBuilds;
        Frontend.Trouble = static context => Answer(context, 400, "");
        Frontend.List([.. Enumerable.Range(1, 24).Select(static id => StubFrontend.Build(id))]);
        Start();
        await UntilAskedAsync(24, 2);

        Frontend.List(StubFrontend.Build(25));
        await Frontend.UntilEndedAsync(25);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_refused_build_whose_question_is_not_answered_does_not_keep_the_others_in_the_queue(int status)
    {
        Frontend.MayStart = question => question.BuildId > 7 || NoAnswer(status);
        Frontend.List(StubFrontend.Build(7, chroots: "bad"), StubFrontend.Build(8, chroots: "bad"));
        Start();
        await Frontend.UntilEndedAsync(8);

        Frontend.List();
        Frontend.MayStart = static _ => true;
        await Frontend.UntilEndedAsync(7);
    }

    [Fact]
    public async Task After_an_error_the_next_build_starts_as_soon_as_one_ends()
    {
        Frontend.MayStart = static question => question.BuildId > 7 || NoAnswer(500);
        Frontend.List(StubFrontend.Build(7, chroots: "bad"), StubFrontend.Build(8), StubFrontend.Build(9));
        Start("--Backend:PollInterval=01:00:00", "--Backend:Parallelism=1");

        await Frontend.UntilEndedAsync(8, 9);
    }

    private int Count(long id) => Frontend.Requests.Count(request => request == $"start {id}");

    private Task UntilAskedAsync(long id, int count) =>
        Eventually.Async(() => Count(id) >= count, () => $"{count} questions about {id}; the backend wrote\n{Backend.Program.Output}");

    /// <summary>No report is sent, and none waits. A report is recorded before its file is deleted.</summary>
    private void AssertReportsNothing()
    {
        Backend.Files("reports").Should().BeEmpty();
        Frontend.Reports.Should().BeEmpty();
    }

    /// <summary>The first question about a build gets no answer, and the next ones get No.</summary>
    private bool LoseTheFirstAnswer(StartBuildRequest question) => Count(question.BuildId) == 1 && NoAnswer(500);
}
