using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Samples.Tests.Running;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>The frontend's endpoints, on each database.</summary>
public abstract class FrontendTests(FrontendFixture fixture)
{
    private static readonly long StartSecond = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static readonly long EndSecond = StartSecond + 600;

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(StartSecond).AddSeconds(0.25);

    private static readonly DateTimeOffset End = DateTimeOffset.FromUnixTimeSeconds(EndSecond).AddSeconds(0.5);

    [SkippableFact]
    public async Task A_submitted_build_is_listed_with_all_its_members()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        CoprProject copr = await frontend.CreateCoprAsync(repositories: "http://foo/repo http://bar/repo");

        Build submitted = await frontend.SubmitAsync(copr, "http://foo/a%40b.src.rpm http://foo/b.src.rpm?x=1&y=2");

        (await frontend.WaitingAsync()).Builds.Single(build => build.Id == submitted.Id).Should().Be(submitted);
        submitted.Should().BeEquivalentTo(
            new { CoprId = copr.Id, UserId = 7L, copr.Chroots, Copr = copr, Canceled = (bool?)null, State = BuildState.Waiting });
        submitted.Packages.ToString().Should().Be("http://foo/a%40b.src.rpm http://foo/b.src.rpm?x=1&y=2");
    }

    [SkippableFact]
    public async Task The_waiting_list_breaks_no_rule()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        await frontend.SubmitAsync();

        (_, string body) = await frontend.GetAsync("waiting_builds/?limit=1000");

        var options = new ValidationOptions { MaxBuilds = 1000 };
        ContractValidator.ValidateWaitingBuilds(Encoding.UTF8.GetBytes(body), options).Violations
            .Where(static violation => violation.Rule.Severity != Severity.Info).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task The_oldest_build_is_listed_first()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        CoprProject copr = await frontend.CreateCoprAsync();
        long[] ids = [(await frontend.SubmitAsync(copr)).Id, (await frontend.SubmitAsync(copr)).Id, (await frontend.SubmitAsync(copr)).Id];

        (await frontend.WaitingAsync()).Builds.Select(static build => build.Id).Where(ids.Contains).Should().Equal(ids);
    }

    [SkippableFact]
    public async Task Ten_builds_are_listed_unless_the_request_has_another_limit()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        CoprProject copr = await frontend.CreateCoprAsync();
        for (int count = 0; count < 12; count++)
        {
            await frontend.SubmitAsync(copr);
        }

        CoprJson.Read<WaitingBuilds>((await frontend.GetAsync("waiting_builds/")).Body).Builds.Should().HaveCount(10);
        (await frontend.WaitingAsync(11)).Builds.Should().HaveCount(11);
    }

    [SkippableTheory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("99999999999")]
    public async Task A_limit_out_of_range_is_refused(string limit)
    {
        FrontendProgram frontend = await fixture.StartAsync();

        (await frontend.GetAsync($"waiting_builds/?limit={limit}")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [SkippableFact]
    public async Task A_known_list_is_not_sent_again_until_it_changes()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        (_, EntityTagHeaderValue tag) = await Poll(null);

        (await Poll(tag)).Status.Should().Be(HttpStatusCode.NotModified);
        await frontend.CancelAsync(build.Id);
        (await Poll(tag)).Status.Should().Be(HttpStatusCode.OK);

        async Task<(HttpStatusCode Status, EntityTagHeaderValue Tag)> Poll(EntityTagHeaderValue? knownTag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "waiting_builds/?limit=1000");
            if (knownTag is not null)
            {
                request.Headers.IfNoneMatch.Add(knownTag);
            }

            using HttpResponseMessage response = await frontend.SendAsync(request);
            return (response.StatusCode, response.Headers.ETag!);
        }
    }

    [SkippableFact]
    public async Task One_backend_may_start_a_build_however_often_it_asks()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        (await frontend.MayStartAsync(build.Id, "builder-1")).Should().BeTrue();
        (await frontend.MayStartAsync(build.Id, "builder-2")).Should().BeFalse();
        (await frontend.MayStartAsync(build.Id, "builder-1")).Should().BeTrue();
    }

    [SkippableFact]
    public async Task If_many_backends_ask_at_once_one_of_them_may_start()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        bool[] answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(number => frontend.MayStartAsync(build.Id, $"builder-{number}")));

        answers.Should().ContainSingle(static answer => answer);
    }

    [SkippableFact]
    public async Task A_build_that_a_backend_may_start_leaves_the_waiting_list()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        await frontend.MayStartAsync(build.Id, "builder-1");

        (await frontend.IsListedAsync(build.Id)).Should().BeFalse();
    }

    [SkippableFact]
    public async Task A_canceled_ended_started_or_unknown_build_may_not_start()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        CoprProject copr = await frontend.CreateCoprAsync();
        long canceled = (await frontend.SubmitAsync(copr)).Id;
        long ended = (await frontend.SubmitAsync(copr)).Id;
        long started = (await frontend.SubmitAsync(copr)).Id;
        await frontend.CancelAsync(canceled);
        await frontend.ReportAsync(
            new BuildUpdate { Id = ended, EndedOn = End, Status = BuildStatus.Succeeded },
            new BuildUpdate { Id = started, StartedOn = Start });

        foreach (long id in new[] { canceled, ended, started, long.MaxValue })
        {
            (await frontend.MayStartAsync(id, "builder-1")).Should().BeFalse();
        }
    }

    [SkippableFact]
    public async Task A_reported_start_and_end_are_stored_and_sent_in_whole_seconds()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, StartedOn = Start, Results = "http://results/" });
        Build running = await frontend.ShowAsync(build.Id);
        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, EndedOn = End, Status = BuildStatus.Failed });
        Build ended = await frontend.ShowAsync(build.Id);

        (running.State, running.StartedOn, running.Results).Should()
            .Be((BuildState.Running, DateTimeOffset.FromUnixTimeSeconds(StartSecond), "http://results/"));
        (ended.State, ended.Status, ended.EndedOn, ended.Results).Should()
            .Be((BuildState.Ended, BuildStatus.Failed, DateTimeOffset.FromUnixTimeSeconds(EndSecond), "http://results/"));
    }

    [SkippableFact]
    public async Task Unknown_ids_are_listed_and_the_other_builds_are_updated()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        BuildUpdatesResult result = await frontend.ReportAsync(
            new BuildUpdate { Id = 123321, StartedOn = Start }, new BuildUpdate { Id = build.Id, StartedOn = Start });

        result.Should().Be(new BuildUpdatesResult { UpdatedBuildIds = [build.Id], NonExistingBuildIds = [123321] });
        (await frontend.ShowAsync(build.Id)).State.Should().Be(BuildState.Running);
    }

    [SkippableFact]
    public async Task An_empty_report_is_answered_with_two_empty_lists()
    {
        FrontendProgram frontend = await fixture.StartAsync();

        (await frontend.PostRawAsync(CoprEndpoints.UpdateBuilds, """{"builds":[]}""")).Should()
            .Be((HttpStatusCode.OK, """{"updated_builds_ids":[],"non_existing_builds_ids":[]}"""));
    }

    [SkippableTheory]
    [InlineData("""{"started_on":1}""", "COPR102", "/builds/1")]
    [InlineData("""{"id":"1","started_on":1}""", "COPR103", "/builds/1/id")]
    [InlineData("""{"id":1.5,"started_on":1}""", "COPR103", "/builds/1/id")]
    [InlineData("""{"id":1,"ended_on":1,"status":2}""", "COPR502", "/builds/1/status")]
    [InlineData("""{"id":1,"status":1}""", "COPR503", "/builds/1/status")]
    [InlineData("""{"id":1,""", "COPR101", "/builds/1")]
    public async Task A_report_with_an_entry_that_breaks_a_rule_is_refused_and_not_stored(string entry, string rule, string path)
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        (HttpStatusCode status, string body) = await frontend.PostRawAsync(
            CoprEndpoints.UpdateBuilds, $$"""{"builds":[{"id":{{build.Id}},"ended_on":1,"status":1},{{entry}}]}""");

        status.Should().Be(HttpStatusCode.BadRequest);
        Problem.FirstViolation(body).Should().Be((rule, path));
        (await frontend.ShowAsync(build.Id)).State.Should().Be(BuildState.Waiting);
    }

    [SkippableFact]
    public async Task The_first_end_wins_and_a_later_one_is_answered_as_updated()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, EndedOn = End, Status = BuildStatus.Failed });

        BuildUpdatesResult result = await frontend.ReportAsync(
            new BuildUpdate { Id = build.Id, EndedOn = End.AddSeconds(1), Status = BuildStatus.Succeeded });

        result.UpdatedBuildIds.Should().Equal(build.Id);
        (await frontend.ShowAsync(build.Id)).Status.Should().Be(BuildStatus.Failed);
    }

    [SkippableFact]
    public async Task If_many_ends_are_reported_at_once_one_of_them_wins_with_all_its_members()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => frontend.ReportAsync(new BuildUpdate
        {
            Id = build.Id,
            StartedOn = Start.AddSeconds(number),
            Results = $"{number}",
            EndedOn = End.AddSeconds(number),
            Status = (BuildStatus)(number % 2),
        })));

        Build ended = await frontend.ShowAsync(build.Id);
        int winner = int.Parse(ended.Results!, CultureInfo.InvariantCulture);
        (ended.StartedOn, ended.EndedOn, ended.Status).Should().Be((
            DateTimeOffset.FromUnixTimeSeconds(StartSecond + winner),
            DateTimeOffset.FromUnixTimeSeconds(EndSecond + winner),
            (BuildStatus)(winner % 2)));
    }

    [SkippableFact]
    public async Task A_build_that_has_ended_is_not_waiting_even_if_its_start_was_never_reported()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, EndedOn = End, Status = BuildStatus.Failed });

        (await frontend.IsListedAsync(build.Id)).Should().BeFalse();
    }

    [SkippableFact]
    public async Task A_report_can_be_sent_with_put()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        string report = $$"""{"builds":[{"id":{{build.Id}},"started_on":{{StartSecond}}.12}]}""";
        using var request = new HttpRequestMessage(HttpMethod.Put, CoprEndpoints.UpdateBuilds)
        {
            Content = new StringContent(report, Encoding.UTF8, "application/json"),
        };

        using HttpResponseMessage response = await frontend.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await frontend.ShowAsync(build.Id)).State.Should().Be(BuildState.Running);
    }

    [SkippableTheory]
    [InlineData(null, null)]
    [InlineData("tests", "wrong")]
    [InlineData("tests", "")]
    [InlineData(FrontendProgram.Password, "")]
    public async Task A_report_without_the_password_is_refused_and_not_stored(string? user, string? password)
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, CoprEndpoints.UpdateBuilds)
        {
            Content = new StringContent(
                $$"""{"builds":[{"id":{{build.Id}},"started_on":{{StartSecond}}}]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization =
            user is null ? new AuthenticationHeaderValue("Bearer", "x") : FrontendProgram.Basic(user, password!);

        using HttpResponseMessage response = await frontend.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.Should().ContainSingle(static challenge => challenge.Scheme == "Basic");
        (await frontend.ShowAsync(build.Id)).State.Should().Be(BuildState.Waiting);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("whoever")]
    public async Task Any_user_name_is_accepted(string user)
    {
        FrontendProgram frontend = await fixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, CoprEndpoints.UpdateBuilds)
        {
            Content = new StringContent("""{"builds":[]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = FrontendProgram.Basic(user, FrontendProgram.Password);

        using HttpResponseMessage response = await frontend.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [SkippableFact]
    public async Task The_chroots_of_a_build_are_those_that_its_copr_had_at_the_submission()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"coprs/{build.CoprId}")
        {
            Content = new StringContent("""{"chroots":"fedora-18-x86_64"}""", Encoding.UTF8, "application/json"),
        };
        using HttpResponseMessage response = await frontend.SendAsync(request);

        Build listed = (await frontend.WaitingAsync()).Builds.Single(other => other.Id == build.Id);

        (listed.Chroots.ToString(), listed.Copr.Chroots.ToString()).Should()
            .Be(("fedora-17-i386 fedora-17-x86_64", "fedora-18-x86_64"));
    }

    [SkippableFact]
    public async Task A_build_that_is_canceled_while_it_waits_leaves_the_list_and_need_not_be_stopped()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        await frontend.CancelAsync(build.Id);

        (await frontend.IsListedAsync(build.Id)).Should().BeFalse();
        (await frontend.CanceledAsync()).Should().NotContain(build.Id);
    }

    [SkippableFact]
    public async Task A_build_that_is_canceled_after_its_start_must_be_stopped_until_its_end_is_reported()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        await frontend.MayStartAsync(build.Id, "builder-1");

        await frontend.CancelAsync(build.Id);
        (await frontend.CanceledAsync()).Should().Contain(build.Id);
        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, EndedOn = End, Status = BuildStatus.Succeeded });

        (await frontend.CanceledAsync()).Should().NotContain(build.Id);
        Build ended = await frontend.ShowAsync(build.Id);
        (ended.IsCanceled, ended.Status).Should().Be((true, BuildStatus.Succeeded));
    }

    [SkippableFact]
    public async Task A_build_that_has_ended_cannot_be_canceled()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, EndedOn = End, Status = BuildStatus.Succeeded });

        (await frontend.PostRawAsync($"builds/{build.Id}/cancel", "")).Status.Should().Be(HttpStatusCode.Conflict);
    }

    [SkippableFact]
    public async Task A_requeued_build_may_be_started_by_any_backend()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        await frontend.MayStartAsync(build.Id, "builder-1");
        await frontend.ReportAsync(new BuildUpdate { Id = build.Id, StartedOn = Start });

        await frontend.PostRawAsync($"builds/{build.Id}/requeue", "");

        (await frontend.IsListedAsync(build.Id)).Should().BeTrue();
        (await frontend.MayStartAsync(build.Id, "builder-2")).Should().BeTrue();
    }

    [SkippableFact]
    public async Task A_canceled_build_cannot_be_requeued()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        await frontend.CancelAsync(build.Id);

        (await frontend.PostRawAsync($"builds/{build.Id}/requeue", "")).Status.Should().Be(HttpStatusCode.Conflict);
    }

    [SkippableTheory]
    [InlineData("builds/4611686018427387904/cancel")]
    [InlineData("builds/4611686018427387904/requeue")]
    public async Task An_unknown_build_is_not_found(string path)
    {
        FrontendProgram frontend = await fixture.StartAsync();

        (await frontend.PostRawAsync(path, "")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [SkippableTheory]
    [InlineData("""{"owner_id":1,"name":"mixed","chroots":"fedora-17-i386 fedora-18-i386"}""", "COPR201", "/chroots")]
    [InlineData("""{"owner_id":1,"name":"none","chroots":""}""", "COPR202", "/chroots")]
    [InlineData("""{"owner_id":1,"name":"../up","chroots":"fedora-17-i386"}""", "COPR211", "/name")]
    [InlineData("""{"owner_id":1,"name":"spaces","chroots":"fedora-17-i386  fedora-17-x86_64"}""", "COPR105", "/chroots")]
    [InlineData("""{"owner_id":1,"name":"bad","chroots":"fedora"}""", "COPR106", "/chroots")]
    [InlineData(
        """{"owner_id":1,"name":"repo","chroots":"fedora-17-i386","repos":"http://foo/x86_64/repodata/"}""", "COPR205", "/repos")]
    [InlineData("""{"owner_id":"1","name":"id","chroots":"fedora-17-i386"}""", "COPR103", "/owner_id")]
    [InlineData("""{"owner_id":1,"chroots":"fedora-17-i386"}""", "COPR103", "")]
    [InlineData("""{"owner_id":1,""", "COPR101", "")]
    [InlineData("", "COPR101", "")]
    [InlineData("null", "COPR103", "")]
    public async Task A_copr_that_breaks_a_rule_is_refused_with_the_rule(string copr, string rule, string path)
    {
        FrontendProgram frontend = await fixture.StartAsync();

        (HttpStatusCode status, string body) = await frontend.PostRawAsync("coprs", copr);

        status.Should().Be(HttpStatusCode.BadRequest);
        Problem.FirstViolation(body).Should().Be((rule, path));
    }

    [SkippableFact]
    public async Task Two_coprs_cannot_have_the_same_name()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        CoprProject copr = await frontend.CreateCoprAsync();

        string same = $$"""{"owner_id":1,"name":"{{copr.Name}}","chroots":"fedora-17-i386"}""";
        (await frontend.PostRawAsync("coprs", same)).Status.Should().Be(HttpStatusCode.Conflict);
    }

    [SkippableTheory]
    [InlineData("health/live")]
    [InlineData("health/ready")]
    public async Task The_frontend_reports_its_health(string path)
    {
        FrontendProgram frontend = await fixture.StartAsync();

        (await frontend.GetAsync(path)).Should().Be((HttpStatusCode.OK, "Healthy"));
    }

    [SkippableFact]
    public async Task The_openapi_document_describes_the_endpoints_of_the_contract()
    {
        FrontendProgram frontend = await fixture.StartAsync();

        (_, string body) = await frontend.GetAsync("openapi/v1.json");

        JsonDocument.Parse(body).RootElement.GetProperty("paths").EnumerateObject().Select(static path => path.Name).Should()
            .Contain(["/waiting_builds", "/update_builds", "/canceled_builds", "/starting_build"]);
    }

    [SkippableFact]
    public async Task The_openapi_document_defines_every_type()
    {
        FrontendProgram frontend = await fixture.StartAsync();

        (_, string body) = await frontend.GetAsync("openapi/v1.json");

        JsonElement schemas = JsonDocument.Parse(body).RootElement.GetProperty("components").GetProperty("schemas");
        schemas.EnumerateObject().Should().AllSatisfy(static schema => schema.Value.GetProperty("type").ValueKind.Should().NotBe(JsonValueKind.Undefined));
        schemas.GetProperty("Build").GetProperty("properties").GetProperty("chroots").GetProperty("pattern").GetString().Should().NotBeNullOrEmpty();
        schemas.GetProperty("SpaceSeparatedListOfChroot").GetProperty("examples")[0].GetString().Should().Be("fedora-17-i386 fedora-17-x86_64");
    }

    [SkippableFact]
    public async Task The_waiting_list_is_one_query_that_uses_an_index_and_reads_only_the_listed_builds()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();

        using var queue = new QueueDatabase(database.ConnectionString);
        queue.FillWith(copr.Id, 10_000);

        queue.RowsReadForTheFirst(10).Should().BeLessThanOrEqualTo(10);
        (await frontend.WaitingAsync(10)).Builds.Select(static build => build.Id).Should().BeInAscendingOrder().And.HaveCount(10);
    }

    [SkippableFact]
    public void The_query_of_the_waiting_list_reads_no_column_that_is_not_sent()
    {
        using ITestDatabase database = fixture.NewDatabase();
        using var queue = new QueueDatabase(database.ConnectionString);

        queue.WaitingSql[..queue.WaitingSql.IndexOf("FROM", StringComparison.Ordinal)].Should()
            .Contain("Packages").And.NotContainAny("RefusedReport", "IdempotencyKey", "State", "Version", "Backend");
    }

    [SkippableTheory]
    [InlineData(false, null)]
    [InlineData(false, "waiting")]
    [InlineData(false, "succeeded")]
    [InlineData(true, null)]
    [InlineData(true, "waiting")]
    [InlineData(true, "succeeded")]
    public async Task A_page_of_builds_is_one_query_that_uses_an_index_and_reads_only_the_shown_builds(bool isOfCopr, string? state)
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        CoprProject other = await frontend.CreateCoprAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.FillWith(copr.Id, 5_000);
        queue.FillWith(other.Id, 5_000);
        long? coprId = isOfCopr ? copr.Id : null;
        DateTimeOffset submitted = DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(3_000);

        queue.RowsReadForThePage(50, coprId, state, after: null).Should().BeLessThanOrEqualTo(50);
        queue.RowsReadForThePage(50, coprId, state, (submitted, 10_000)).Should().BeLessThanOrEqualTo(50);
    }
}

public sealed class SqliteFrontendTests(SqliteFrontendTests.Fixture fixture)
    : FrontendTests(fixture), IClassFixture<SqliteFrontendTests.Fixture>
{
    public sealed class Fixture : FrontendFixture
    {
        internal override ITestDatabase NewDatabase() => new SqliteFile();
    }
}

[Collection(nameof(PostgreSqlCluster))]
public sealed class PostgreSqlFrontendTests(PostgreSqlFrontendTests.Fixture fixture, PostgreSqlCluster cluster)
    : FrontendTests(fixture.On(cluster)), IClassFixture<PostgreSqlFrontendTests.Fixture>
{
    public sealed class Fixture : FrontendFixture
    {
        private PostgreSqlCluster? cluster;

        internal Fixture On(PostgreSqlCluster own)
        {
            cluster = own;
            return this;
        }

        internal override ITestDatabase NewDatabase() => cluster!.NewDatabase();
    }
}
