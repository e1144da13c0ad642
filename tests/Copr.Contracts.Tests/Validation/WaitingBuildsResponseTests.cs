using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

public sealed class WaitingBuildsResponseTests
{
    private const string Body = """{"builds":[]}""";

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    public async Task A_json_response_in_utf8_is_valid(string contentType) =>
        (await ValidateAsync(contentType)).Should().Be("No violations.");

    [Theory]
    [InlineData("text/html", "the content type is \"text/html\"; expected application/json")]
    [InlineData("application/problem+json", "the content type is \"application/problem+json\"; expected application/json")]
    [InlineData("application/json; charset=iso-8859-1", "the charset is \"iso-8859-1\"; expected utf-8, or none")]
    [InlineData(null, "there is no content type; expected application/json")]
    public async Task Another_content_type_breaks_COPR109(string? contentType, string message) =>
        (await ValidateAsync(contentType)).Should().Be($"COPR109 wrong-response (error) at the document: {message}.");

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "404")]
    [InlineData(HttpStatusCode.NoContent, "204")]
    [InlineData(HttpStatusCode.InternalServerError, "500")]
    public async Task Another_status_breaks_COPR109_and_the_body_is_not_validated(HttpStatusCode status, string shown) =>
        (await ValidateAsync("text/html", status, "<html>"))
            .Should().Be($"COPR109 wrong-response (error) at the document: the status is {shown}; expected 200.");

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate, gzip")]
    public async Task A_content_coding_breaks_COPR109_and_the_body_is_not_validated(string codings)
    {
        using var response = new HttpResponseMessage { Content = new StringContent("?") };
        response.Content.Headers.Add("Content-Encoding", codings);

        ValidationReport report = await ContractValidator.ValidateWaitingBuildsResponseAsync(response);

        report.Violations.Should().ContainSingle().Which.Message.Should()
            .Be($"the content coding is \"{codings}\"; expected none, or a client that decodes it");
    }

    [Fact]
    public async Task The_body_is_validated_with_lines_and_columns() =>
        (await ValidateAsync("text/plain", body: "{\n\"builds\": {}}"))
            .Should().Contain("COPR109").And.Contain("COPR103 wrong-type (error) at /builds, line 2, column 11");

    [Fact]
    public async Task The_body_is_validated_with_the_options()
    {
        var two = new WaitingBuilds { Builds = [Samples.Build, Samples.Build with { Id = 6 }] };
        using var response = new HttpResponseMessage { Content = new StringContent(two.ToString(), Encoding.UTF8, "application/json") };

        (await ContractValidator.ValidateWaitingBuildsResponseAsync(response, new() { MaxBuilds = 1 })).Violations
            .Should().ContainSingle().Which.Rule.Id.Should().Be("COPR303");
    }

    [Fact]
    public async Task Null_is_refused() =>
        await FluentActions.Awaiting(static () => ContractValidator.ValidateWaitingBuildsResponseAsync(null!))
            .Should().ThrowAsync<ArgumentNullException>().WithParameterName("response");

    private static async Task<string> ValidateAsync(string? contentType, HttpStatusCode status = HttpStatusCode.OK, string body = Body)
    {
        using var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        response.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return (await ContractValidator.ValidateWaitingBuildsResponseAsync(response)).ToString();
    }
}
