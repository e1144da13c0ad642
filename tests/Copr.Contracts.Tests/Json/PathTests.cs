using System.Text.Json;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;

namespace Copr.Contracts.Tests.Json;

public sealed partial class PathTests
{
    private static readonly JsonSerializerOptions Application = Options();

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
    public void System_text_json_tells_the_path(string path, string? json, string expected)
    {
        Action read = () => JsonSerializer.Deserialize<WaitingBuilds>(Document.With(path, json), CoprJson.Strict);

        read.Should().Throw<JsonException>().Which.Path.Should().Be(expected);
    }

    [Fact]
    public void System_text_json_tells_the_line()
    {
        Action read = static () => JsonSerializer.Deserialize<WaitingBuilds>(Document.Replacing("\"id\": 4", "\"id\": \"4\""), CoprJson.Strict);

        read.Should().Throw<JsonException>().Which.LineNumber.Should().Be(38);
    }

    [Fact]
    public void The_message_holds_path_and_cause()
    {
        Action read = static () => JsonSerializer.Deserialize<WaitingBuilds>(Document.Replacing("\"id\": 4", "\"id\": \"4\""), CoprJson.Strict);

        read.Should().Throw<ContractException>().Which.Message.Should().StartWith("COPR103 wrong-type (error) at /builds/1/id: \"id\" is the text \"4\"; expected an integer");
    }

    [Fact]
    public void Within_an_applications_types_system_text_json_tells_the_path_to_the_contracts_value()
    {
        Action read = static () => JsonSerializer.Deserialize<List<Build>>(Nested("[@, @]"), Application);

        ContractException exception = read.Should().Throw<ContractException>().Which;
        (exception.Path, exception.Violation.Path).Should().Be(("$[1]", "/id"));
    }

    [Theory]
    [InlineData("""{"Waiting": {"builds": [@, @]}}""", typeof(Envelope), "/Waiting/builds/1/id")]
    [InlineData("""{"Waiting": {"builds": []}, "By/Name": {"a.b": @, "c d": @}}""", typeof(Envelope), "/By~1Name/c d/id")]
    [InlineData("[@, @]", typeof(List<Build>), "/1/id")]
    public void Within_an_applications_types_the_contracts_reader_tells_the_whole_path(string json, Type type, string expected)
    {
        Action read = type == typeof(Envelope)
            ? () => CoprJson.Read<Envelope>(Nested(json), Application)
            : () => CoprJson.Read<List<Build>>(Nested(json), Application);

        ContractException exception = read.Should().Throw<ContractException>().Which;
        (exception.Violation.Path, exception.Violation.Line).Should().Be((expected, 2L));
    }

    [Theory]
    [InlineData("""{"Count": "x"}""", "COPR103", "/Count")]
    [InlineData("""{"Count": }""", "COPR101", "/Count")]
    [InlineData("[]", "COPR103", "")]
    public void What_is_wrong_in_an_applications_own_members_is_told_as_a_violation_too(string json, string rule, string path)
    {
        Action read = () => CoprJson.Read<Envelope>(Document.Utf8(json), Application);

        var violation = read.Should().Throw<ContractException>().Which.Violation;
        (violation.Rule.Id, violation.Path).Should().Be((rule, path));
    }

    [Fact]
    public void A_type_that_the_options_do_not_know_is_the_callers_mistake() =>
        FluentActions.Invoking(static () => CoprJson.Read<Version>("1"u8)).Should().Throw<NotSupportedException>();

    /// <summary>Puts a good build and then, on a second line, one whose id is a text into the places of the @.</summary>
    private static byte[] Nested(string json)
    {
        string build = Samples.Build.ToString();
        int last = json.LastIndexOf('@');
        return Document.Utf8($"{json[..last].Replace("@", build, StringComparison.Ordinal)}\n{build.Replace("\"id\":5}", "\"id\":\"5\"}", StringComparison.Ordinal)}{json[(last + 1)..]}");
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        options.TypeInfoResolverChain.Add(EnvelopeContext.Default);
        return options.AddCoprContracts();
    }

    internal sealed record Envelope
    {
        public WaitingBuilds? Waiting { get; init; }

        [JsonPropertyName("By/Name")]
        public Dictionary<string, Build>? ByName { get; init; }

        public int Count { get; init; }
    }

    [JsonSerializable(typeof(Envelope))]
    [JsonSerializable(typeof(List<Build>))]
    internal sealed partial class EnvelopeContext : JsonSerializerContext;
}
