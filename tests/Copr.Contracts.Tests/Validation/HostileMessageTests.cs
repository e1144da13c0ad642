using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

/// <summary>Messages end up in logs and on terminals, so they show the values and names of a sender only in a safe form.</summary>
public sealed class HostileMessageTests
{
    private const string Invisible = @"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00A0]";

    private static readonly string[] TextMembers = ["results", "copr/repos", "copr/chroots", "copr/name", "pkgs", "chroots"];

    private static readonly string[] OtherMembers =
        ["copr_id", "user_id", "started_on", "copr", "canceled", "submitted_on", "ended_on", "id", "status", "copr/owner_id", "copr/id"];

    public static TheoryData<string> Cases =>
        [.. ConformanceCase.All.Where(static item => item.Violations.Count > 0).Select(static item => item.Id)];

    public static TheoryData<string> Members => [.. TextMembers, .. OtherMembers];

    public static TheoryData<string> MembersWithOtherTypes => [.. OtherMembers];

    public static TheoryData<string> ListsOfUrls => ["copr/repos", "pkgs"];

    public static TheoryData<string> MalformedUrls =>
    [
        "http://u:secret@ho:st/", "ftp://u:secret@host/", "http://u:secret@/a", "http://u:secret@host/\u00A0", "copr://secret@host",
        "http://u:secret@host:99999/", "http:/u:secret@host/", "http:\\\\u:secret@host/", "u:secret@host", "http://u:sec/secret@host/",
        "http://u:x@secret@host/",
    ];

    /// <summary>Documents that break COPR104, COPR101, COPR108 or COPR213 at the member @.</summary>
    public static TheoryData<string> DocumentsWithAName =>
    [
        """{"builds":[],"@":1,"@":1}""",
        """{"builds":[{"@":1,"@":1}]}""",
        """{"builds":[],"@":tru}""",
        """{"builds":[],"@":"\ud800"}""",
        $$"""{"builds":[],"@":{{new string('[', 64)}}{{new string(']', 64)}}}""",
        """{"builds":[],"@":{"a":1,"a":1}}""",
        """{"builds":[],"@":1}""",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_message_of_the_corpus_contains_an_invisible_character(string id) =>
        ToLine(ConformanceCase.Of(id).Validate().Violations).Should().NotMatchRegex(Invisible);

    [Theory]
    [MemberData(nameof(Members))]
    public void Invisible_characters_of_a_value_are_escaped(string member) =>
        ValidateWith(member, "http://a/\u001b[2J\u202e\u0000").Should().NotMatchRegex(Invisible);

    [Theory]
    [MemberData(nameof(Members))]
    public void Only_the_beginning_of_a_long_value_is_shown(string member) =>
        ValidateWith(member, $"http://a/ {new string('x', 100_000)}").Should().NotMatchRegex("x{81}");

    [Theory]
    [MemberData(nameof(Members))]
    public void The_password_of_a_valid_url_is_not_shown(string member) =>
        ValidateWith(member, "http://u:secret@host/a").Should().Contain("…@host/a").And.NotContain("secret");

    [Theory]
    [MemberData(nameof(Members))]
    public void A_password_is_not_shown_if_its_url_is_cut(string member) =>
        ValidateWith(member, $"http://u:secret{new string('x', 1000)}@host/a").Should().NotContain("secret");

    [Theory]
    [MemberData(nameof(ListsOfUrls))]
    public void The_password_of_a_url_that_appears_twice_is_not_shown(string member) =>
        ValidateWith(member, "HTTPS://secret@foo/x86_64/a.rpm HTTPS://secret@foo/x86_64/a.rpm")
            .Should().Contain("COPR204").And.Contain("COPR212")
            .And.NotContain("secret");

    [Theory]
    [MemberData(nameof(MalformedUrls))]
    public void The_password_of_a_malformed_url_is_not_shown(string url)
    {
        ValidateWith("pkgs", url).Should().Contain("COPR107").And.NotContain("secret");
        FluentActions.Invoking(() => PackageUrl.Parse(url)).Should().Throw<FormatException>().Which.Message.Should().NotContain("secret");
    }

    [Fact]
    public void The_password_of_an_escaped_url_is_not_shown() =>
        Validate("""{"builds":[{"id":"http:\/\/u:secret@host\/"}]}""")
            .Should().Contain("the string \"http://…@host/\"").And.NotContain("secret");

    [Theory]
    [MemberData(nameof(MembersWithOtherTypes))]
    public void A_string_that_is_not_unicode_is_not_shown(string member) =>
        Validate(DocumentWith(member, "@").Replace("\"@\"", "\"\\ud800\"", StringComparison.Ordinal))
            .Should().Contain(" is a string that is not Unicode text;");

    [Theory]
    [MemberData(nameof(DocumentsWithAName))]
    public void Invisible_characters_of_a_name_are_escaped(string document) =>
        ValidateNamed(document, "a\n\u001b[2J\u202eb").Should().Contain("\\u000A").And.NotMatchRegex(Invisible);

    [Theory]
    [MemberData(nameof(DocumentsWithAName))]
    public void The_password_of_a_name_is_not_shown(string document) =>
        ValidateNamed(document, "http://u:secret@host/").Should().Contain("…@host/").And.NotContain("secret");

    [Theory]
    [MemberData(nameof(DocumentsWithAName))]
    public void Only_the_beginning_of_a_long_name_is_shown(string document) =>
        ValidateNamed(document, new string('x', 100_000)).Should().Contain("x…").And.NotMatchRegex("x{201}");

    [Fact]
    public void A_path_leads_to_the_value_and_is_shown_without_the_password_of_a_name()
    {
        byte[] document = """{"builds":[],"~http://u:secret@host/ http://v:secret@host/":1}"""u8.ToArray();

        Violation violation = ContractValidator.ValidateWaitingBuilds(document).Violations.Single();

        violation.ToString().Should().Contain(" at /~0http:~1~1…@host~1 http:~1~1…@host~1, ").And.NotContain("secret");
        violation.Path.Should().Be("/~0http:~1~1u:secret@host~1 http:~1~1v:secret@host~1");
    }

    private static string ToLine(IReadOnlyList<Violation> violations) => string.Join(' ', violations);

    private static string Validate(string document) =>
        ToLine(ContractValidator.ValidateWaitingBuilds(Encoding.UTF8.GetBytes(document)).Violations);

    private static string ValidateWith(string member, string text) => Validate(DocumentWith(member, text));

    /// <summary>Validates a document with another name in place of each @.</summary>
    private static string ValidateNamed(string document, string name) =>
        Validate(document.Replace("@", JsonEncodedText.Encode(name).ToString(), StringComparison.Ordinal));

    /// <summary>Returns a document with the sample, in which a text is the value of one member.</summary>
    private static string DocumentWith(string member, string text)
    {
        JsonObject build = JsonNode.Parse(Samples.Build.ToString())!.AsObject();
        JsonObject parent = member.StartsWith("copr/", StringComparison.Ordinal) ? build["copr"]!.AsObject() : build;
        parent[member[(member.IndexOf('/', StringComparison.Ordinal) + 1)..]] = text;
        return new JsonObject { ["builds"] = new JsonArray(build) }.ToJsonString();
    }
}
