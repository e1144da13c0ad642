using System.Net;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.AspNetCore.Tests;

/// <summary>What an application answers to a body that breaks the contract, after one line of set-up.</summary>
public sealed class ProblemDetailsTests
{
    private const string BadStatus = """{"builds":[{"id":1,"ended_on":1354752600,"status":7}]}""";

    /// <summary>The ways in which an application can be set up, each with both kinds of endpoint.</summary>
    public static TheoryData<string, string> Applications
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (string application in new[] { "Production", "Development", "UseExceptionHandler", "AddProblemDetails" })
            {
                rows.Add(application, "/update_builds");
                rows.Add(application, "/mvc/update_builds");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task A_body_that_breaks_the_contract_is_answered_with_its_rule_and_place(string application, string path)
    {
        await using TestApplication tested = await StartAsync(application);

        TestApplication.Answer answer = await tested.PostAsync(path, BadStatus);

        (answer.Status, answer.MediaType).Should().Be((HttpStatusCode.BadRequest, "application/problem+json"));
        answer.Problem.GetProperty("title").GetString().Should().Be("The request breaks the contract.");
        answer.Problem.GetProperty("status").GetInt32().Should().Be(400);
        answer.Problem.GetProperty("detail").GetString().Should()
            .StartWith("COPR502 bad-status (error) at /builds/0/status: ").And.Contain("7");
        JsonElement violation = answer.Problem.GetProperty("violations").EnumerateArray().Should().ContainSingle().Which;
        Text(violation, "rule", "name", "severity", "path").Should().Equal("COPR502", "bad-status", "error", "/builds/0/status");
        Text(violation, "found", "expected").Should().AllSatisfy(static text => text.Should().NotBeNullOrEmpty());
    }

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task A_body_that_conforms_is_read(string application, string path)
    {
        await using TestApplication tested = await StartAsync(application);

        TestApplication.Answer answer = await tested.PostAsync(path, """{"builds":[{"id":1,"results":"http://foo/"}]}""");

        (answer.Status, answer.Body).Should().Be((HttpStatusCode.OK, "1"));
    }

    [Theory]
    [InlineData("""{"number":1,"chroots":"fedora"}""", "COPR106", "/chroots")]
    [InlineData("""{"number":1,"chroots":"fedora-17-i386  fedora-17-x86_64"}""", "COPR105", "/chroots")]
    [InlineData("""{"number":1,"chroots":null,"repositories":"ftp://foo/"}""", "COPR107", "/repositories")]
    [InlineData("""{"number":1,"chroots":null,"chroot":"fedora"}""", "COPR106", "/chroot")]
    [InlineData("""{"number":1,"chroots":null,"packages":["http://foo/pkg","foo"]}""", "COPR107", "/packages/1")]
    [InlineData("""{"number":1,"chroots":null,"copr":{"owner_id":1,"repos":null,"chroots":null,"id":"1","name":"a"}}""", "COPR103", "/copr/id")]
    public async Task In_an_application_s_own_type_the_path_is_that_of_the_whole_body(string body, string rule, string path)
    {
        await using TestApplication tested = await StartAsync("Production");
        foreach (string endpoint in new[] { "/own", "/mvc/own" })
        {
            JsonElement violation = (await tested.PostAsync(endpoint, body)).Problem.GetProperty("violations")[0];

            Text(violation, "rule", "path").Should().Equal(rule, path);
        }
    }

    /// <summary>An application without the package answers the same to a bad request that has nothing to do with the contract.</summary>
    [Theory]
    [InlineData("Production")]
    [InlineData("UseExceptionHandler")]
    [InlineData("AddProblemDetails")]
    public async Task Any_other_bad_request_is_answered_as_before(string application)
    {
        await using TestApplication tested = await StartAsync(application);
        await using TestApplication before = await StartAsync(application, static services => services
            .ConfigureHttpJsonOptions(static options => options.SerializerOptions.AddCoprContracts())
            .Configure<Microsoft.AspNetCore.Mvc.JsonOptions>(static options => options.JsonSerializerOptions.AddCoprContracts()));
        foreach ((string path, string body) in new[]
        {
            ("/own", """{"number":"x","chroots":null}"""), ("/own", """{"number":"""), ("/own", "null"), ("/number?value=x", "{}"),
            ("/mvc/own", """{"number":"x","chroots":null}"""), ("/mvc/own", "null"), ("/mvc/throws", "{}"),
            ("/missing", "{}"), ("/fails", "{}"),
        })
        {
            TestApplication.Answer expected = await before.PostAsync(path, body);
            TestApplication.Answer answer = await tested.PostAsync(path, body);

            (path, answer.Status, answer.MediaType, WithoutTrace(answer)).Should()
                .Be((path, expected.Status, expected.MediaType, WithoutTrace(expected)));
        }
    }

    [Fact]
    public async Task A_violation_that_the_request_did_not_cause_is_no_bad_request()
    {
        await using TestApplication tested = await StartAsync("Production");

        (await tested.PostAsync("/fails", "{}")).Status.Should().Be(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task The_reading_mode_is_that_of_the_set_up()
    {
        const string WhiteSpace = """{"number":1,"chroots":"fedora-17-i386  fedora-17-x86_64"}""";
        await using TestApplication tested =
            await StartAsync("Production", static services => services.AddCoprContracts(ReadingMode.Lenient));

        foreach (string path in new[] { "/own", "/mvc/own" })
        {
            (await tested.PostAsync(path, WhiteSpace)).Status.Should().Be(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task The_last_set_up_decides_the_reading_mode()
    {
        const string WhiteSpace = """{"number":1,"chroots":"fedora-17-i386  fedora-17-x86_64"}""";
        await using TestApplication tested = await StartAsync(
            "Production", static services => services.AddCoprContracts(ReadingMode.Lenient).AddCoprContracts(ReadingMode.Strict));

        foreach (string path in new[] { "/own", "/mvc/own" })
        {
            (await tested.PostAsync(path, WhiteSpace)).Status.Should().Be(HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData("""{"builds":[{"id":1,"":{"a":1,"a":2}}]}""", "/builds/0/")]
    [InlineData("""{"builds":[{"id":1,"a'].b":{"a":1,"a":2}}]}""", "/builds/0/a'].b")]
    [InlineData("""{"builds":[{"id":1,"a.b[0]":{"a":1,"a":2}}]}""", "/builds/0/a.b[0]")]
    [InlineData("""{"builds":[{"id":1,"a/b~":{"a":1,"a":2}}]}""", "/builds/0/a~1b~0")]
    public void The_path_of_a_document_is_the_violation_s(string body, string path)
    {
        var exception = Read<BuildUpdates>(body);

        var violations = (JsonElement)exception.ToProblemDetails().Extensions["violations"]!;

        Text(violations[0], "rule", "path").Should().Equal("COPR104", path);
    }

    [Theory]
    [InlineData("""{"":{"builds":[{"id":"1"}]}}""", "//builds/0/id")]
    [InlineData("""{"a.b":{"builds":[{"id":"1"}]}}""", "/a.b/builds/0/id")]
    [InlineData("""{"builds":{"builds":[{"id":"1"}]}}""", "/builds/builds/0/id")]
    [InlineData("""{"builds":{"builds":null}}""", "/builds/builds")]
    public void The_path_of_a_document_in_an_application_s_type_begins_with_the_document_s(string body, string path)
    {
        var exception = Read<Dictionary<string, BuildUpdates>>(body);

        var violations = (JsonElement)exception.ToProblemDetails().Extensions["violations"]!;

        Text(violations[0], "rule", "path").Should().Equal("COPR103", path);
    }

    [Fact]
    public async Task The_application_s_own_customization_applies()
    {
        await using TestApplication tested = await StartAsync("Production", static services => services.AddCoprContracts().AddProblemDetails(
            static options => options.CustomizeProblemDetails = static context => context.ProblemDetails.Extensions["node"] = "a"));

        foreach (string path in new[] { "/update_builds", "/mvc/update_builds" })
        {
            JsonElement problem = (await tested.PostAsync(path, BadStatus)).Problem;

            (problem.GetProperty("node").GetString(), problem.GetProperty("violations").GetArrayLength()).Should().Be(("a", 1));
        }
    }

    [Fact]
    public async Task The_line_of_set_up_may_occur_twice()
    {
        await using TestApplication tested =
            await StartAsync("Production", static services => services.AddCoprContracts().AddCoprContracts());

        (await tested.PostAsync("/update_builds", BadStatus)).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public void A_report_is_described_with_all_its_violations_and_its_first_error()
    {
        ValidationReport report = ContractValidator.ValidateBuildUpdates(
            """{"builds": [{"id": 5, "job_ended_on": 1354752600.5, "status": 0}]}"""u8.ToArray());

        var problem = report.ToProblemDetails();

        problem.Status.Should().Be(400);
        problem.Detail.Should().Be(report.Violations[1].ToString());
        var violations = (JsonElement)problem.Extensions["violations"]!;
        violations.EnumerateArray().Select(static violation => violation.GetProperty("rule").GetString()).Should()
            .Equal("COPR501", "COPR503");
        (violations[0].GetProperty("line").GetInt64(), violations[0].GetProperty("column").GetInt64()).Should().Be((1, 39));
    }

    [Fact]
    public void A_report_without_violations_is_no_problem()
    {
        ValidationReport report = ContractValidator.ValidateBuildUpdates("""{"builds": []}"""u8.ToArray());

        FluentActions.Invoking(report.ToProblemDetails).Should().Throw<ArgumentException>().WithMessage("The report has no violations.*");
    }

    private static Task<TestApplication> StartAsync(
        string application, Action<IServiceCollection>? addContract = null) => TestApplication.StartAsync(
        services =>
        {
            services.AddControllers().AddApplicationPart(typeof(ReportsController).Assembly);
            (addContract ?? (static added => added.AddCoprContracts()))(services);
            if (application == "AddProblemDetails")
            {
                services.AddProblemDetails();
            }
        },
        tested =>
        {
            if (application == "UseExceptionHandler")
            {
                tested.UseExceptionHandler(static handler => handler.Run(static context => context.Response.WriteAsync("failed")));
            }
            else if (application == "AddProblemDetails")
            {
                tested.UseExceptionHandler();
                tested.UseStatusCodePages();
            }

            tested.MapControllers();
            tested.MapPost("/update_builds", static (BuildUpdates updates) => updates.Builds.Count);
            tested.MapPost("/own", static (OwnType value) => value.Chroots.ToString());
            tested.MapPost("/number", static (int value) => value);
            tested.MapPost("/fails", static string () => CoprJson.Read<BuildUpdates>("{}").ToString());
        },
        application == "Development" ? application : null);

    private static ContractException Read<T>(string body) => FluentActions
        .Invoking(() => JsonSerializer.Deserialize<T>(Encoding.UTF8.GetBytes(body), new JsonSerializerOptions().AddCoprContracts()))
        .Should().Throw<ContractException>().Which;

    private static string?[] Text(JsonElement element, params string[] names) =>
        [.. names.Select(name => element.GetProperty(name).GetString())];

    private static string WithoutTrace(TestApplication.Answer answer) =>
        answer.MediaType != "application/problem+json" ? answer.Body
            : string.Join('\n', answer.Problem.EnumerateObject()
                .Where(static member => member.Name != "traceId").Select(static member => member.ToString()));
}
