using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

/// <summary>Messages end up in logs and on terminals, so nothing that a sender wrote gets there as it is.</summary>
public sealed class HostileMessageTests
{
    private static readonly string[] TextMembers = ["results", "copr/repos", "copr/chroots", "copr/name", "pkgs", "chroots"];

    private static readonly string[] OtherMembers = ["copr_id", "user_id", "started_on", "copr", "canceled", "submitted_on", "ended_on", "id", "copr/owner_id", "copr/id"];

    public static TheoryData<string> Cases => [.. ConformanceCase.All.Select(static item => item.Id)];

    public static TheoryData<string> Members => [.. TextMembers, .. OtherMembers];

    public static TheoryData<string> ListsOfUrls => ["copr/repos", "pkgs"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_message_of_the_corpus_holds_a_control_character(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        foreach (Violation violation in item.Validate().Violations)
        {
            violation.ToString().Should().NotMatchRegex(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00A0]");
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_value_that_a_terminal_would_obey_is_escaped(string member)
    {
        string report = Report(member, "http://a/\u001b[2J\u202e\u0000");

        report.Should().NotMatchRegex(@"[\p{Cc}\p{Cf}-[\n]]");
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Of_a_long_value_the_beginning_is_shown(string member)
    {
        string report = Report(member, $"http://a/ {new string('x', 100_000)}");

        report.Should().NotMatchRegex("x{81}");
    }

    [Theory]
    [InlineData("builds")]
    [InlineData("unknown")]
    public void Of_a_long_name_the_beginning_is_shown_in_the_message(string value)
    {
        string name = new('x', 100_000);

        ContractValidator.Validate(Encoding.UTF8.GetBytes($"{{\"builds\":[],\"{name}\":\"{value}\"}}")).Violations
            .Should().ContainSingle().Which.Message.Should().NotMatchRegex("x{81}");
    }

    [Theory]
    [MemberData(nameof(ListsOfUrls))]
    public void The_password_of_a_url_is_not_shown_by_a_rule_of_reading(string member)
    {
        foreach (string url in new[] { "http://u:secret@ho:st/", "ftp://u:secret@host/", "http://u:secret@/a", "http://u:secret@host/\u00A0", "copr://secret@host", "http://u:secret@host:99999/", "http:/u:secret@host/", "http:\\\\u:secret@host/", "u:secret@host", "http://u:sec/secret@host/", "http://u:x@secret@host/" })
        {
            Report(member, url).Should().Contain("COPR107").And.NotContain("secret", "the URL was {0}", url);
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void The_password_of_a_url_is_not_shown_where_another_type_was_expected(string member) =>
        Report(member, "http://u:secret@host/a").Should().NotContain("secret");

    [Fact]
    public void A_member_that_is_named_like_a_url_does_not_show_its_password_in_the_message() =>
        ContractValidator.Validate("""{"builds":[],"http://u:secret@host/":1}"""u8.ToArray()).Violations
            .Should().ContainSingle().Which.Message.Should().NotContain("secret");

    [Theory]
    [MemberData(nameof(Members))]
    public void A_password_is_not_shown_where_its_url_goes_on_behind_what_is_shown(string member) =>
        Report(member, $"http://u:secret{new string('x', 1000)}@host/a").Should().NotContain("secret");

    [Fact]
    public void A_password_is_not_shown_where_its_url_is_escaped() =>
        Report("""{"builds":[{"id":"http:\/\/u:secret@host\/"}]}""").Should().Contain("\"http://…@host/\"").And.NotContain("secret");

    [Theory]
    [InlineData("http://h:80/@scope/a b@c")]
    [InlineData("@group/copr")]
    [InlineData("fedora-17@x86_64")]
    [InlineData("http://h/a http://h/b@c")]
    public void What_is_no_password_is_shown(string text) => Report("id", text).Should().Contain($"\"{text}\"");

    [Fact]
    public void A_text_that_is_not_unicode_is_not_shown() =>
        Report("""{"builds":[{"id":"\ud800"}]}""").Should().Contain("\"id\" is a text that is not Unicode; expected an integer");

    [Fact]
    public void A_path_does_not_show_the_password_of_a_name()
    {
        Violation violation = ContractValidator.Validate("""{"builds":[],"~http://u:secret@host/ http://v:secret@host/":1}"""u8.ToArray()).Violations.Single();

        violation.ToString().Should().Contain(" at /~0http:~1~1…@host~1 http:~1~1…@host~1, ").And.NotContain("secret");
        violation.Path.Should().Contain("secret", "the path leads to the value");
    }

    private static string Report(string document) => ContractValidator.Validate(Encoding.UTF8.GetBytes(document)).ToString();

    /// <summary>The report on the sample with one member replaced by a text.</summary>
    private static string Report(string member, string text)
    {
        JsonObject build = JsonNode.Parse(CoprJson.Write(Samples.Build))!.AsObject();
        JsonObject parent = member.StartsWith("copr/", StringComparison.Ordinal) ? build["copr"]!.AsObject() : build;
        parent[member[(member.IndexOf('/', StringComparison.Ordinal) + 1)..]] = text;
        var document = new JsonObject { ["builds"] = new JsonArray(build) };
        return ContractValidator.Validate(JsonSerializer.SerializeToUtf8Bytes(document)).ToString();
    }
}
