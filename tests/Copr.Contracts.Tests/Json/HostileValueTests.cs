using System.Text.Json;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>Which rule, where: each member of the contract with each kind of value that it does not take.</summary>
public sealed class HostileValueTests
{
    private static readonly string[] Objects = ["builds/0/copr"];
    private static readonly string[] Integers = ["builds/0/copr_id", "builds/0/user_id", "builds/0/copr/owner_id", "builds/0/copr/id", "builds/0/id"];
    private static readonly string[] Times = ["builds/0/submitted_on", "builds/0/started_on", "builds/0/ended_on"];
    private static readonly string[] Texts = ["builds/0/results", "builds/0/copr/name", "builds/0/copr/repos", "builds/0/copr/chroots", "builds/0/pkgs", "builds/0/chroots"];
    private static readonly string[] Nullable = ["builds/0/results", "builds/0/started_on", "builds/0/copr/repos", "builds/0/canceled", "builds/0/ended_on", "builds/0/pkgs", "builds/0/chroots", "builds/0/copr/chroots"];
    private static readonly string[] MayBeMissing = ["builds/0/results", "builds/0/started_on", "builds/0/copr/repos", "builds/0/canceled", "builds/0/ended_on"];

    public static TheoryData<string, string> WrongTypes => Rows(
        (["builds"], ["null", "true", "5", "\"\"", "{}"]),
        (Objects, ["null", "true", "5", "\"\"", "[]"]),
        (Integers, ["null", "false", "\"5\"", "[]", "{}", "0.5", "1.0", "1e3", "9223372036854775808", "-9223372036854775809", "1e400", "-1e400"]),
        (Times, ["true", "\"1351157544\"", "[1]", "{}", "253402300800", "-62135596801", "9223372036854775807", "9223372036854775808", "1e400"]),
        (["builds/0/submitted_on", "builds/0/copr/name"], ["null"]),
        (["builds/0/canceled"], ["0", "1", "\"false\"", "[]", "{}"]),
        (Texts, ["0", "true", "[]", "[\"fedora-17-i386\"]", "{}", "1e400"]));

    public static TheoryData<string, string> Good => Rows(
        (Integers, ["9223372036854775807", "-9223372036854775808", "0", "-0"]),
        (Times, ["253402300799", "-62135596800", "0", "-0"]),
        (["builds/0/canceled"], ["true", "false"]),
        (Nullable, ["null"]));

    public static TheoryData<string, string> NoUnicode => Rows(
        ([.. Texts, "builds/0/unknown", "builds/0/copr/unknown", "unknown"], ["\"\\ud800\"", "\"\\udc00\"", "\"\\udc00\\ud800\"", "\"\\ud800\\u0041\"", "\"\\ud800 x\""]),
        (["builds/0/unknown", "builds/0/copr/unknown", "unknown"], ["[[\"\\ud800\"]]", "{\"a\":\"\\udfff\"}", "{\"\\ud800\":1}"]));

    public static TheoryData<string, string> Malformed => Rows(
        ([.. Document.Members, "unknown", "builds/0/unknown"], ["NaN", "Infinity", "-", "01", "1.", "'x'", "\"\t\"", "\"\\x\"", "\"\0\"", "\"\\u12\"", "tru", "/**/", "undefined"]));

    public static TheoryData<string> Members => [.. Document.Members];

    [Theory]
    [MemberData(nameof(WrongTypes))]
    public void A_wrong_type_is_told_with_its_member(string path, string json) => IsRefused(Document.With(path, json), "COPR103", path);

    [Theory]
    [MemberData(nameof(Good))]
    public void A_value_at_the_limit_is_read(string path, string json) => Probe.Refusal(Document.With(path, json), Copr.Contracts.Json.CoprJson.Strict).Should().BeNull();

    [Theory]
    [MemberData(nameof(NoUnicode))]
    public void A_text_that_is_no_unicode_is_malformed(string path, string json) => IsRefused(Document.With(path, json), "COPR101", path);

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_no_json_is_malformed(string path, string json)
    {
        byte[] document = Document.With(path, json);
        foreach (JsonSerializerOptions options in Document.Modes)
        {
            Violation violation = Probe.Refusal(document, options)!;

            violation.Rule.Id.Should().Be("COPR101");
            Probe.IsPlaced(violation, document);
            Probe.Direct(document, options).Should().HaveCount(3);
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_that_comes_twice_is_told_even_where_both_are_equal(string path)
    {
        string name = path.Split('/')[^1];
        string document = System.Text.Encoding.UTF8.GetString(Document.With(path, "\"@\"", isDoubled: true));
        string value = document[(document.IndexOf($"\"{name}\":", StringComparison.Ordinal) + name.Length + 3)..document.IndexOf($",\"{name}\":\"@\"", StringComparison.Ordinal)];

        IsRefused(Document.With(path, value.StartsWith('[') ? "[]" : "null", isDoubled: true), "COPR104", path);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Only_a_member_that_may_be_null_may_be_missing(string path)
    {
        byte[] document = Document.With(path, null);

        if (MayBeMissing.Contains(path))
        {
            Probe.Refusal(document, Copr.Contracts.Json.CoprJson.Strict).Should().BeNull();
        }
        else
        {
            string parent = string.Join('/', path.Split('/')[..^1]);
            Violation violation = Probe.Refusal(document, Copr.Contracts.Json.CoprJson.Strict)!;
            (violation.Rule.Id, violation.Path).Should().Be(("COPR102", parent.Length == 0 ? "" : "/" + parent));
            Probe.TextAt(violation, document).Should().StartWith("{");
        }
    }

    [Theory]
    [InlineData("\"i\\u0064\": 7, \"id\": 4", "/builds/1/id")]
    [InlineData("\"id\": 4, \"\\u0069\\u0064\": 4", "/builds/1/id")]
    [InlineData("\"id\": 4, \"x\": 1, \"\\u0078\": 1", "/builds/1/x")]
    [InlineData("\"id\": 4, \"x\": [{\"a\": {\"b\": 1, \"\\u0062\": 2}}]", "/builds/1/x")]
    [InlineData("\"id\": 4, \"\": 1, \"\": 1", "/builds/1/")]
    [InlineData("\"id\": 4, \"a/b~c\": 1, \"a/b~c\": 1", "/builds/1/a~1b~0c")]
    public void A_name_is_the_same_however_it_is_escaped(string members, string path) => IsRefused(Document.Replacing("\"id\": 4", members), "COPR104", path[1..]);

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
    public void Strictly_one_space_separates(string chroots, bool isRead)
    {
        byte[] document = Document.With("builds/0/chroots", $"\"{chroots}\"");

        (Probe.Refusal(document, Copr.Contracts.Json.CoprJson.Strict)?.Rule.Id).Should().Be(isRead ? null : "COPR105");
        Probe.Refusal(document, Copr.Contracts.Json.CoprJson.Lenient).Should().BeNull();
    }

    [Theory]
    [InlineData("fedora-17-i386,fedora-17-x86_64")]
    [InlineData("fedora-17-i386, fedora-17-x86_64")]
    [InlineData("fedora-17-i386;fedora-17-x86_64")]
    [InlineData("fedora-17-i386\\u00a0fedora-17-x86_64")]
    [InlineData("fedora-17-i386\\u2003fedora-17-x86_64")]
    [InlineData("fedora-17-i386\\u0000fedora-17-x86_64")]
    [InlineData("fedora-17-i386\\u0085fedora-17-x86_64")]
    public void Nothing_else_separates(string chroots) => IsRefused(Document.With("builds/0/chroots", $"\"{chroots}\""), "COPR106", "builds/0/chroots");

    [Fact]
    public void An_escaped_ampersand_is_an_ampersand() =>
        Copr.Contracts.Json.CoprJson.Read<WaitingBuilds>(Document.With("builds/0/pkgs", "\"http:\\/\\/foo/a\\u0026b\"")).Builds[0].Packages[0].ToString().Should().Be("http://foo/a&b");

    [Fact]
    public void A_document_that_was_cut_off_is_malformed_where_it_ends()
    {
        for (int length = 1; length < WikiExample.Bytes.AsSpan().LastIndexOf((byte)'}'); length++)
        {
            byte[] document = WikiExample.Bytes[..length];
            foreach (JsonSerializerOptions options in Document.Modes)
            {
                Violation violation = Probe.Refusal(document, options)!;

                violation.Rule.Id.Should().Be("COPR101", "{0} bytes came", length);
                Probe.IsPlaced(violation, document);
            }
        }
    }

    private static void IsRefused(byte[] document, string rule, string path)
    {
        foreach (JsonSerializerOptions options in Document.Modes)
        {
            Violation violation = Probe.Refusal(document, options)!;

            (violation.Rule.Id, violation.Path).Should().Be((rule, "/" + path));
            Probe.IsPlaced(violation, document);
            Probe.Direct(document, options).Should().HaveCount(3).And.AllSatisfy(exception => exception.Path.Should().Be(JsonPath(path)));
        }
    }

    private static string JsonPath(string pointer) => pointer.Split('/').Aggregate("$", static (path, segment) =>
        path + (segment is "0" or "1" ? $"[{segment}]" : segment == "a~1b~0c" ? "['a/b~c']" : $".{segment}"));

    private static TheoryData<string, string> Rows(params (string[] Paths, string[] Values)[] groups)
    {
        var rows = new TheoryData<string, string>();
        foreach ((string path, string value) in groups.SelectMany(static group => group.Paths.SelectMany(path => group.Values.Select(value => (path, value)))))
        {
            rows.Add(path, value);
        }

        return rows;
    }
}
