using System.Text.Json;
using System.Text.Json.Serialization;

namespace Copr.Contracts.Tests.Json;

/// <summary>Every way to read a document uses one reader, so that all of them report the same violation.</summary>
public sealed partial class OneReaderTests
{
    private const string Integer = "an integer from -9223372036854775808 to 9223372036854775807";

    private const string Unicode = "UTF-8 without halves of surrogate pairs";

    private static readonly string Good = Samples.Build.ToString();

    /// <summary>Documents that are JSON and break the contract in one place.</summary>
    private static readonly Dictionary<string, Broken> Invalid = new()
    {
        ["an array"] = new("[]", "COPR103", "", "the document is an array", "an object", "[]"),
        ["a string"] = new("\"builds\"", "COPR103", "", "the document is the string \"builds\"", "an object", "\"builds\""),
        ["no builds"] = new(
            "{}", "COPR102", "", "the document has no \"builds\"", "the member \"builds\"", "{}"),
        ["builds that are null"] = new(
            "{\"builds\":\n null}", "COPR103", "/builds", "\"builds\" is null", "an array of objects", "null}"),
        ["builds twice"] = new(
            "{\"builds\":[],\"builds\":[]}", "COPR104", "/builds", "\"builds\" appears twice in one object", "each name once",
            "\"builds\":[]}"),
        ["an item that is a number"] = new(
            $"{{\"builds\":[{Good},\n5]}}", "COPR103", "/builds/1", "item 2 of \"builds\" is the number 5", "an object", "5]"),
        ["an id that is a string"] = Second(
            "\"id\":5}", "\"id\":\"5\"}", "COPR103", "/builds/1/id", "\"id\" is the string \"5\"", Integer, "\"5\"}"),
        ["an id that is missing"] = Second(
            ",\"id\":5}", "}", "COPR102", "/builds/1", "item 2 of \"builds\" has no \"id\"",
            "the member \"id\"", "{\"copr_id\""),
        ["an id that appears twice"] = Second(
            "\"id\":5}", "\"id\":5,\"id\":5}", "COPR104", "/builds/1/id", "\"id\" appears twice in one object", "each name once",
            "\"id\":5}"),
        ["an id that is too large"] = Second(
            "\"id\":5}", "\"id\":9223372036854775808}", "COPR103", "/builds/1/id", "\"id\" is the number 9223372036854775808", Integer,
            "9223372036854775808}"),
        ["a copr that is null"] = Second(
            Samples.Copr.ToString(), "null", "COPR103", "/builds/1/copr", "\"copr\" is null", "an object", "null,\"canceled\""),
        ["a name that is not Unicode text"] = Second(
            "\"ff2\"", "\"\\ud800\"", "COPR101", "/builds/1/copr/name", "\"name\" is a string that is not Unicode text", Unicode,
            "\"\\ud800\"}"),
        ["canceled as a number"] = Second(
            "\"canceled\":null", "\"canceled\":0", "COPR103", "/builds/1/canceled", "\"canceled\" is the number 0", "true, false or null",
            "0,"),
        ["a time with a fraction"] = Second(
            "1351157544", "1351157544.5", "COPR103", "/builds/1/submitted_on", "\"submitted_on\" is the number 1351157544.5",
            "a Unix time in whole seconds, from -62135596800 to 253402300799", "1351157544.5,"),
        ["a status of 2"] = Second(
            "\"id\":5}", "\"id\":5,\"status\":2}", "COPR502", "/builds/1/status", "\"status\" is the number 2",
            "0 for failed or 1 for succeeded", "2}"),
        ["two spaces between packages"] = Second(
            "pkg.src.rpm\"", "pkg.src.rpm  http://bar\"", "COPR105", "/builds/1/pkgs", "\"pkgs\": there is \"  \" between items 1 and 2",
            "exactly one space", "\"http://foo/pkg.src.rpm  http://bar\""),
        ["a repository that is not a URL"] = Second(
            "http://bar/repo", "bar", "COPR107", "/builds/1/copr/repos",
            "\"repos\": item 2 is \"bar\", which does not begin with http:// or https://",
            "an absolute http or https URL, such as http://foo/repo", "\"http://foo/repo bar\""),
        ["an unknown member with a name twice"] = Second(
            "\"id\":5}", "\"id\":5,\"x\":{\"a\":1,\"a\":2}}", "COPR104", "/builds/1/x",
            "\"x\" contains an object in which \"a\" appears twice", "each name once", "\"a\":2}"),
        ["an unknown member that is not Unicode text"] = new(
            "{\"builds\":[],\"x\":[\"\\ud800\"]}", "COPR101", "/x", "\"x\" contains text that is not Unicode", Unicode, "\"\\ud800\"]"),
        ["a name of a member that is not Unicode text"] = Second(
            "\"id\":5}", "\"id\":5,\"\\ud800\":1}", "COPR101", "/builds/1",
            "item 2 of \"builds\" has a member whose name is not Unicode text", Unicode, "\"\\ud800\":1}"),
    };

    /// <summary>Documents that are not JSON.</summary>
    private static readonly Dictionary<string, string> Malformed = new()
    {
        ["nothing"] = "",
        ["white space"] = " \n ",
        ["a word"] = "oops",
        ["a comma"] = ",",
        ["a closing bracket"] = "]",
        ["a comment"] = "// none\n{\"builds\":[]}",
        ["more after the document"] = "{\"builds\":[]}\n {}",
        ["a bracket too many"] = "{\"builds\":[]}\n]",
        ["two commas"] = "{\"builds\":[],,}",
        ["a comma first"] = "{,\"builds\":[]}",
        ["a name without quotation marks"] = "{builds:[]}",
        ["no colon"] = "{\"builds\" []}",
        ["no value"] = "{\"x\":,\"builds\":[]}",
        ["two colons"] = "{\"builds\"::[]}",
        ["an object that ends with a bracket"] = "{\"builds\":[]]",
        ["a document that is cut off"] = $"{{\"builds\":[{Good}],",
        ["a list that is cut off after its bracket"] = "{\"builds\":[",
        ["a list that is cut off after a build"] = $"{{\"builds\":[{Good}",
        ["a list that is cut off after a comma"] = $"{{\"builds\":[{Good},",
        ["a number that is cut off"] = "{\"builds\":[1",
        ["a build that is cut off"] = $"{{\"builds\":[{Good},\n{Good[..100]}",
        ["an unknown member that is cut off"] = "{\"builds\":[],\"x\":[1,",
        ["an array that is cut off"] = "[\"x\"",
        ["an array without a comma"] = "[1 true]",
        ["a comma first in the list"] = $"{{\"builds\":[,{Good}]}}",
        ["no comma between two builds"] = $"{{\"builds\":[{Good}\n{Good}]}}",
        ["a list that ends with a brace"] = $"{{\"builds\":[{Good}}}",
        ["an item that is a word"] = $"{{\"builds\":[{Good},\noops]}}",
        ["a build that ends with a bracket"] = $"{{\"builds\":[{Good},\n{Good[..^1]}]]}}",
        ["a value that is a word"] = $"{{\"builds\":[\n{Good.Replace("\"ff2\"", "oops", StringComparison.Ordinal)}]}}",
        ["two values"] = $"{{\"builds\":[\n{Good.Replace("\"ff2\"", "\"ff2\" 5", StringComparison.Ordinal)}]}}",
        ["a number in two parts"] = "{\"builds\":[],\"x\":- 7}",
        ["a number with a leading zero"] = $"{{\"builds\":[\n{Good.Replace("\"id\":5}", "\"id\":05}", StringComparison.Ordinal)}]}}",
        ["a control character in a string"] = $"{{\"builds\":[\n{Good.Replace("ff2", "f\t2", StringComparison.Ordinal)}]}}",
        ["an unknown member with a comment"] = $"{{\"builds\":[\n{Good[..^1]},\"x\":[1,/**/2]}}]}}",
    };

    /// <summary>Options with which JsonSerializer reads the contract strictly.</summary>
    private static readonly JsonSerializerOptions[] Options =
    [
        JsonSerializerOptions.Default,
        CoprJson.StrictOptions,
        new JsonSerializerOptions().AddCoprContracts(),
        new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts(),
        new() { TypeInfoResolver = CoprJson.TypeInfoResolver },
    ];

    public static TheoryData<string> InvalidNames => [.. Invalid.Keys];

    public static TheoryData<string> InvalidObjects => [.. Invalid.Keys.Where(static name => Invalid[name].Json.StartsWith('{'))];

    public static TheoryData<string> MalformedNames => [.. Malformed.Keys];

    /// <summary>What follows a document is not the converter's, so these are the texts whose object is malformed.</summary>
    public static TheoryData<string> MalformedObjects =>
        [.. Malformed.Keys.Where(static name => Malformed[name].StartsWith('{')).Except(["more after the document", "a bracket too many"])];

    [Theory]
    [MemberData(nameof(InvalidNames))]
    public void Whole_document_reading_reports_what_was_found_and_expected_and_where(string name)
    {
        Broken broken = Invalid[name];

        Ways.Whole(broken.Utf8Json).Should().AllSatisfy(violation =>
        {
            (violation?.Rule.Id, violation?.Path, violation?.Found, violation?.Expected)
                .Should().Be((broken.Rule, broken.Path, broken.Found, broken.Expected));
            Ways.TextAt(violation!, broken.Utf8Json).Should().StartWith(broken.At);
        });
    }

    [Theory]
    [MemberData(nameof(InvalidNames))]
    public void Reading_build_by_build_reports_the_same(string name) =>
        BuildByBuild.Chunks.Select(chunk => Ways.Piecemeal(Invalid[name].Utf8Json, chunk: chunk))
            .Distinct().Should().Equal(Ways.Whole(Invalid[name].Utf8Json)[0]);

    [Theory]
    [MemberData(nameof(InvalidNames))]
    public void The_validator_reports_the_same(string name) =>
        Ways.Validated(Invalid[name].Utf8Json).Should().Be(Ways.Whole(Invalid[name].Utf8Json)[0]);

    [Theory]
    [MemberData(nameof(InvalidNames))]
    public void JsonSerializer_reports_the_same_with_any_options(string name)
    {
        Violation expected = WithoutText(Ways.Whole(Invalid[name].Utf8Json)[0]!);

        Options.SelectMany(options => Ways.Serializer<WaitingBuilds>(Invalid[name].Utf8Json, options)).Should().AllSatisfy(exception =>
            exception.Should().BeOfType<ContractException>().Which.Violation.Should().Be(expected));
    }

    [Theory]
    [MemberData(nameof(InvalidObjects))]
    public void JsonSerializer_reports_the_same_line_and_byte_of_an_object(string name)
    {
        Violation expected = Ways.Whole(Invalid[name].Utf8Json)[0]!;

        Options.SelectMany(options => Ways.Serializer<WaitingBuilds>(Invalid[name].Utf8Json, options).SkipLast(1))
            .Select(static exception => (exception!.LineNumber + 1, exception.BytePositionInLine + 1)).Distinct()
            .Should().Equal((expected.Line, expected.Column));
    }

    [Theory]
    [MemberData(nameof(InvalidNames))]
    public void JsonSerializer_reports_the_same_of_a_value_in_an_applications_type(string name)
    {
        Violation expected = Ways.Whole(Invalid[name].Utf8Json)[0]!;
        byte[] document = [.. "{\"Waiting\":"u8, .. Invalid[name].Utf8Json, .. "}"u8];

        Options.Where(static options => options.TryGetTypeInfo(typeof(Holder), out _)).Append(HolderContext.Default.Options)
            .SelectMany(options => Ways.Serializer<Holder>(document, options))
            .Should().AllSatisfy(exception =>
            {
                Violation violation = exception.Should().BeOfType<ContractException>().Which.Violation;
                string found = violation.Found.Replace("the value", "the document", StringComparison.Ordinal);
                new Violation(violation.Rule, violation.Path, found, violation.Expected).Should().Be(WithoutText(expected));
            });
    }

    [Theory]
    [MemberData(nameof(MalformedNames))]
    public void The_contracts_readers_report_the_same_place_of_a_document_that_is_not_JSON(string name)
    {
        byte[] document = Document.Utf8(Malformed[name]);

        AllOfTheContract(document)
            .Select(static violation => (violation?.Rule, violation?.Path, violation?.Line, violation?.Column)).Distinct()
            .Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(MalformedNames))]
    public void The_contracts_readers_say_the_same_of_a_document_that_is_not_JSON(string name)
    {
        byte[] document = Document.Utf8(Malformed[name]);

        AllOfTheContract(document).Select(static violation => violation?.Message).Distinct().Should().ContainSingle();
    }

    [Theory]
    [InlineData("", "the document is empty")]
    [InlineData(" \n", "the document is empty")]
    [InlineData("\ufeff{\"builds\":[]}", "the document begins with a byte order mark")]
    [InlineData("{\"a\" 1}", "the document is not JSON at \"1\"")]
    [InlineData("{\"a\":,}", "\"a\" is not JSON at \",\"")]
    [InlineData("{\"builds\":[oops]}", "item 1 of \"builds\" is not JSON at \"o\"")]
    [InlineData("{\"builds\":[{\"copr\":{\"id\":nil}}]}", "\"id\" is not JSON at \"i\"")]
    [InlineData("{", "the document is cut off")]
    [InlineData("{\"a\"", "the document is cut off")]
    [InlineData("{\"a\":", "\"a\" is cut off")]
    [InlineData("{\"a\":[{\"b\":1", "\"a\" is cut off")]
    [InlineData("{\"builds\":[{", "item 1 of \"builds\" is cut off")]
    [InlineData("{\"builds\":[{\"copr\":{\"id\":", "\"id\" is cut off")]
    public void The_value_that_stops_being_JSON_is_named(string text, string found) =>
        Ways.Whole(Document.Utf8(text))[0]
            .Should().Match<Violation>(violation => violation.Rule.Id == "COPR101" && violation.Found == found);

    [Theory]
    [MemberData(nameof(MalformedObjects))]
    public void JsonSerializer_reports_the_same_rule_and_path_of_an_object_that_is_not_JSON(string name)
    {
        byte[] document = Document.Utf8(Malformed[name]);
        Violation expected = Ways.Whole(document)[0]!;

        Options.SelectMany(options => Ways.Serializer<WaitingBuilds>(document, options)).OfType<ContractException>()
            .Select(static exception => (exception.Violation.Rule, exception.Violation.Path))
            .Should().NotBeEmpty().And.BeSubsetOf([(expected.Rule, expected.Path)]);
    }

    [Theory]
    [MemberData(nameof(MalformedObjects))]
    public void JsonSerializer_calls_a_document_cut_off_only_if_it_is(string name)
    {
        byte[] document = Document.Utf8(Malformed[name]);

        Options.SelectMany(options => Ways.Serializer<WaitingBuilds>(document, options)).OfType<ContractException>()
            .Should().NotBeEmpty().And.NotContain(exception => exception.Message.Contains("is cut off", StringComparison.Ordinal)
                && !Ways.Whole(document)[0]!.Found.EndsWith("is cut off", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(MalformedNames))]
    public void A_document_that_is_not_JSON_is_rejected_by_JsonSerializer(string name) =>
        Options.SelectMany(options => Ways.Serializer<WaitingBuilds>(Document.Utf8(Malformed[name]), options).SkipLast(1))
            .Should().NotContainNulls();

    /// <summary>What whole-document reading, reading build by build in all pieces and the validator report first.</summary>
    private static IEnumerable<Violation?> AllOfTheContract(byte[] document) =>
        Ways.All(document).Concat(BuildByBuild.Chunks.Select(chunk => Ways.Piecemeal(document, chunk: chunk)));

    private static Violation WithoutText(Violation violation) => violation with { Line = null, Column = null };

    /// <summary>A list with a good build and, on the next line, one with a change.</summary>
    private static Broken Second(string from, string to, string rule, string path, string found, string expected, string at)
    {
        Good.Should().Contain(from);
        return new($"{{\"builds\":[{Good},\n{Good.Replace(from, to, StringComparison.Ordinal)}]}}", rule, path, found, expected, at);
    }

    private sealed record Broken(string Json, string Rule, string Path, string Found, string Expected, string At)
    {
        public byte[] Utf8Json => Document.Utf8(Json);
    }

    internal sealed record Holder(WaitingBuilds? Waiting);

    [JsonSerializable(typeof(Holder))]
    internal sealed partial class HolderContext : JsonSerializerContext;
}
