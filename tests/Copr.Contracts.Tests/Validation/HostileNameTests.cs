using System.Text;
using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

/// <summary>The names of members are a sender's texts as their values are.</summary>
public sealed class HostileNameTests
{
    /// <summary>Documents in which the member @ is told by COPR104, COPR101, COPR108 and COPR213.</summary>
    private static readonly string[] Documents =
    [
        """{"builds":[],"@":1,"@":1}""",
        """{"builds":[{"@":1,"@":1}]}""",
        """{"builds":[],"@":tru}""",
        """{"builds":[],"@":"\ud800"}""",
        $$"""{"builds":[],"@":{{new string('[', 64)}}{{new string(']', 64)}}}""",
        """{"builds":[],"@":{"a":1,"a":1}}""",
        """{"builds":[],"@":1}""",
    ];

    public static TheoryData<string> Hostile => [.. Documents];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_message_escapes_what_a_terminal_would_obey(string document) =>
        Messages(document, "a\n\u001b[2J\u202eb").Should().AllSatisfy(static message => message.Should().NotMatchRegex(@"[\p{Cc}\p{Cf}]"));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_message_does_not_show_a_password(string document) =>
        Messages(document, "http://u:secret@host/").Should().AllSatisfy(static message => message.Should().NotContain("secret"));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_message_shows_the_beginning_of_a_long_name(string document) =>
        Messages(document, new string('x', 100_000)).Should().AllSatisfy(static message => message.Should().NotMatchRegex("x{81}"));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_violation_is_written_in_one_line(string document) =>
        Report(document, "a\n\u001b[2J\u202eb").Violations.Select(static violation => violation.ToString())
            .Should().AllSatisfy(static line => line.Should().NotMatchRegex(@"[\p{Cc}\p{Cf}]"));

    private static IEnumerable<string> Messages(string document, string name) => Report(document, name).Violations.Select(static violation => violation.Message);

    private static ValidationReport Report(string document, string name) =>
        ContractValidator.Validate(Encoding.UTF8.GetBytes(document.Replace("@", JsonEncodedText.Encode(name).ToString(), StringComparison.Ordinal)));
}
