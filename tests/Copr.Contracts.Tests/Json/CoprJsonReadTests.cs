using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>What a whole document is read as, and what is said of one that cannot be read.</summary>
public sealed class CoprJsonReadTests
{
    private static readonly string Usual = Samples.Build.ToString();

    /// <summary>Other ways to write the same build.</summary>
    public static TheoryData<string, string> Layouts => new()
    {
        { "\":", "\" : " },
        { ",", "\t,\r\n" },
        { "{", "{ " },
        { "}", "\n}" },
        { "\"id\":5}", "\"id\":5,}" },
        { "\"name\":\"ff2\"}", "\"name\":\"ff2\" , }" },
        { "\"id\"", "\"\\u0069d\"" },
        { "canceled", "c\\u0061nceled" },
        { "ff2", "f\\u00662" },
        { "/", "\\/" },
        { " ", "\\u0020" },
        { "\"user_id\":1,\"results\":null", "\"results\":null,\"user_id\":1" },
        { "\"results\":null,", "" },
        { "\"canceled\":null,", "" },
        { "\"id\":5}", "\"id\":5,\"status\":null}" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_build_is_the_same_in_any_layout(string from, string to)
    {
        Usual.Should().Contain(from);

        CoprJson.Read<Build>(Usual.Replace(from, to, StringComparison.Ordinal)).Should().Be(Samples.Build);
    }

    [Fact]
    public void A_build_is_the_same_whatever_the_order_of_its_members() =>
        CoprJson.Read<Build>(Reversed(JsonElement.Parse(Usual))).Should().Be(Samples.Build);

    [Fact]
    public void Null_and_an_empty_string_and_a_missing_member_are_an_empty_list_of_repositories()
    {
        string repositories = $"\"repos\":\"{Samples.Copr.Repositories}\",";

        new[] { "\"repos\":null,", "\"repos\":\"\",", "" }.Should().AllSatisfy(text =>
        {
            string copr = Samples.Copr.ToString().Replace(repositories, text, StringComparison.Ordinal);
            CoprJson.Read<CoprProject>(copr).Repositories.Should().BeEmpty();
        });
    }

    [Fact]
    public void Escaped_and_plain_text_give_equal_lists() =>
        CoprJson.Read<WaitingBuilds>(Document.With("builds/0/pkgs", "\"http:\\/\\/foo/a\\u0026b\"")).Builds[0].Packages
            .Should().Equal(PackageUrl.Parse("http://foo/a&b"));

    [Fact]
    public async Task Bytes_a_text_and_a_stream_are_read_alike()
    {
        WaitingBuilds expected = CoprJson.Read<WaitingBuilds>(WikiExample.Bytes);

        CoprJson.Read<WaitingBuilds>(WikiExample.Text).Should().Be(expected);
        (await CoprJson.ReadAsync<WaitingBuilds>(new ChunkedStream(WikiExample.Bytes, 7))).Should().Be(expected);
    }

    [Fact]
    public void A_reader_of_single_bytes_gives_the_same()
    {
        byte[] document = Document.Replacing("http://foo/pkg.src", "http://例え/a\\u0026b");
        var reader = new Utf8JsonReader(
            Segments.Of([.. document.Select(static unit => new[] { unit })]), new JsonReaderOptions { AllowTrailingCommas = true });

        JsonSerializer.Deserialize<WaitingBuilds>(ref reader, CoprJson.StrictOptions).Should().Be(CoprJson.Read<WaitingBuilds>(document));
    }

    /// <summary><see cref="JsonSerializer"/> waits for the whole object, but the converter is public.</summary>
    [Theory]
    [InlineData("""{"can_start":tr""")]
    [InlineData("""{"can_start":true""")]
    [InlineData("""{"can_start":true, "a":{"b":[""")]
    public void A_converter_rejects_a_reader_that_has_only_a_part_of_the_object(string part) =>
        ReadPart(part, allowTrailingCommas: true).Should()
            .Be(new Violation(Rules.Find("COPR101")!, "", "the document is not JSON", "JSON (RFC 8259)"));

    [Fact]
    public void A_converter_names_CoprJson_if_the_reader_of_a_part_refuses_trailing_commas() =>
        ReadPart("{", allowTrailingCommas: false).Expected.Should().StartWith("JSON (RFC 8259)").And.Contain("CoprJson");

    [Theory]
    [InlineData("[]", true)]
    [InlineData("[ ] , ", true)]
    [InlineData("[4]", true)]
    [InlineData("[4,5 , 6,]", true)]
    [InlineData("[-0,9223372036854775807]", true)]
    [InlineData("[,]", false)]
    [InlineData("[4,,5]", false)]
    [InlineData("[4 5]", false)]
    [InlineData("[4", false)]
    [InlineData("4", false)]
    [InlineData("[4.5]", false)]
    [InlineData("[[4]]", false)]
    [InlineData("null", false)]
    public void A_list_of_ids_is_an_array_of_integers(string builds, bool isRead)
    {
        Action read = () => CoprJson.Read<CanceledBuilds>($"{{\"builds\":{builds}}}");

        if (isRead)
        {
            read.Should().NotThrow();
        }
        else
        {
            read.Should().Throw<ContractException>();
        }
    }

    [Fact]
    public void A_text_that_is_not_ASCII_is_read_like_its_bytes()
    {
        string text = (Samples.Build with { Results = "žluť 例え 😀" }).ToString();

        CoprJson.Read<Build>(text).Should().Be(CoprJson.Read<Build>(Document.Utf8(text)));
    }

    [Fact]
    public void A_text_with_half_of_a_surrogate_pair_is_malformed() =>
        FluentActions.Invoking(static () => CoprJson.Read<Build>("{\"results\":\"\ud800\"}")).Should().Throw<ContractException>()
            .Which.Violation.Should().Be(
                new Violation(Rules.Find("COPR101")!, "", "the document contains half of a surrogate pair", "Unicode text"));

    [Fact]
    public async Task A_stream_stays_open()
    {
        using var stream = new MemoryStream(WikiExample.Bytes);

        await CoprJson.ReadAsync<WaitingBuilds>(stream);

        stream.CanRead.Should().BeTrue();
    }

    [Theory]
    [InlineData("null", "the document is null; expected an object")]
    [InlineData("5", "the document is the number 5; expected an object")]
    [InlineData("", "the document is empty; expected JSON")]
    [InlineData(" ", "the document is empty; expected JSON")]
    public void A_document_that_is_not_an_object_is_refused_at_its_start(string text, string message) =>
        FluentActions.Invoking(() => CoprJson.Read<Build>(text)).Should().Throw<ContractException>().Which.Violation
            .Should().Match<Violation>(violation =>
                violation.Message == message && violation.Line == 1 && violation.Column == 1 && violation.Path.Length == 0);

    [Theory]
    [InlineData("1234567890123456789012345678901234567890", "the number 1234567890123456789012345678901234567890;")]
    [InlineData("12345678901234567890123456789012345678901", "the number 1234567890123456789012345678901234567890…;")]
    public void The_start_of_a_long_number_is_shown(string number, string shown) =>
        FluentActions.Invoking(() => CoprJson.Read<CanceledBuilds>($"{{\"builds\":[{number}]}}"))
            .Should().Throw<ContractException>().Which.Message.Should().Contain(shown);

    [Fact]
    public void A_string_that_is_not_Unicode_text_is_described_as_such_in_the_place_of_a_number() =>
        FluentActions.Invoking(static () => CoprJson.Read<CanceledBuilds>("""{"builds":["\ud800"]}""")).Should().Throw<ContractException>()
            .WithMessage("*item 1 of \"builds\" is a string that is not Unicode text; expected an integer*");

    [Theory]
    [InlineData("\"@\":1,\"@\":1")]
    [InlineData("\"@\":\"\\ud800\"")]
    [InlineData("\"@\":oops")]
    public void A_long_name_is_shortened_in_a_message(string members)
    {
        byte[] document = Document.Utf8($"{{\"builds\":[],{members.Replace("@", new string('n', 100_000), StringComparison.Ordinal)}}}");

        Ways.Refusal(document)!.ToString().Length.Should().BeLessThan(700);
    }

    [Theory]
    [InlineData("\"a\\u001b[31m\\nb\":1,\"a\\u001b[31m\\nb\":1")]
    [InlineData("\"a\\u001b[31m\\nb\":\"\\ud800\"")]
    public void Control_characters_of_a_name_are_escaped_in_a_message(string members) =>
        Ways.Refusal(Document.Utf8($"{{\"builds\":[],{members}}}"))!.ToString().Should().NotContainAny("\u001b", "\n");

    [Fact]
    public void A_message_names_the_rule_the_place_and_what_was_found_and_expected() =>
        FluentActions.Invoking(static () => CoprJson.Read<WaitingBuilds>(Document.Replacing("\"id\": 4", "\"id\": \"4\"")))
            .Should().Throw<ContractException>().WithMessage(
                "COPR103 wrong-type (error) at /builds/1/id, line 39, column 13: \"id\" is the string \"4\"; "
                + "expected an integer from -9223372036854775808 to 9223372036854775807.");

    [Fact]
    public void What_is_expected_of_a_member_is_reported()
    {
        ExpectedBy<StartBuildResponse>("{\"can_start\":1}").Should().Be("true or false");
        ExpectedBy<BuildUpdates>("{\"builds\":1}").Should().Be("an array of objects");
        ExpectedBy<CanceledBuilds>("{\"builds\":1}").Should().Be("an array of integers");
        ExpectedBy<StartBuildRequest>("{\"build_id\":1,\"backend\":null}").Should().Be("a string");
    }

    [Theory]
    [InlineData("{\"\\ud800\":1,\"builds\":[]}", "")]
    [InlineData("{\"builds\":[],\"\\ud800\":{\"a\":1,\"a\":1}}", "", "/")]
    public void A_member_whose_name_is_not_Unicode_text_has_an_empty_name_in_paths(string text, params string[] paths) =>
        ContractValidator.ValidateWaitingBuilds(Document.Utf8(text)).Violations.Select(static violation => violation.Path)
            .Should().Equal(paths);

    [Theory]
    [InlineData("[1 true]")]
    [InlineData("[\"x\"")]
    [InlineData("5 5")]
    [InlineData("\"builds")]
    public void The_validator_calls_text_that_is_not_JSON_malformed_whatever_it_starts_with(string text) =>
        ContractValidator.ValidateWaitingBuilds(Document.Utf8(text)).Violations
            .Should().Contain(static violation => violation.Rule.Id == "COPR101");

    [Theory]
    [InlineData("\u200c", "U+200C")]
    [InlineData("\u200d", "U+200D")]
    public void A_joiner_in_a_package_is_refused_and_named(string joiner, string code)
    {
        string package = $"https://example.org/\u0645\u06cc{joiner}\u062e\u0648-1.src.rpm";

        Violation violation = Ways.Refusal(Document.With("builds/0/pkgs", $"\"{package}\""))!;

        (violation.Rule.Id, violation.Path).Should().Be(("COPR107", "/builds/0/pkgs"));
        violation.Found.Should().Contain($"the format character {code}");
    }

    [Fact]
    public async Task A_document_that_is_null_is_refused()
    {
        FluentActions.Invoking(static () => CoprJson.Read<Build>((string)null!)).Should().Throw<ArgumentNullException>();
        await FluentActions.Awaiting(static () => CoprJson.ReadAsync<Build>(null!).AsTask()).Should().ThrowAsync<ArgumentNullException>();
    }

    private static Violation ReadPart(string part, bool allowTrailingCommas)
    {
        Action read = () =>
        {
            var state = new JsonReaderState(new() { AllowTrailingCommas = allowTrailingCommas });
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(part), isFinalBlock: false, state);
            reader.Read();
            new ContractObjectConverter<StartBuildResponse>().Read(ref reader, typeof(StartBuildResponse), CoprJson.StrictOptions);
        };

        return read.Should().Throw<ContractException>().Which.Violation;
    }

    private static string ExpectedBy<T>(string json)
        where T : class, IContractObject<T> =>
        FluentActions.Invoking(() => CoprJson.Read<T>(json)).Should().Throw<ContractException>().Which.Violation.Expected;

    private static string Reversed(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return value.GetRawText();
        }

        IEnumerable<string> members = value.EnumerateObject().Select(static member => $"\"{member.Name}\":{Reversed(member.Value)}");
        return $"{{{string.Join(',', members.Reverse())}}}";
    }
}
