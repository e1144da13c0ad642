using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>What went wrong once, where two rare things met.</summary>
public sealed class EdgeTests
{
    private static readonly string Early = Encoding.UTF8.GetString(ConformanceCase.Of("early-wire-contract").Text);

    [Theory]
    [InlineData("fedora-rawhide-i386", "fedora-rawhide-mips9", "COPR206")]
    [InlineData("fedora-rawhide-i386", "fedora-17-i386 fedora-18-i386", "COPR201")]
    [InlineData("http://foo/repo", "http://foo/repo/repodata", "COPR205")]
    public void A_gap_that_is_filled_with_what_breaks_a_rule_is_told(string from, string to, string rule) =>
        FluentActions.Invoking(() => ContractValidator.Validate(Document.Utf8(Early.Replace(from, to, StringComparison.Ordinal)), CoprJson.Lenient)).Should().NotThrow()
            .Which.Violations.Should().Contain(violation => violation.Rule.Id == rule);

    [Fact]
    public async Task A_name_that_is_no_unicode_and_repositories_that_are_no_text_are_both_told()
    {
        byte[] document = Document.Utf8(Early.Replace("\"repos\":\"http://foo/repo\"", "\"\\ud800\":1,\"repos\":5", StringComparison.Ordinal));
        List<BuildEntry> entries = [];
        await foreach (BuildEntry entry in new WaitingBuildsReader(CoprJson.Lenient).ReadAsync(document))
        {
            entries.Add(entry);
        }

        entries.Should().ContainSingle().Which.Violations.Select(static violation => violation.Rule.Id).Should().Equal("COPR101", "COPR103");
    }

    [Fact]
    public void Comments_that_an_application_skips_do_no_harm()
    {
        JsonSerializerOptions options = new JsonSerializerOptions { ReadCommentHandling = JsonCommentHandling.Skip }.AddCoprContracts(ReadingMode.Lenient);
        byte[] document = Document.Utf8("{/**/" + Early.Replace("\"repos\":\"http://foo/repo\"", "\"repos\":5", StringComparison.Ordinal)[1..]);
        FluentActions.Invoking(() => CoprJson.Read<WaitingBuilds>(document, options)).Should().Throw<ContractException>();
    }

    [Theory]
    [InlineData("\"😀")]
    [InlineData("\n\u00a0")]
    [InlineData("\\\u2028")]
    [InlineData("\"\u007f")]
    public void Beside_an_escape_all_else_goes_out_as_it_came_in(string text) =>
        Encoding.UTF8.GetString(CoprJson.Write(Samples.Build with { Results = text })).Should().Contain(text[1..] + "\",");

    [Theory]
    [InlineData("null", "the document is null; expected a value")]
    [InlineData("", "the document is empty; expected JSON")]
    [InlineData(" ", "the document is empty; expected JSON")]
    public void Of_a_document_with_nothing_in_it_the_beginning_is_told(string text, string message) =>
        FluentActions.Invoking(() => CoprJson.Read<Build>(Encoding.UTF8.GetBytes(text))).Should().Throw<ContractException>().Which.Violation
            .Should().Match<Violation>(violation => violation.Message == message && violation.Line == 1 && violation.Column == 1 && violation.Path.Length == 0);

    [Fact]
    public async Task A_stream_that_is_null_or_too_long_is_refused()
    {
        await FluentActions.Awaiting(static () => CoprJson.ReadAsync<Build>(null!).AsTask()).Should().ThrowAsync<ArgumentNullException>();
        (await FluentActions.Awaiting(static () => CoprJson.ReadAsync<Build>(new MemoryStream(new byte[11]), limits: new() { MaxDocumentBytes = 10 }).AsTask()).Should().ThrowAsync<ContractException>())
            .Which.Violation.Should().Match<Violation>(static violation => violation.Path.Length == 0 && violation.Message == "the document is larger than 10 bytes; expected less, or a higher MaxDocumentBytes");
    }

    [Fact]
    public void A_list_by_itself_is_read_in_the_mode_of_the_options()
    {
        JsonSerializer.Deserialize<SpaceSeparatedList<Chroot>>("\"a-1-b  a-1-c\"", CoprJson.Lenient).Should().HaveCount(2);
        JsonSerializer.Deserialize<SpaceSeparatedList<PackageUrl>>("\"http://a  http://b\"", CoprJson.Lenient).Should().HaveCount(2);
        JsonSerializer.Deserialize<SpaceSeparatedList<RepositoryUrl>>("\"http://a  http://b\"", CoprJson.Lenient).Should().HaveCount(2);
        FluentActions.Invoking(static () => JsonSerializer.Deserialize<SpaceSeparatedList<Chroot>>("\"a-1-b  a-1-c\"", CoprJson.Strict)).Should().Throw<JsonException>();
    }

    [Fact]
    public void An_item_by_itself_is_a_text()
    {
        JsonSerializer.Deserialize<Chroot>("\"a-1-b\"", CoprJson.Strict).Should().Be(Chroot.Parse("a-1-b"));
        FluentActions.Invoking(static () => JsonSerializer.Deserialize<Chroot>("\"a-1\"", CoprJson.Strict)).Should().Throw<JsonException>().WithMessage("*\"a-1\", which has fewer than three parts*");
        FluentActions.Invoking(static () => JsonSerializer.Deserialize<Chroot>("null", CoprJson.Strict)).Should().Throw<JsonException>().WithMessage("*null*expected*");
        FluentActions.Invoking(static () => JsonSerializer.Deserialize<Chroot>("1", CoprJson.Strict)).Should().Throw<JsonException>().WithMessage("*the number 1*expected*");
    }

    [Theory]
    [InlineData("1234567890123456789012345678901234567890", "the number 1234567890123456789012345678901234567890;")]
    [InlineData("12345678901234567890123456789012345678901", "the number 1234567890123456789012345678901234567890…;")]
    public void Of_a_long_number_the_beginning_is_shown(string number, string shown) =>
        FluentActions.Invoking(() => CoprJson.Read<CanceledBuilds>(Encoding.UTF8.GetBytes($"{{\"builds\":[{number}]}}"))).Should().Throw<ContractException>().Which.Message.Should().Contain(shown);

    [Theory]
    [InlineData("")]
    [InlineData("\"a-1\"")]
    public void An_item_that_is_none_is_no_document(string text) =>
        FluentActions.Invoking(() => CoprJson.Read<Chroot>(Encoding.UTF8.GetBytes(text))).Should().Throw<ContractException>();

    [Fact]
    public void A_text_that_is_not_unicode_is_told_in_the_place_of_a_number() =>
        FluentActions.Invoking(static () => CoprJson.Read<CanceledBuilds>("""{"builds":["\ud800"]}"""u8)).Should().Throw<ContractException>().WithMessage("*is a text that is not Unicode; expected*");

    [Fact]
    public void A_converter_that_is_asked_directly_wants_a_writer() =>
        FluentActions.Invoking(static () => new ContractObjectConverter<Build>().Write(null!, Samples.Build, CoprJson.Strict)).Should().Throw<ArgumentNullException>().WithParameterName("writer");

    [Fact]
    public void What_an_application_throws_is_told_with_all_its_words() =>
        FluentActions.Invoking(static () => CoprJson.Read<Odd>("1"u8, OfOdd)).Should().Throw<ContractException>().Which.Violation.Message.Should().Be("Cannot load it. Path: /srv/x");

    [Fact]
    public void What_an_application_writes_goes_out_alike_in_both_ways()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();

        CoprJson.Write(buffer, new Odd(), OfOdd);

        Encoding.UTF8.GetString(buffer.WrittenSpan).Should().Be(Encoding.UTF8.GetString(CoprJson.Write(new Odd(), OfOdd)));
    }

    [Fact]
    public void What_the_reader_is_at_is_put_into_words_once()
    {
        var context = new ReadContext(ReadingMode.Strict, isDocument: true);
        context.Enter("a");
        string subject = context.Subject;

        context.Subject.Should().BeSameAs(subject).And.Be("\"a\"");
        context.Enter("b");
        context.Subject.Should().Be("\"b\"");
        context.Leave();
        context.Subject.Should().Be("\"a\"");
    }

    [Fact]
    public void Options_that_are_made_of_the_contracts_take_no_member_twice() =>
        FluentActions.Invoking(static () => JsonSerializer.Deserialize<Dictionary<string, int>>("""{"a":1,"a":2}""", new JsonSerializerOptions(CoprJson.Strict) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() }))
            .Should().Throw<JsonException>();

    [Fact]
    public void What_an_unknown_member_has_twice_is_told_of_the_value() =>
        FluentActions.Invoking(static () => new UnknownMembers([KeyValuePair.Create("x", JsonElement.Parse("""{"a":1,"a":2}"""))])).Should().Throw<ArgumentException>().WithMessage("*the value holds an object in which \"a\" comes twice*");

    [Fact]
    public void What_the_bodies_should_have_been_is_told()
    {
        FluentActions.Invoking(static () => CoprJson.Read<StartingBuildResult>("""{"can_start":1}"""u8)).Should().Throw<ContractException>().WithMessage("*expected true or false*");
        FluentActions.Invoking(static () => CoprJson.Read<BuildUpdates>("""{"builds":1}"""u8)).Should().Throw<ContractException>().WithMessage("*expected an array of *");
        FluentActions.Invoking(static () => CoprJson.Read<CanceledBuilds>("""{"builds":1}"""u8)).Should().Throw<ContractException>().WithMessage("*expected an array of ids*");
        FluentActions.Invoking(static () => _ = new BuildUpdate { Id = 1, Status = (BuildStatus)2 }).Should().Throw<ArgumentOutOfRangeException>().WithMessage("A build has failed or succeeded.*");
    }

    [Theory]
    [InlineData("-62135596800.0", true)]
    [InlineData("-62135596800.5", false)]
    [InlineData("253402300799.9", true)]
    [InlineData("253402300800.0", false)]
    public void A_time_with_a_fraction_is_within_what_a_time_can_be(string time, bool isTime) =>
        (Record.Exception(() => CoprJson.Read<BuildUpdate>(Encoding.UTF8.GetBytes($"{{\"id\":1,\"started_on\":{time}}}"))) is null).Should().Be(isTime);

    [Fact]
    public void An_unknown_member_may_be_written_as_its_own_reader_let_it_pass()
    {
        JsonElement element = JsonDocument.Parse("{\"a\":[1,/* */],}", new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }).RootElement;

        new UnknownMembers([KeyValuePair.Create("x", element)]).Count.Should().Be(1);
    }

    [Fact]
    public void An_applications_own_types_are_still_known_once_the_contracts_are_added() =>
        FluentActions.Invoking(static () => JsonSerializer.Serialize(new List<Build>(), new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts())).Should().NotThrow();

    [Fact]
    public void An_entry_that_is_no_json_is_told_with_its_index() =>
        Probe.Refusal(Document.Utf8($"{{\"builds\":[{Samples.Build},nil]}}"), CoprJson.Strict)!.Path.Should().Be("/builds/1");

    private static readonly JsonSerializerOptions OfOdd = new(CoprJson.Strict) { TypeInfoResolver = new DefaultJsonTypeInfoResolver(), Converters = { new OddConverter() } };

    private sealed class Odd;

    /// <summary>Refuses in words of its own, and writes what is no JSON.</summary>
    private sealed class OddConverter : JsonConverter<Odd>
    {
        public override Odd Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new JsonException("Cannot load it. Path: /srv/x");

        public override void Write(Utf8JsonWriter writer, Odd value, JsonSerializerOptions options)
        {
            writer.WriteNumberValue(1);
            writer.WriteNumberValue(2);
        }
    }
}
