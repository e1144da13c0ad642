using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>Where something is wrong: as System.Text.Json tells it of types of its own, and as an editor shows it.</summary>
public sealed class PlaceTests
{
    private static readonly string Broken = Samples.Build.ToString().Replace("\"id\":5}", "\"id\":\"5\"}", StringComparison.Ordinal);

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
    public void A_violation_is_at_the_beginning_of_what_is_wrong(string from, string to, string expected)
    {
        byte[] document = Document.Replacing(from, to);

        Probe.TextAt(Probe.Refusal(document, CoprJson.Strict)!, document).Should().StartWith(expected);
    }

    [Theory]
    [InlineData("\"id\": 4", "\"id\": \"4\"")]
    [InlineData("\"id\": 4", "\"id\": 4.5")]
    [InlineData("\"id\": 4", "\"id\": null")]
    [InlineData("\"id\": 4", "\"id\": true")]
    [InlineData("\"id\": 4", "\"id\": 9223372036854775808")]
    [InlineData("\"name\": \"baz\"", "\"name\": 5")]
    [InlineData("\"name\": \"baz\"", "\"é\": \"😀\", \"name\":\n\n 5")]
    [InlineData("\"canceled\": true", "\"canceled\": \"yes\"")]
    [InlineData("\"id\": 4", "\"id\": oops")]
    [InlineData("\"id\": 4", "\"id\" 4")]
    [InlineData("\"id\": 4", "\"id\": 4 4")]
    [InlineData("\"id\": 4", "\"id\": [")]
    public void System_text_json_is_told_line_and_byte_as_it_tells_them_itself(string from, string to)
    {
        byte[] document = Document.Replacing(from, to);
        Action plain = () => JsonSerializer.Deserialize<PlainList>(document, Plain);
        JsonException expected = plain.Should().Throw<JsonException>().Which;

        Probe.Direct(document, CoprJson.Strict).Should().HaveCount(3).And.AllSatisfy(exception =>
            (exception.LineNumber, exception.BytePositionInLine).Should().Be((expected.LineNumber, expected.BytePositionInLine)));
    }

    [Theory]
    [InlineData("""{"a":[1,@]}""", "/a/1")]
    [InlineData("""{"a":[@],"b":2}""", "/a/0")]
    public void A_list_in_a_dictionary_is_gone_through(string json, string prefix) => Nested<Dictionary<string, List<Build?>>>(json.Replace("1,", "null,", StringComparison.Ordinal).Replace(",\"b\":2", "", StringComparison.Ordinal), prefix);

    [Theory]
    [InlineData("""{"waiting":{"builds":[@]}}""", "/waiting/builds/0")]
    [InlineData("""{"WAITING":{"builds":[@]}}""", "/WAITING/builds/0")]
    [InlineData("""{"note":"é😀","waiting":{"x":1,"builds":[@]}}""", "/waiting/builds/0")]
    [InlineData("""{"w\u0061iting":{"builds":[@]}}""", "/waiting/builds/0")]
    public void A_property_is_gone_through_as_it_is_written(string json, string prefix) => Nested<Holder>(json, prefix);

    [Theory]
    [InlineData("a.b", "/a.b")]
    [InlineData("a b", "/a b")]
    [InlineData("a/b~c", "/a~1b~0c")]
    [InlineData("a'b", "/a'b")]
    [InlineData("a]b[", "/a]b[")]
    [InlineData("$", "/$")]
    [InlineData("", "/")]
    [InlineData("0", "/0")]
    [InlineData("é😀", "/é😀")]
    public void A_key_may_be_any_text(string key, string prefix) => Nested<Dictionary<string, Build>>($"{{\"{key}\":@}}", prefix);

    [Fact]
    public void Of_two_builds_the_broken_one_is_told() => Nested<List<Build>>($"[{Samples.Build},@]", "/1");

    [Theory]
    [InlineData("waiting", "$.waiting")]
    [InlineData("Waiting", "$.Waiting")]
    public void System_text_json_tells_the_way_to_the_contracts_object(string name, string path)
    {
        Action read = () => JsonSerializer.Deserialize<Holder>($"{{\"{name}\":{{\"builds\":[{Broken}]}}}}", Web());

        read.Should().Throw<ContractException>().Which.Path.Should().StartWith(path);
    }

    [Theory]
    [InlineData("""{"Waiting":5}""", "the value is the number 5; expected an object", "$.Waiting")]
    [InlineData("""{"Waiting":{"builds":[nil]}}""", "item 1 of \"builds\" is not JSON: *", "$.Waiting")]
    public void What_an_application_has_of_the_contract_is_a_value_and_not_the_document(string json, string message, string path) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<Holder>(json, Web())).Should().Throw<ContractException>().Where(exception => exception.Path!.StartsWith(path, StringComparison.Ordinal))
            .Which.Violation.Message.Should().Match(message);

    [Fact]
    public void What_stands_in_the_place_of_the_document_is_told_as_the_document() =>
        FluentActions.Invoking(static () => CoprJson.Read<Build>("5"u8)).Should().Throw<ContractException>().Which.Violation.Message.Should().Be("the document is the number 5; expected an object");

    [Fact]
    public void What_is_missing_in_a_nested_build_is_told_with_the_build()
    {
        byte[] document = Document.Utf8("[\n  {\"id\":1}]");
        Action read = () => CoprJson.Read<List<Build>>(document, Web());

        Violation violation = read.Should().Throw<ContractException>().Which.Violation;
        (violation.Rule.Id, violation.Path, violation.Line, violation.Column).Should().Be(("COPR102", "/0", 2L, 3L));
    }

    private static void Nested<T>(string json, string prefix)
    {
        byte[] document = Document.Utf8(json.Replace("@", $"\n  {Broken}", StringComparison.Ordinal));
        Action read = () => CoprJson.Read<T>(document, Web());

        Violation violation = read.Should().Throw<ContractException>().Which.Violation;
        violation.Path.Should().Be(prefix + "/id");
        Probe.IsPlaced(violation, document);
        Probe.TextAt(violation, document).Should().StartWith("\"5\"}");
        Encoding.UTF8.GetString(document).Split('\n')[1][..((int)violation.Column! - 1)].Should().EndWith("\"id\":");
    }

    private static JsonSerializerOptions Web()
    {
        JsonSerializerOptions options = new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts();
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        return options;
    }

    private static readonly JsonSerializerOptions Plain = new() { AllowTrailingCommas = true };

    private sealed record Holder(string? Note, WaitingBuilds? Waiting);

    private sealed record PlainList([property: JsonPropertyName("builds")] List<PlainBuild> Builds);

    private sealed class PlainBuild
    {
        [JsonPropertyName("id")]
        public long Id { get; set; }

        [JsonPropertyName("canceled")]
        public bool? Canceled { get; set; }

        [JsonPropertyName("copr")]
        public PlainCopr? Copr { get; set; }
    }

    private sealed class PlainCopr
    {
        [JsonPropertyName("name")]
        public string? Name { get; set; }
    }
}
