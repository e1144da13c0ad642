using System.Text;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

public sealed class MessageTests
{
    [Fact]
    public void The_messages_of_the_rules_of_reading_are_pinned() => Snapshot.Match(this, Messages(static rule => rule.StartsWith("COPR1", StringComparison.Ordinal)));

    [Fact]
    public void The_messages_of_the_other_rules_are_pinned() => Snapshot.Match(this, Messages(static rule => !rule.StartsWith("COPR1", StringComparison.Ordinal)));

    [Theory]
    [InlineData("http://user:secret@foo/a.rpm")]
    [InlineData("HTTPS://secret@foo/x86_64/a.rpm")]
    public void A_message_does_not_show_a_password(string url)
    {
        Build build = Samples.Build with
        {
            Packages = Samples.Packages($"{url} {url}"),
            Results = url,
            Copr = Samples.Copr with { Repositories = Samples.Repositories($"{url} {url}") },
        };

        ContractValidator.Validate(build).ToString().Should().Contain("COPR212").And.NotContain("secret");
    }

    [Fact]
    public void A_message_does_not_show_the_password_of_a_malformed_url()
    {
        Action parse = static () => PackageUrl.Parse("http://user:secret@fo o/a.rpm");

        parse.Should().Throw<FormatException>().Which.Message.Should().NotContain("secret");
    }

    [Theory]
    [InlineData("a\u001b[31mb", "\"a\\u001B[31mb\"")]
    [InlineData("a\u202eb", "\"a\\u202Eb\"")]
    [InlineData("a\nb", "\"a\\u000Ab\"")]
    [InlineData("a\U000E0001b", "\"a\\U000E0001b\"")]
    [InlineData("a b", "\"a b\"")]
    public void A_message_shows_what_a_terminal_would_obey_as_an_escape(string name, string shown) =>
        ContractValidator.Validate(Samples.Copr with { Name = name }).Violations[0].Message.Should().Contain(shown);

    [Fact]
    public void A_message_shows_the_beginning_of_a_long_value() =>
        ContractValidator.Validate(Samples.Copr with { Name = " " + new string('x', 100_000) }).Violations[0].Message.Length.Should().BeLessThan(300);

    private static string Messages(Func<string, bool> isOf)
    {
        var messages = new StringBuilder();
        foreach (ConformanceCase item in ConformanceCase.All)
        {
            foreach (Violation violation in item.Validate().Violations.Where(violation => isOf(violation.Rule.Id)))
            {
                messages.Append(item.Id).Append(": ").Append(violation).Append('\n');
            }
        }

        return messages.ToString();
    }
}
