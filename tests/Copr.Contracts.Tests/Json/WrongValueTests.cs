using Copr.Contracts.Tests.Wiki;

namespace Copr.Contracts.Tests.Json;

/// <summary>Each member of the contract with each kind of value: it is read, or the rule and the path are reported.</summary>
public sealed class WrongValueTests
{
    private static readonly string[] Objects = ["builds/0/copr"];

    private static readonly string[] Integers =
        ["builds/0/copr_id", "builds/0/user_id", "builds/0/copr/owner_id", "builds/0/copr/id", "builds/0/id"];

    private static readonly string[] Times = ["builds/0/submitted_on", "builds/0/started_on", "builds/0/ended_on"];

    private static readonly string[] Lists = ["builds/0/copr/repos", "builds/0/copr/chroots", "builds/0/pkgs", "builds/0/chroots"];

    private static readonly string[] Texts = ["builds/0/results", "builds/0/copr/name", .. Lists];

    private static readonly string[] Unknown = ["builds/0/unknown", "builds/0/copr/unknown", "unknown"];

    private static readonly string[] MayBeMissing =
        ["builds/0/results", "builds/0/started_on", "builds/0/copr/repos", "builds/0/canceled", "builds/0/ended_on", "builds/0/status"];

    public static TheoryData<string> Members => [.. Document.Members];

    public static TheoryData<string, string> WrongTypes => Rows(
        (["builds"], ["null", "true", "5", "\"\"", "{}"]),
        (Objects, ["null", "true", "5", "\"\"", "[]"]),
        (Integers,
            ["null", "false", "\"5\"", "[]", "{}", "0.5", "1.0", "1e3", "9223372036854775808", "-9223372036854775809", "1e400", "-1e400"]),
        (Times,
            ["true", "\"1351157544\"", "[1]", "{}", "253402300800", "-62135596801", "9223372036854775807", "9223372036854775808", "1e400"]),
        (["builds/0/submitted_on", "builds/0/copr/name"], ["null"]),
        (["builds/0/canceled"], ["0", "1", "\"false\"", "[]", "{}"]),
        (["builds/0/status"], ["true", "\"1\"", "[]", "{}"]),
        (Texts, ["0", "true", "[]", "[\"fedora-17-i386\"]", "{}", "1e400"]));

    public static TheoryData<string, string> RightValues => Rows(
        (Integers, ["9223372036854775807", "-9223372036854775808", "999999999999999999", "1000000000000000000", "0", "-0", "-7"]),
        (Times, ["253402300799", "-62135596800", "0", "-0"]),
        (["builds/0/canceled"], ["true", "false"]),
        (["builds/0/status"], ["0", "1", "-0"]),
        (["builds/0/results", "builds/0/copr/name"],
            ["\"\"", "\" !#$%&'()*+,-./[]^_`{|}~\"", "\"\\u0000\\n\"", "\"\u007f\u00ff\"", "\"]},\""]),
        ([.. MayBeMissing, .. Lists], ["null"]),
        (Lists, ["\"\""]));

    public static TheoryData<string, string> NotUnicode => Rows(
        ([.. Texts, .. Unknown], ["\"\\ud800\"", "\"\\udc00\"", "\"\\udc00\\ud800\"", "\"\\ud800\\u0041\"", "\"\\ud800 x\""]),
        (Unknown, ["[[\"\\ud800\"]]", "{\"a\":\"\\udfff\"}", "{\"\\ud800\":1}"]));

    public static TheoryData<string, string> NotJson => Rows(
        ([.. Document.Members, "unknown", "builds/0/unknown"],
            ["NaN", "Infinity", "-", "+7", "01", "-01", "1.", ".5", "1e", "'x'", "\"\t\"", "\"\\x\"", "\"\0\"", "\"\\u12\"", "tru",
                "undefined", "/**/"]));

    [Theory]
    [MemberData(nameof(WrongTypes))]
    public void A_wrong_type_is_reported_at_the_member(string path, string json) =>
        AssertIsRefused(Document.With(path, json), "COPR103", path);

    [Theory]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("0.0")]
    [InlineData("1e0")]
    [InlineData("9223372036854775808")]
    public void A_status_other_than_0_and_1_is_reported(string json) =>
        AssertIsRefused(Document.With("builds/0/status", json), "COPR502", "builds/0/status");

    [Theory]
    [MemberData(nameof(RightValues))]
    public void A_value_of_the_right_type_and_range_is_read(string path, string json) =>
        Ways.Refusal(Document.With(path, json)).Should().BeNull();

    [Theory]
    [MemberData(nameof(NotUnicode))]
    public void A_string_that_is_not_Unicode_text_is_malformed(string path, string json) =>
        AssertIsRefused(Document.With(path, json), "COPR101", path);

    [Theory]
    [MemberData(nameof(NotJson))]
    public void A_value_that_is_not_JSON_is_malformed(string path, string json)
    {
        byte[] document = Document.With(path, json);
        foreach (ReadingMode mode in Document.Modes)
        {
            Violation violation = Ways.Refusal(document, mode)!;

            violation.Rule.Id.Should().Be("COPR101");
            Ways.AssertIsPlaced(violation, document);
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_that_appears_twice_is_reported_even_if_both_are_equal(string path) =>
        AssertIsRefused(Document.With(path, path == "builds" ? "[]" : "null", isDoubled: true), "COPR104", path);

    [Theory]
    [InlineData("\"i\\u0064\": 7, \"id\": 4", "builds/1/id")]
    [InlineData("\"id\": 4, \"\\u0069\\u0064\": 4", "builds/1/id")]
    [InlineData("\"id\": 4, \"x\": 1, \"\\u0078\": 1", "builds/1/x")]
    [InlineData("\"id\": 4, \"x\": [{\"a\": {\"b\": 1, \"\\u0062\": 2}}]", "builds/1/x")]
    [InlineData("\"id\": 4, \"\": 1, \"\": 1", "builds/1/")]
    [InlineData("\"id\": 4, \"a/b~c\": 1, \"a/b~c\": 1", "builds/1/a~1b~0c")]
    public void A_name_is_the_same_however_it_is_escaped(string members, string path) =>
        AssertIsRefused(Document.Replacing("\"id\": 4", members), "COPR104", path);

    [Theory]
    [MemberData(nameof(Members))]
    public void Only_a_member_that_may_be_null_may_be_missing(string path)
    {
        byte[] document = Document.With(path, null);
        string parent = string.Join('/', path.Split('/')[..^1]);

        Violation? violation = Ways.Refusal(document);

        (violation?.Rule.Id, violation?.Path).Should().Be(
            MayBeMissing.Contains(path) ? (null, null) : ("COPR102", parent.Length == 0 ? "" : "/" + parent));
    }

    [Theory]
    [InlineData("fedora-17-i386 fedora-17-x86_64", true)]
    [InlineData("fedora-17-i386\\u0020fedora-17-x86_64", true)]
    [InlineData("fedora-17-i386  fedora-17-x86_64", false)]
    [InlineData("fedora-17-i386\\tfedora-17-x86_64", false)]
    [InlineData("fedora-17-i386\\nfedora-17-x86_64", false)]
    [InlineData("fedora-17-i386\\r\\nfedora-17-x86_64", false)]
    [InlineData("fedora-17-i386\\u000cfedora-17-x86_64", false)]
    [InlineData("fedora-17-i386\\u000bfedora-17-x86_64", false)]
    [InlineData(" fedora-17-i386", false)]
    [InlineData("fedora-17-i386 ", false)]
    [InlineData("\\u0020fedora-17-i386", false)]
    [InlineData(" ", false)]
    [InlineData("", true)]
    public void Only_one_space_separates_items_strictly_and_any_ASCII_white_space_leniently(string chroots, bool isStrict)
    {
        byte[] document = Document.With("builds/0/chroots", $"\"{chroots}\"");

        Document.Modes.Select(mode => Ways.Refusal(document, mode)?.Rule.Id).Should().Equal(isStrict ? null : "COPR105", null);
    }

    [Theory]
    [InlineData("fedora-17-i386,fedora-17-x86_64")]
    [InlineData("fedora-17-i386, fedora-17-x86_64")]
    [InlineData("fedora-17-i386;fedora-17-x86_64")]
    [InlineData("fedora-17-i386\\u00a0fedora-17-x86_64")]
    [InlineData("fedora-17-i386\\u2003fedora-17-x86_64")]
    [InlineData("fedora-17-i386\\u0000fedora-17-x86_64")]
    [InlineData("fedora-17-i386\\u0085fedora-17-x86_64")]
    public void Nothing_else_separates_items(string chroots) =>
        AssertIsRefused(Document.With("builds/0/chroots", $"\"{chroots}\""), "COPR106", "builds/0/chroots");

    [Fact]
    public void A_document_that_is_cut_off_is_malformed_in_every_way()
    {
        for (int length = 1; length < WikiExample.Bytes.AsSpan().LastIndexOf((byte)'}'); length++)
        {
            byte[] document = WikiExample.Bytes[..length];
            foreach (ReadingMode mode in Document.Modes)
            {
                Ways.All(document, mode).Should().AllSatisfy(violation =>
                {
                    violation!.Rule.Id.Should().Be("COPR101", "{0} bytes arrived", length);
                    Ways.AssertIsPlaced(violation, document);
                });
            }
        }
    }

    /// <summary>Asserts the rule and the path in every mode, and that JsonSerializer names the same path in its way.</summary>
    private static void AssertIsRefused(byte[] document, string rule, string path)
    {
        foreach (ReadingMode mode in Document.Modes)
        {
            Violation violation = Ways.Refusal(document, mode)!;

            (violation.Rule.Id, violation.Path).Should().Be((rule, "/" + path));
            Ways.AssertIsPlaced(violation, document);
            Ways.Serializer<WaitingBuilds>(document, Ways.OptionsOf(mode)).SkipLast(1)
                .Should().AllSatisfy(exception => exception!.Path.Should().Be(JsonPathOf(path)));
        }
    }

    private static string JsonPathOf(string pointer) => pointer.Split('/').Aggregate("$", static (path, name) =>
        path + (name is "0" or "1" ? $"[{name}]" : name == "a~1b~0c" ? "['a/b~c']" : $".{name}"));

    private static TheoryData<string, string> Rows(params (string[] Paths, string[] Values)[] groups)
    {
        var rows = new TheoryData<string, string>();
        foreach ((string[] paths, string[] values) in groups)
        {
            foreach (string path in paths)
            {
                foreach (string value in values)
                {
                    rows.Add(path, value);
                }
            }
        }

        return rows;
    }
}
