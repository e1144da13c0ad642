using Copr.Contracts.Samples.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>Reports reach the frontend, whatever it answers to one of them.</summary>
public sealed class ReportTests : BackendTest
{
    private static readonly Dictionary<string, Func<IResult>> Refusals = new(StringComparer.Ordinal)
    {
        ["an error"] = static () => Results.StatusCode(StatusCodes.Status500InternalServerError),
        ["a proxy's page"] = static () => Results.Text("<html>400 Bad Request</html>", "text/html", statusCode: 400),
        ["another problem"] = static () => Results.Problem(title: "The request is wrong.", detail: "No.", statusCode: 400),
        ["no such rule"] = static () => Results.Problem(detail: "COPR999 made-up", statusCode: 400),
        ["a rule in no problem"] = static () => Results.Json(new { detail = "COPR502 bad-status" }, statusCode: 400),
        ["half a problem"] = static () => Results.Text("""{"detail":"COPR502 """, "application/problem+json", statusCode: 400),
    };

    public static TheoryData<string> RefusalNames => [.. Refusals.Keys];

    [Theory]
    [MemberData(nameof(RefusalNames))]
    public async Task A_report_that_the_frontend_does_not_accept_is_kept_and_lets_the_others_go_first(string refusal)
    {
        Frontend.Accepts = static update => update.Id != 4;
        Frontend.Refusal = Refusals[refusal];
        WriteReport(4);
        WriteReport(5);
        WriteReport(6);
        Start();

        await Frontend.UntilEndedAsync(5, 6);
        Backend.Files("reports").Should().Contain("0000000000000000004-2-ended.json");
        Backend.Files("set-aside").Should().BeEmpty();

        Frontend.Accepts = static _ => true;
        await Frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_report_that_breaks_a_rule_is_set_aside_and_the_log_says_why()
    {
        Frontend.Accepts = static update => update.Id != 4;
        WriteReport(4);
        WriteReport(5);
        Start();

        await Frontend.UntilEndedAsync(5);
        await Eventually.Async(() => Backend.Files("set-aside").Contains("0000000000000000004-2-ended.json"), () => "the refused report");

        await Backend.Program.WaitForLineAsync("COPR502 bad-status (error) at /builds/0/status");
        await Eventually.Async(() => !Backend.Files("reports").Any(), () => "no report");
    }

    [Fact]
    public async Task A_start_and_an_end_that_are_both_unsent_are_one_entry()
    {
        WriteFile("reports/0000000000000000004-1-started.json", """{"id":4,"started_on":1354752000,"results":"http://results/"}""");
        WriteReport(4);
        Start();

        await Frontend.UntilEndedAsync(4);

        BuildUpdate report = Frontend.Reports.Should().ContainSingle().Which;
        report.StartedOn.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1354752000));
        report.Results.Should().Be("http://results/");
        await Eventually.Async(() => !Backend.Files("reports").Any(), () => "no report");
    }

    [Fact]
    public async Task A_report_that_the_frontend_does_not_name_is_sent_again_after_the_others()
    {
        Frontend.TroubledEndpoint = CoprEndpoints.UpdateBuilds;
        Frontend.Trouble = static context => Answer(context, 200, """{"updated_builds_ids":[],"non_existing_builds_ids":[]}""");
        WriteReport(4);
        Start();
        await Task.Delay(TimeSpan.FromSeconds(2));

        Backend.Files("reports").Should().ContainSingle();
        Frontend.Trouble = null;
        await Frontend.UntilEndedAsync(4);
    }

    private void WriteReport(long id) =>
        WriteFile($"reports/{id:D19}-2-ended.json", $$"""{"id":{{id}},"ended_on":1354752600,"status":1}""");
}
