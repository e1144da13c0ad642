using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>A build's page says why the last report on it was refused.</summary>
public abstract partial class RefusedReportTests(FrontendFixture fixture)
{
    [SkippableTheory]
    [InlineData("\"started_on\":1354752000", "COPR505 report-times-out-of-order", "/builds/1/started_on", "\"started_on\" is ")]
    [InlineData("\"results\":\"a\\u0000b\"", "COPR103 wrong-type", "/builds/1/results", "\"results\" contains U+0000")]
    [InlineData("\"ended_on\":2000000000,\"status\":7", "COPR502 bad-status", "/builds/1/status", "expected ")]
    public async Task The_page_shows_the_rule_and_the_message_the_backend_and_the_time(
        string members, string rule, string path, string message)
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build other = await frontend.SubmitAsync();
        Build build = await frontend.SubmitAsync();

        await RefuseAsync(
            frontend, $$"""{"builds":[{"id":{{other.Id}}},{"id":{{build.Id}},{{members}}}]}""", "<b>builder</b>");

        string refusal = await RefusalAsync(frontend, build);
        WebUtility.HtmlDecode(refusal).Should().Contain(rule).And.Contain(path).And.Contain(message).And.Contain("<time ");
        refusal.Should().Contain("&lt;b&gt;builder&lt;/b&gt;", "the name is text, whatever it is");
        (await RefusalAsync(frontend, other)).Should().BeEmpty("its entry breaks no rule");
    }

    [SkippableFact]
    public async Task The_newer_refusal_replaces_the_older_one()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        await RefuseAsync(frontend, $$"""{"builds":[{"id":{{build.Id}},"started_on":1354752000}]}""");
        await RefuseAsync(frontend, $$"""{"builds":[{"id":{{build.Id}},"results":"{{new string('a', 5000)}}"}]}""");

        (await RefusalAsync(frontend, build)).Should().Contain("COPR108").And.NotContain("COPR505");
    }

    [SkippableFact]
    public async Task An_accepted_report_clears_it_even_if_it_changes_nothing_else()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        var start = new BuildUpdate { Id = build.Id, StartedOn = build.SubmittedOn };
        await frontend.ReportAsync(start);
        await RefuseAsync(frontend, $$"""{"builds":[{"id":{{build.Id}},"started_on":1354752000}]}""");

        await frontend.ReportAsync(start);

        (await RefusalAsync(frontend, build)).Should().BeEmpty();
        (await frontend.ShowAsync(build.Id)).State.Should().Be(BuildState.Running);
    }

    [SkippableFact]
    public async Task A_refused_report_changes_nothing_but_the_refusal()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        Build other = await frontend.SubmitAsync();
        string start = $"\"started_on\":{build.SubmittedOn.ToUnixTimeSeconds()}";

        await RefuseAsync(
            frontend, $$"""{"builds":[{"id":{{other.Id}},{{start}}},{"id":{{build.Id}},{{start}},"ended_on":1354752000,"status":1}]}""");

        (await frontend.ShowAsync(build.Id)).Should().Be(build);
        (await frontend.ShowAsync(other.Id)).Should().Be(other);
    }

    [SkippableFact]
    public async Task However_much_a_report_breaks_the_page_shows_a_little_of_it()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        string members = string.Join(',', Enumerable.Range(0, 5_000).Select(static number =>
            $"\"\\u202e<script>{new string('\u4e00', 20)}{number}\":{number},\"status\":{number}"));

        await RefuseAsync(
            frontend,
            $$"""{"builds":[{"id":{{build.Id}},{{members}},"results":1,"started_on":"x","ended_on":"y"}]}""",
            $"\u202e{new string('\u4e00', 3_000)}");

        string refusal = await RefusalAsync(frontend, build);
        refusal.Should().NotContain("<script");
        WebUtility.HtmlDecode(refusal).Should().NotContain("\u202e");
        WebUtility.HtmlDecode(refusal).Length.Should().BeInRange(100, 8_000);
    }

    [SkippableFact]
    public async Task A_text_that_is_not_JSON_or_names_no_build_is_refused_as_ever()
    {
        FrontendProgram frontend = await fixture.StartAsync();

        await RefuseAsync(frontend, "{\"builds\":[{\"id\":");
        await RefuseAsync(frontend, "{\"builds\":[7,{\"id\":\"x\"},{\"id\":1e99},{}]}");
        await RefuseAsync(frontend, "{\"builds\":[{\"\\ud8\":1,\"\\ud800\":1,\"id\":1,\"status\":7}]}");
        await RefuseAsync(frontend, "{\"builds\":[{\"id\":987654321,\"started_on\":0}]}");
        await RefuseAsync(frontend, "[{\"id\":1,\"started_on\":0}]");
    }

    [SkippableFact]
    public async Task A_stored_refusal_that_cannot_be_read_is_not_shown()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        using var queue = new QueueDatabase(fixture.ConnectionString);
        queue.Run($$"""UPDATE "Builds" SET "RefusedReport" = '{' WHERE "Id" = {{build.Id}}""");

        (await RefusalAsync(frontend, build)).Should().BeEmpty();
        (await frontend.IsListedAsync(build.Id)).Should().BeTrue();
    }

    private static async Task RefuseAsync(FrontendProgram frontend, string report, string backend = "builder-1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, CoprEndpoints.UpdateBuilds)
        {
            Content = new StringContent(report, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = FrontendProgram.Basic(backend, FrontendProgram.Password);
        using HttpResponseMessage response = await frontend.SendAsync(request);
        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    /// <summary>The part of a build's page that shows the refusal; empty if it has none.</summary>
    private static async Task<string> RefusalAsync(FrontendProgram frontend, Build build)
    {
        (HttpStatusCode status, string page) = await frontend.GetAsync($"status/builds/{build.Id}");
        status.Should().Be(HttpStatusCode.OK);
        return Refusal().Match(page).Value;
    }

    [GeneratedRegex("<section id=\"refusal\".*?</section>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Refusal();
}

public sealed class SqliteRefusedReportTests(SqliteFrontendTests.Fixture fixture)
    : RefusedReportTests(fixture), IClassFixture<SqliteFrontendTests.Fixture>;

[Collection(nameof(PostgreSqlCluster))]
public sealed class PostgreSqlRefusedReportTests(PostgreSqlFrontendTests.Fixture fixture, PostgreSqlCluster cluster)
    : RefusedReportTests(fixture.On(cluster)), IClassFixture<PostgreSqlFrontendTests.Fixture>;
