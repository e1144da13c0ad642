using System.Net;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>What a frontend accepts, its own reader can list, and its database can store.</summary>
public abstract class LimitTests(FrontendFixture fixture)
{
    private const int MaxListBytes = 1024 * 1024;

    [SkippableTheory]
    [InlineData("coprs/1/builds", 64)]
    [InlineData("coprs", 64)]
    [InlineData("starting_build/", 64)]
    [InlineData("update_builds/", 1024)]
    public async Task A_body_over_the_limit_is_refused_with_the_rule(string path, int maxKibibytes)
    {
        FrontendProgram frontend = await fixture.StartAsync();

        (HttpStatusCode status, string body) = await frontend.PostRawAsync(path, new string(' ', (maxKibibytes * 1024) + 1));

        status.Should().Be(HttpStatusCode.BadRequest);
        Problem.FirstViolation(body).Should().Be(("COPR108", ""));
    }

    [SkippableFact]
    public async Task A_body_that_no_limit_allows_is_refused_with_the_rule()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        CoprProject copr = await frontend.CreateCoprAsync();

        (HttpStatusCode status, string body) = await frontend.PostRawAsync(
            $"coprs/{copr.Id}/builds", $$"""{"user_id":1,"pkgs":"http://foo/{{new string('a', 27_000_000)}}.src.rpm"}""");

        status.Should().Be(HttpStatusCode.BadRequest);
        Problem.FirstViolation(body).Rule.Should().Be("COPR108");
    }

    [SkippableFact]
    public async Task The_waiting_list_is_bounded_in_bytes()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        for (int count = 0; count < 20; count++)
        {
            await frontend.SubmitAsync(copr, $"http://foo/{new string('a', 60_000)}-{count}.src.rpm");
        }

        byte[] list = Encoding.UTF8.GetBytes((await frontend.GetAsync("waiting_builds/?limit=1000")).Body);

        list.Should().HaveCountLessThanOrEqualTo(MaxListBytes);
        CoprJson.Read<WaitingBuilds>(list).Builds.Should().HaveCountGreaterThan(10);
    }

    [SkippableFact]
    public async Task Builds_that_the_list_has_no_room_for_are_not_read()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.FillWith(copr.Id, 600);
        queue.Run($"""UPDATE "Builds" SET "Packages" = {$"http://foo/{new string('a', 60_000)}.src.rpm"}""");
        queue.Run($"""UPDATE "Builds" SET "Chroots" = '' WHERE "Id" = (SELECT MAX("Id") FROM "Builds" WHERE "IsWaiting")""");

        (await frontend.WaitingAsync(1000)).Builds.Should().NotBeEmpty();

        frontend.Program.Output.Should().NotContain("breaks the contract", "the last build is read only if all others are");
    }

    [SkippableFact]
    public async Task Coprs_are_listed_in_parts()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        List<long> ids = [];
        for (int count = 0; count < 101; count++)
        {
            ids.Add((await frontend.CreateCoprAsync()).Id);
        }

        (await ListAsync("coprs/")).Should().Equal(ids[..100]);
        (await ListAsync($"coprs/?after={ids[99]}")).Should().Equal(ids[100]);

        async Task<IEnumerable<long>> ListAsync(string path)
        {
            using var coprs = JsonDocument.Parse((await frontend.GetAsync(path)).Body);
            return [.. coprs.RootElement.EnumerateArray().Select(static copr => copr.GetProperty("id").GetInt64())];
        }
    }

    [SkippableFact]
    public async Task A_build_that_returned_has_no_backend_if_the_name_that_reports_is_too_long()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        await frontend.MayStartAsync(build.Id, "builder-1");
        await frontend.PostRawAsync($"builds/{build.Id}/requeue", "{}");
        var start = new BuildUpdates { Builds = [new() { Id = build.Id, StartedOn = build.SubmittedOn }] };
        using var report = new HttpRequestMessage(HttpMethod.Post, CoprEndpoints.UpdateBuilds)
        {
            Content = new StringContent(start.ToString(), Encoding.UTF8, "application/json"),
        };
        report.Headers.Authorization = FrontendProgram.Basic(new string('b', 300), FrontendProgram.Password);

        using HttpResponseMessage response = await frontend.SendAsync(report);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await frontend.GetAsync($"status/builds/{build.Id}")).Body.Should().Contain("<dt>Backend</dt><dd>none</dd>");
    }

    [SkippableFact]
    public async Task A_thousand_small_builds_are_one_list()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.FillWith(copr.Id, 1_050);
        queue.Run($"""UPDATE "Builds" SET "SubmittedOn" = "SubmittedOn" / 1000000000 * 1000000000""");
        queue.Run($"""UPDATE "Builds" SET "Chroots" = 'fedora' WHERE "Id" < 20 OR "Id" = 499""");

        WaitingBuilds list = await frontend.WaitingAsync(1000);

        list.Builds.Select(static build => build.Id).Should().HaveCount(1000).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [SkippableFact]
    public async Task A_stored_build_that_is_too_large_for_the_list_is_skipped_and_logged()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build large = await frontend.SubmitAsync();
        Build good = await frontend.SubmitAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.Run($"""UPDATE "Builds" SET "Packages" = {$"http://foo/{new string('a', 2_000_000)}.src.rpm"} WHERE "Id" = {large.Id}""");

        (await frontend.WaitingAsync()).Builds.Should().Equal(good);
        await frontend.Program.WaitForLineAsync("COPR108");
    }

    [SkippableFact]
    public async Task Ten_thousand_ids_are_one_report()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        (HttpStatusCode status, string body) = await frontend.PostRawAsync(CoprEndpoints.UpdateBuilds, Report(10_000, build));

        status.Should().Be(HttpStatusCode.OK);
        CoprJson.Read<BuildUpdatesResult>(body).Should().BeEquivalentTo(
            new { UpdatedBuildIds = new[] { build.Id }, NonExistingBuildIds = new { Count = 9_999 } });
        (await frontend.ShowAsync(build.Id)).State.Should().Be(BuildState.Running);
    }

    [SkippableFact]
    public async Task A_report_that_only_warns_is_one_line_of_the_log_however_many_entries_it_has()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        string entries = string.Join(',', Enumerable.Range(1, 1_000).Select(static id => $$"""{"id":{{id}}}"""));

        await frontend.PostRawAsync(CoprEndpoints.UpdateBuilds, $$"""{"builds":[{{entries}}]}""");

        await frontend.Program.WaitForLineAsync("A report updated");
        frontend.Program.Output.Split("COPR504").Should().HaveCount(2, "the log names the rule once");
    }

    [SkippableFact]
    public async Task More_ids_than_a_report_may_have_are_refused_with_the_rule()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();

        (HttpStatusCode status, string body) = await frontend.PostRawAsync(CoprEndpoints.UpdateBuilds, Report(10_001, build));

        status.Should().Be(HttpStatusCode.BadRequest);
        Problem.FirstViolation(body).Should().Be(("COPR108", "/builds"));
        (await frontend.ShowAsync(build.Id)).State.Should().Be(BuildState.Waiting);
    }

    [SkippableTheory]
    [InlineData("update_builds/", "{\"builds\":[{\"id\":1,\"results\":\"a\\u0000b\"}]}", "COPR103", "/builds/0/results")]
    [InlineData("starting_build/", "{\"build_id\":1,\"backend\":\"a\\u0000b\"}", "COPR103", "/backend")]
    [InlineData("coprs", "{\"owner_id\":1,\"name\":\"a\\u0000b\",\"chroots\":\"fedora-17-i386\"}", "COPR211", "/name")]
    public async Task A_text_with_a_NUL_is_refused_with_the_rule(string path, string body, string rule, string member)
    {
        FrontendProgram frontend = await fixture.StartAsync();

        (HttpStatusCode status, string problem) = await frontend.PostRawAsync(path, body);

        status.Should().Be(HttpStatusCode.BadRequest);
        Problem.FirstViolation(problem).Should().Be((rule, member));
    }

    [SkippableTheory]
    [InlineData("update_builds/", "{\"builds\":[{\"id\":1,\"results\":\"TEXT\"}]}", "COPR108", "/builds/0/results")]
    [InlineData("starting_build/", "{\"build_id\":1,\"backend\":\"TEXT\"}", "COPR108", "/backend")]
    [InlineData("coprs", "{\"owner_id\":1,\"name\":\"TEXT\",\"chroots\":\"fedora-17-i386\"}", "COPR211", "/name")]
    public async Task A_text_that_is_too_long_is_refused_with_the_rule(string path, string body, string rule, string member)
    {
        FrontendProgram frontend = await fixture.StartAsync();

        (HttpStatusCode status, string problem) = await frontend.PostRawAsync(
            path, body.Replace("TEXT", new string('a', 20_000), StringComparison.Ordinal));

        status.Should().Be(HttpStatusCode.BadRequest);
        Problem.FirstViolation(problem).Should().Be((rule, member));
    }

    [SkippableFact]
    public async Task A_fault_that_does_not_pass_is_answered_with_500_and_logged_without_the_command()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.Run($"""ALTER TABLE "Builds" RENAME TO "Lost" """);

        (HttpStatusCode status, _) = await frontend.PostRawAsync(CoprEndpoints.UpdateBuilds, Report(1, build));

        status.Should().Be(HttpStatusCode.InternalServerError);
        frontend.Program.Output.Should().NotContain("SELECT");
    }

    /// <summary>A report about one build, and ids that no build has.</summary>
    private static string Report(int count, Build build)
    {
        IEnumerable<long> ids = Enumerable.Range(0, count).Select(number => number == 0 ? build.Id : 1_000_000L + number);
        long start = build.SubmittedOn.ToUnixTimeSeconds();
        return $$"""{"builds":[{{string.Join(',', ids.Select(id => $$"""{"id":{{id}},"started_on":{{start}}}"""))}}]}""";
    }
}

public sealed class SqliteLimitTests(SqliteFrontendTests.Fixture fixture)
    : LimitTests(fixture), IClassFixture<SqliteFrontendTests.Fixture>;

[Collection(nameof(PostgreSqlCluster))]
public sealed class PostgreSqlLimitTests(PostgreSqlFrontendTests.Fixture fixture, PostgreSqlCluster cluster)
    : LimitTests(fixture.On(cluster)), IClassFixture<PostgreSqlFrontendTests.Fixture>;
