using Copr.Contracts.Tests.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>What a message repeats of a stranger's text.</summary>
public sealed class EchoTests
{
    public static TheoryData<string> Joined => ["http://a/x.rpm,http://u:secret@host/y.rpm", "http://a,http://u:secret@host/y.rpm", "http://a/x.rpm;http://host/;http://u:secret@host", "http://v:pass@a/x.rpm,http://u:secret@host/"];

    [Theory]
    [MemberData(nameof(Joined))]
    public void The_password_of_a_url_that_is_not_the_first_is_not_shown(string packages) =>
        Messages(Document.With("builds/0/pkgs", $"\"{packages}\"")).Should().NotBeEmpty().And.AllSatisfy(static message => message.Should().NotContain("secret").And.NotContain("pass@"));

    [Fact]
    public void Of_a_long_release_the_beginning_is_shown() =>
        Messages(Document.With("builds/0/chroots", $"\"{new string('x', 100_000)}-1-i386 {new string('y', 100_000)}-1-i386\"")).Should().NotBeEmpty().And.AllSatisfy(static message => message.Length.Should().BeLessThan(1000));

    private static IEnumerable<string> Messages(byte[] document) =>
        ContractValidator.Validate(document).Violations.Where(static violation => violation.Path.StartsWith("/builds/0/", StringComparison.Ordinal)).Select(static violation => violation.Message);
}
