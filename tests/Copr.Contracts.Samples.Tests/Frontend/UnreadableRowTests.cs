using System.Data.Common;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Copr.Contracts.Samples.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>A stored build or copr that breaks a rule, from an older version or by hand.</summary>
public abstract class UnreadableRowTests(FrontendFixture fixture)
{
    [SkippableFact]
    public async Task Unreadable_builds_are_skipped_in_the_list_and_logged_with_the_rule()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        for (int count = 0; count < 12; count++)
        {
            Break(database, await frontend.SubmitAsync(copr));
        }

        Build good = await frontend.SubmitAsync(copr);

        CoprJson.Read<WaitingBuilds>((await frontend.GetAsync("waiting_builds/")).Body).Builds.Should().Equal(good);
        await frontend.Program.WaitForLineAsync("COPR105");
    }

    [SkippableFact]
    public async Task The_fault_of_a_row_is_searched_once_however_often_it_is_read()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using (FrontendProgram other = await FrontendProgram.StartAsync(database))
        {
            Break(database, await other.SubmitAsync());
        }

        var commands = new CountedCommands();
        await using WebApplication frontend = await FrontendInProcess.StartAsync(database, commands);
        int first = await CountAsync();
        int second = await CountAsync();

        second.Should().BeLessThan(first);

        async Task<int> CountAsync()
        {
            int before = commands.Count;
            (await frontend.SendAsync(HttpMethod.Get, "waiting_builds/")).Status.Should().Be(HttpStatusCode.OK);
            return commands.Count - before;
        }
    }

    [SkippableTheory]
    [InlineData("Builds", "Chroots", "fedora-17-i386 fedora-18-i386", "COPR201")]
    [InlineData("Builds", "Chroots", "", "COPR202")]
    [InlineData("Builds", "Packages", "", "COPR203")]
    [InlineData("Coprs", "Chroots", "fedora-17-i386 fedora-18-i386", "COPR201")]
    [InlineData("Coprs", "Repositories", "http://foo/repo/repodata/", "COPR205")]
    [InlineData("Coprs", "Name", "../elsewhere", "COPR211")]
    public async Task A_build_that_can_be_read_and_has_an_error_is_skipped_in_the_list_in_every_environment(
        string table, string column, string value, string rule)
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build broken = await frontend.SubmitAsync();
        Build good = await frontend.SubmitAsync();
        long id = table == "Coprs" ? broken.CoprId : broken.Id;
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.Run(FormattableStringFactory.Create($$"""UPDATE "{{table}}" SET "{{column}}" = {0} WHERE "Id" = {1}""", value, id));

        (HttpStatusCode status, string list) = await frontend.GetAsync("waiting_builds/");
        await using FrontendProgram production = await FrontendProgram.StartAsync(database, settings: "--environment=Production");

        status.Should().Be(HttpStatusCode.OK, "{0}", list);
        CoprJson.Read<WaitingBuilds>(list).Builds.Should().Equal(good);
        await frontend.Program.WaitForLineAsync($"Stored build {broken.Id} breaks the contract and is skipped: {rule}");
        (await production.WaitingAsync()).Builds.Should().Equal(good);
    }

    [SkippableFact]
    public async Task A_build_with_a_warning_is_listed()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.Run($"""UPDATE "Builds" SET "Chroots" = 'fedora-17-i386 fedora-17-i386' WHERE "Id" = {build.Id}""");

        (await frontend.IsListedAsync(build.Id)).Should().BeTrue();
    }

    [SkippableFact]
    public async Task As_many_builds_as_requested_are_listed_after_those_that_are_skipped()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.FillWith(copr.Id, 30);
        queue.Run($"""UPDATE "Builds" SET "Chroots" = 'fedora-17-i386 fedora-18-i386' WHERE "Id" < 30""");

        (await frontend.WaitingAsync(10)).Builds.Should().HaveCount(10).And.OnlyContain(static build => build.Id >= 30);
    }

    [SkippableFact]
    public async Task The_page_shows_the_other_builds()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Break(database, await frontend.SubmitAsync());
        Build good = await frontend.SubmitAsync();

        (HttpStatusCode status, string body) = await frontend.GetAsync("");

        status.Should().Be(HttpStatusCode.OK);
        body.Should().Contain($"build-{good.Id}\"");
    }

    [SkippableFact]
    public async Task A_page_of_unreadable_builds_leads_to_the_older_ones()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.FillWith(copr.Id, 30);
        const long oldest = 2;
        queue.Run($"""UPDATE "Builds" SET "Chroots" = 'fedora' WHERE "Id" <> {oldest}""");

        string first = (await frontend.GetAsync("")).Body;
        string older = first[first.IndexOf("?before=", StringComparison.Ordinal)..];
        string second = (await frontend.GetAsync(older[..older.IndexOf('"', StringComparison.Ordinal)])).Body;

        first.Should().Contain("50 builds on this page cannot be read");
        second.Should().Contain($"\"build-{oldest}\"").And.Contain("9 builds on this page cannot be read");
    }

    [SkippableFact]
    public async Task A_report_on_an_unreadable_build_is_stored()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();
        Break(database, build);

        BuildUpdatesResult result = await frontend.ReportAsync(
            new BuildUpdate { Id = build.Id, EndedOn = build.SubmittedOn.AddSeconds(1), Status = BuildStatus.Failed });

        result.UpdatedBuildIds.Should().Equal(build.Id);
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.Run($"""UPDATE "Builds" SET "Chroots" = 'fedora-17-i386' WHERE "Id" = {build.Id}""");
        (await frontend.ShowAsync(build.Id)).Status.Should().Be(BuildStatus.Failed);
    }

    [SkippableFact]
    public async Task An_unreadable_build_is_shown_as_problem_details_with_the_rule()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();
        Break(database, build);

        (HttpStatusCode status, string body) = await frontend.GetAsync($"builds/{build.Id}");

        status.Should().Be(HttpStatusCode.InternalServerError);
        body.Should().Contain("COPR105");
    }

    [SkippableFact]
    public async Task An_unreadable_copr_is_shown_as_problem_details_with_the_rule()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        Break(database, copr);

        (HttpStatusCode status, string body) = await frontend.GetAsync($"coprs/{copr.Id}");

        status.Should().Be(HttpStatusCode.InternalServerError);
        body.Should().Contain("What is stored breaks the contract.").And.Contain("COPR105");
    }

    [SkippableFact]
    public async Task An_unreadable_copr_is_repaired_by_a_change()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        Break(database, copr);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"coprs/{copr.Id}")
        {
            Content = new StringContent($$"""{"chroots":"{{copr.Chroots}}"}""", Encoding.UTF8, "application/json"),
        };

        using HttpResponseMessage response = await frontend.SendAsync(request);

        string body = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, "{0}", body);
        CoprJson.Read<CoprProject>(body).Should().Be(copr);
        CoprJson.Read<CoprProject>((await frontend.GetAsync($"coprs/{copr.Id}")).Body).Should().Be(copr);
        (await frontend.SubmitAsync(copr)).Copr.Should().Be(copr);
    }

    [SkippableFact]
    public async Task A_submission_to_an_unreadable_copr_is_refused_with_the_rule()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        Break(database, copr);

        (HttpStatusCode status, string body) =
            await frontend.PostRawAsync($"coprs/{copr.Id}/builds", """{"user_id":1,"pkgs":"http://foo/pkg.src.rpm"}""");

        status.Should().Be(HttpStatusCode.BadRequest, "{0}", body);
        Problem.FirstViolation(body).Should().Be(("COPR105", "/copr/chroots"));
    }

    [SkippableFact]
    public async Task A_form_that_submits_to_an_unreadable_copr_is_refused_with_the_rule()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        Break(database, copr);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"status/coprs/{copr.Id}")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["pkgs"] = "http://foo/pkg.src.rpm",
                ["user_id"] = "1",
                ["key"] = "one",
                ["password"] = FrontendProgram.Password,
            }),
        };

        using HttpResponseMessage response = await frontend.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("COPR105");
    }

    [SkippableFact]
    public async Task A_repeated_submission_of_a_build_that_became_unreadable_is_answered_with_the_rule()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject copr = await frontend.CreateCoprAsync();
        Build build = await SubmitAsync(HttpStatusCode.Created, static body => CoprJson.Read<Build>(body));
        Break(database, build);

        string problem = await SubmitAsync(HttpStatusCode.InternalServerError, static body => body);

        problem.Should().Contain("What is stored breaks the contract.").And.Contain("COPR105");

        async Task<T> SubmitAsync<T>(HttpStatusCode expected, Func<string, T> read)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"coprs/{copr.Id}/builds")
            {
                Content = new StringContent("""{"user_id":1,"pkgs":"http://foo/pkg.src.rpm"}""", Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", "one");
            using HttpResponseMessage response = await frontend.SendAsync(request);
            response.StatusCode.Should().Be(expected);
            return read(await response.Content.ReadAsStringAsync());
        }
    }

    [SkippableFact]
    public async Task An_unreadable_copr_is_skipped_with_its_builds()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        Build build = await frontend.SubmitAsync();
        Build good = await frontend.SubmitAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.Run($"""UPDATE "Coprs" SET "Chroots" = 'fedora' WHERE "Id" = {build.CoprId}""");

        (await frontend.WaitingAsync()).Builds.Should().Equal(good);
        (HttpStatusCode status, string body) = await frontend.GetAsync("coprs/");
        status.Should().Be(HttpStatusCode.OK);
        body.Should().Contain(good.Copr.Name).And.NotContain(build.Copr.Name + "\"");
        (await frontend.GetAsync("status/coprs")).Body.Should()
            .Contain($"\"copr-{good.CoprId}\"")
            .And.NotContain($"\"copr-{build.CoprId}\"")
            .And.Contain("1 copr on this page cannot be read");
    }

    [SkippableTheory]
    [InlineData("fedora")]
    [InlineData("fedora-17-i386 fedora-18-i386")]
    public async Task The_builds_of_a_broken_copr_hold_up_no_others_however_many_they_are(string chroots)
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database);
        CoprProject broken = await frontend.CreateCoprAsync();
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.FillWith(broken.Id, 1100);
        queue.Run($"""UPDATE "Coprs" SET "Chroots" = {chroots} WHERE "Id" = {broken.Id}""");
        Build good = await frontend.SubmitAsync();

        (await frontend.WaitingAsync()).Builds.Should().Equal(good);
    }

    private sealed class CountedCommands : DbCommandInterceptor
    {
        private int count;

        public int Count => count;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref count);
            return new(result);
        }
    }

    private static void Break(ITestDatabase database, CoprProject copr)
    {
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.Run($"""
            UPDATE "Coprs" SET "Chroots" = 'fedora-17-i386  fedora-17-x86_64', "Repositories" = 'ftp://foo' WHERE "Id" = {copr.Id}
            """);
    }

    private static void Break(ITestDatabase database, Build build)
    {
        using var queue = new QueueDatabase(database.ConnectionString);
        queue.Run($"""UPDATE "Builds" SET "Chroots" = 'fedora-17-i386  fedora-17-x86_64' WHERE "Id" = {build.Id}""");
    }
}

public sealed class SqliteUnreadableRowTests(SqliteFrontendTests.Fixture fixture)
    : UnreadableRowTests(fixture), IClassFixture<SqliteFrontendTests.Fixture>;

[Collection(nameof(PostgreSqlCluster))]
public sealed class PostgreSqlUnreadableRowTests(PostgreSqlFrontendTests.Fixture fixture, PostgreSqlCluster cluster)
    : UnreadableRowTests(fixture.On(cluster)), IClassFixture<PostgreSqlFrontendTests.Fixture>;
