using System.Net;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>Reports whose times cannot be right.</summary>
public abstract class ReportTimeTests(FrontendFixture fixture)
{
    [SkippableTheory]
    [InlineData("\"started_on\":0", "/builds/0/started_on")]
    [InlineData("\"started_on\":-0.5", "/builds/0/started_on")]
    [InlineData("\"ended_on\":0,\"status\":1", "/builds/0/ended_on")]
    [InlineData("\"started_on\":SUBMITTED.5,\"ended_on\":SUBMITTED.4,\"status\":1", "/builds/0/ended_on")]
    [InlineData("\"started_on\":1354752000", "/builds/0/started_on")]
    [InlineData("\"ended_on\":1354752600,\"status\":0", "/builds/0/ended_on")]
    [InlineData("\"started_on\":4102444800", "/builds/0/started_on")]
    [InlineData("\"ended_on\":4102444800,\"status\":1", "/builds/0/ended_on")]
    public async Task A_time_that_cannot_be_right_is_refused_with_the_rule(string times, string path)
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        string reported = times.Replace("SUBMITTED", $"{build.SubmittedOn.ToUnixTimeSeconds()}", StringComparison.Ordinal);

        (HttpStatusCode status, string body) = await frontend.PostRawAsync(
            CoprEndpoints.UpdateBuilds, $$"""{"builds":[{"id":{{build.Id}},{{reported}}}]}""");

        status.Should().Be(HttpStatusCode.BadRequest);
        Problem.FirstViolation(body).Should().Be(("COPR505", path));
        (await frontend.ShowAsync(build.Id)).Should().Be(build);
    }

    [SkippableFact]
    public async Task An_end_before_the_stored_start_is_refused()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, StartedOn = build.SubmittedOn.AddSeconds(60) });

        (HttpStatusCode status, string body) = await frontend.PostRawAsync(
            CoprEndpoints.UpdateBuilds,
            $$"""{"builds":[{"id":{{build.Id}},"ended_on":{{build.SubmittedOn.ToUnixTimeSeconds() + 59}},"status":1}]}""");

        status.Should().Be(HttpStatusCode.BadRequest);
        Problem.FirstViolation(body).Should().Be(("COPR505", "/builds/0/ended_on"));
        (await frontend.ShowAsync(build.Id)).State.Should().Be(BuildState.Running);
    }

    [SkippableTheory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_time_an_hour_before_the_submission_or_after_now_is_stored_because_clocks_differ(int hours)
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        DateTimeOffset end = build.SubmittedOn.AddHours(hours);

        await frontend.ReportAsync(
            new BuildUpdate { Id = build.Id, StartedOn = end.AddSeconds(-1), EndedOn = end, Status = BuildStatus.Succeeded });

        (await frontend.ShowAsync(build.Id)).EndedOn.Should().Be(end);
    }
}

public sealed class SqliteReportTimeTests(SqliteFrontendTests.Fixture fixture)
    : ReportTimeTests(fixture), IClassFixture<SqliteFrontendTests.Fixture>;

[Collection(nameof(PostgreSqlCluster))]
public sealed class PostgreSqlReportTimeTests(PostgreSqlFrontendTests.Fixture fixture, PostgreSqlCluster cluster)
    : ReportTimeTests(fixture.On(cluster)), IClassFixture<PostgreSqlFrontendTests.Fixture>;
