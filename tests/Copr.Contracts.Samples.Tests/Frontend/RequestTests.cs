using System.Net;
using System.Text;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>Requests that nobody should be able to send, or to send twice.</summary>
public abstract class RequestTests(FrontendFixture fixture)
{
    [SkippableTheory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task A_request_from_another_site_is_refused(string header, string value)
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"builds/{build.Id}/cancel");
        request.Headers.Add(header, value);

        using HttpResponseMessage response = await frontend.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await frontend.ShowAsync(build.Id)).IsCanceled.Should().BeFalse();
    }

    [SkippableFact]
    public async Task A_request_from_the_frontends_own_page_is_accepted()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        Build build = await frontend.SubmitAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"builds/{build.Id}/cancel");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Origin", frontend.Url.GetLeftPart(UriPartial.Authority));

        using HttpResponseMessage response = await frontend.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [SkippableTheory]
    [InlineData("update_builds/", "{\"builds\":[]}")]
    [InlineData("starting_build/", "{\"build_id\":1,\"backend\":\"builder-1\"}")]
    [InlineData("coprs", "{}")]
    [InlineData("builds/1/cancel", "x")]
    public async Task A_body_that_is_not_sent_as_JSON_is_refused(string path, string body)
    {
        FrontendProgram frontend = await fixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "text/plain"),
        };

        using HttpResponseMessage response = await frontend.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
    }

    [SkippableFact]
    public async Task After_many_wrong_passwords_an_address_must_wait()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, settings: "--Backend:WrongPasswordsPerMinute=5");
        List<HttpStatusCode> answers = [];
        for (int count = 0; count < 7; count++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "builds/1/cancel");
            request.Headers.Authorization = FrontendProgram.Basic("tests", $"{count}");
            using HttpResponseMessage response = await frontend.SendAsync(request);
            answers.Add(response.StatusCode);
        }

        answers.Should().Equal(
            [.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 5), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 2)]);
        (await frontend.PostRawAsync("builds/1/cancel", "")).Status.Should().Be(HttpStatusCode.TooManyRequests);
        (await frontend.GetAsync("waiting_builds/")).Status.Should().Be(HttpStatusCode.OK);
    }

    [SkippableFact]
    public async Task Wrong_passwords_are_one_line_in_the_log_for_each_address()
    {
        using ITestDatabase database = fixture.NewDatabase();
        await using FrontendProgram frontend = await FrontendProgram.StartAsync(database, settings: "--Backend:WrongPasswordsPerMinute=5");
        for (int count = 0; count < 20; count++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "builds/1/cancel");
            request.Headers.Authorization = FrontendProgram.Basic("tests", $"{count}");
            using HttpResponseMessage response = await frontend.SendAsync(request);
        }

        await frontend.Program.WaitForLineAsync("has sent too many wrong passwords");

        frontend.Program.Output.Split('\n').Should().ContainSingle(
            static line => line.Contains("Password", StringComparison.Ordinal), "the names of the loggers contain it");
    }

    [SkippableFact]
    public async Task A_submission_that_is_repeated_with_its_key_is_one_build()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        CoprProject copr = await frontend.CreateCoprAsync();
        string key = $"{Guid.NewGuid()}";

        (HttpStatusCode Status, string Body)[] answers =
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SubmitAsync(frontend, copr, key, "http://foo/pkg.src.rpm")));

        answers.Should().AllSatisfy(static answer => answer.Status.Should().Be(HttpStatusCode.Created));
        answers.Select(static answer => CoprJson.Read<Build>(answer.Body).Id).Distinct().Should().ContainSingle();
        (await SubmitAsync(frontend, copr, "another", "http://foo/pkg.src.rpm")).Body.Should().NotBe(answers[0].Body);
    }

    [SkippableFact]
    public async Task A_key_that_was_used_for_another_build_is_refused_with_that_build()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        CoprProject copr = await frontend.CreateCoprAsync();
        string key = $"{Guid.NewGuid()}";
        Build build = CoprJson.Read<Build>((await SubmitAsync(frontend, copr, key, "http://foo/pkg.src.rpm")).Body);

        (HttpStatusCode status, string problem) = await SubmitAsync(frontend, copr, key, "http://foo/other.src.rpm");

        status.Should().Be(HttpStatusCode.UnprocessableEntity);
        problem.Should().Contain($"\"build_id\":{build.Id}");
    }

    [SkippableFact]
    public async Task A_key_that_is_too_long_is_refused()
    {
        FrontendProgram frontend = await fixture.StartAsync();
        CoprProject copr = await frontend.CreateCoprAsync();

        (await SubmitAsync(frontend, copr, new string('a', 256), "http://foo/pkg.src.rpm")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    private static async Task<(HttpStatusCode Status, string Body)> SubmitAsync(
        FrontendProgram frontend, CoprProject copr, string key, string packages)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"coprs/{copr.Id}/builds")
        {
            Content = new StringContent($$"""{"user_id":1,"pkgs":"{{packages}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        using HttpResponseMessage response = await frontend.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

public sealed class SqliteRequestTests(SqliteFrontendTests.Fixture fixture)
    : RequestTests(fixture), IClassFixture<SqliteFrontendTests.Fixture>;

[Collection(nameof(PostgreSqlCluster))]
public sealed class PostgreSqlRequestTests(PostgreSqlFrontendTests.Fixture fixture, PostgreSqlCluster cluster)
    : RequestTests(fixture.On(cluster)), IClassFixture<PostgreSqlFrontendTests.Fixture>;
