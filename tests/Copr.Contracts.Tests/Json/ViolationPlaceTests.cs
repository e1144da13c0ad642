using System.Text.Json;
using System.Text.Json.Serialization;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>Where a violation is: its line and column as an editor counts them, and the path of JsonSerializer's exception.</summary>
public sealed class ViolationPlaceTests
{
    private static readonly JsonSerializerOptions Plain = new() { AllowTrailingCommas = true };

    [Theory]
    [InlineData("\"id\": 4", "\"id\": \"4\"", "\"4\"")]
    [InlineData("\"id\": 4", "\"id\":\n\n   [[4]]", "[[4]]")]
    [InlineData("\"id\": 4", "\"é😀\": \"é😀\", \"id\": {}", "{}")]
    [InlineData("\"id\": 4", "\"id\": 4, \"id\": 5", "\"id\": 5")]
    [InlineData("\"canceled\": true", "\"canceled\"\r\n:\r\n1", "1")]
    [InlineData("\"fedora-rawhide-i386\",\n      \"id\"", "\"fedora rawhide\",\n      \"id\"", "\"fedora rawhide\"")]
    [InlineData("\"name\": \"baz\"", "\"name\": \"\\ud800\"", "\"\\ud800\"")]
    [InlineData("\"name\": \"baz\"", "\"x\": 1", "{")]
    [InlineData("1351153692", "1351153692.5", "1351153692.5")]
    [InlineData("\"id\": 4", "\"id\": oops", "oops")]
    [InlineData("\"id\": 4", "\"id\": 4 4", "4\n")]
    public void A_violation_is_at_the_start_of_the_value(string from, string to, string expected)
    {
        byte[] document = Document.Replacing(from, to);
        Violation violation = Ways.Refusal(document)!;

        (Ways.TextAt(violation, document) + "\n").Should().StartWith(expected);
    }

    [Theory]
    [InlineData("n,", "is not JSON at \",\"")]
    [InlineData("-,", "is not JSON at \",\"")]
    [InlineData("{\"a\",", "is not JSON at \",\"")]
    [InlineData("{\"a\":1,,", "is not JSON at \",\"")]
    [InlineData("{\"a\":1,", "is cut off")]
    [InlineData("{\"builds\":[], ", "is cut off")]
    [InlineData("{\"builds\":[nul", "is cut off")]
    [InlineData("{\"x\":nux,\"builds\":[", "is not JSON at \"x\"")]
    [InlineData("{\"builds\":[nux", "is not JSON at \"x\"")]
    public void Only_what_could_go_on_is_cut_off(string text, string found)
    {
        Violation? whole = Ways.Refusal(Document.Utf8(text));

        whole!.Found.Should().EndWith(found);
        ContractValidator.ValidateWaitingBuilds(Document.Utf8(text)).Violations.Should().Contain(whole);
    }

    [Fact]
    public void A_second_document_is_not_JSON_where_it_begins()
    {
        Violation violation = Ways.Refusal("{\"builds\":[]}{\"builds\":[]}"u8.ToArray())!;

        (violation.Rule.Id, violation.Column).Should().Be(("COPR101", 14));
    }

    [Fact]
    public void A_byte_that_is_not_ASCII_is_shown_as_a_number() =>
        Ways.Refusal([.. "{\"builds\":"u8, 0x80])!.Found.Should().Be("\"builds\" is not JSON at the byte 0x80");

    [Fact]
    public void Lines_and_columns_are_counted_from_1_in_UTF_16_code_units()
    {
        Violation violation = Ways.Refusal(Document.Replacing("\"id\": 4", "\"é\": \"😀\", \"id\": oops"))!;

        (violation.Line, violation.Column).Should().Be((39, 24));
    }

    [Theory]
    [InlineData("builds/1/chroots", "\"fedora\"", "$.builds[1].chroots")]
    [InlineData("builds/1/id", "\"4\"", "$.builds[1].id")]
    [InlineData("builds/0/copr/repos", "\"foo\"", "$.builds[0].copr.repos")]
    [InlineData("builds/0/copr/name", null, "$.builds[0].copr")]
    [InlineData("builds/0/submitted_on", "1e400", "$.builds[0].submitted_on")]
    [InlineData("builds", "5", "$.builds")]
    [InlineData("builds", null, "$")]
    [InlineData("builds/0/a b", "\"\\ud800\"", "$.builds[0]['a b']")]
    [InlineData("builds/0/id", "oops", "$.builds[0].id")]
    public void The_exception_of_JsonSerializer_has_the_path_of_the_value(string path, string? json, string expected) =>
        Ways.Serializer<WaitingBuilds>(Document.With(path, json), CoprJson.StrictOptions).SkipLast(1)
            .Should().AllSatisfy(exception => exception!.Path.Should().Be(expected));

    [Theory]
    [InlineData("\"id\": oops")]
    [InlineData("\"id\" 4")]
    [InlineData("\"id\": 4 4")]
    [InlineData("\"é\": \"😀\", \"id\": oops")]
    public void If_a_document_is_not_JSON_the_exception_has_the_line_and_byte_of_the_framework(string members)
    {
        byte[] document = Document.Replacing("\"id\": 4", members);
        JsonException expected = FluentActions.Invoking(() => JsonSerializer.Deserialize<PlainList>(document, Plain))
            .Should().Throw<JsonException>().Which;

        Ways.Serializer<WaitingBuilds>(document, CoprJson.StrictOptions).SkipLast(1).Should().AllSatisfy(exception =>
            (exception!.LineNumber, exception.BytePositionInLine).Should().Be((expected.LineNumber, expected.BytePositionInLine)));
    }

    [Fact]
    public void If_a_document_stops_being_JSON_after_the_first_violation_the_exception_has_the_line_and_byte_of_the_violation() =>
        FluentActions.Invoking(static () => JsonSerializer.Deserialize<Build>("{\"id\":\"4\",\n@}", CoprJson.StrictOptions))
            .Should().Throw<ContractException>()
            .Which.Should().Match<ContractException>(static exception =>
                exception.LineNumber == 0 && exception.BytePositionInLine == 6 && exception.InnerException == null);

    [Fact]
    public void JsonSerializer_says_of_a_document_that_is_cut_off_that_it_is_not_JSON() =>
        // A converter gets the text up to the fault, and not what follows.
        FluentActions.Invoking(static () => JsonSerializer.Deserialize<Build>("{\"id\":", CoprJson.StrictOptions))
            .Should().Throw<ContractException>().Which.Violation.Found.Should().Be("\"id\" is not JSON");

    [Fact]
    public void The_value_of_a_member_whose_name_is_not_Unicode_text_is_named_by_an_empty_text() =>
        ContractValidator.ValidateWaitingBuilds(Document.Utf8("{\"builds\":[],\"\\ud800\":{\"a\":1,\"a\":2}}")).Violations
            .Should().ContainSingle(static violation => violation.Rule.Id == "COPR104").Which.Should().Match<Violation>(static violation =>
                violation.Path == "/" && violation.Found == "\"\" contains an object in which \"a\" appears twice");

    [Fact]
    public void The_message_of_a_document_that_JsonSerializer_reads_has_the_place_once() =>
        Ways.Serializer<WaitingBuilds>(Document.With("builds/1/id", "\"4\""), CoprJson.StrictOptions).Should().AllSatisfy(
            static exception => exception!.Message.Should().StartWith("COPR103 wrong-type (error) at /builds/1/id: \"id\" is")
                .And.Be(exception.Should().BeOfType<ContractException>().Which.Violation.ToString()));

    private sealed record PlainList([property: JsonPropertyName("builds")] List<PlainBuild> Builds);

    private sealed record PlainBuild([property: JsonPropertyName("id")] long Id);
}
