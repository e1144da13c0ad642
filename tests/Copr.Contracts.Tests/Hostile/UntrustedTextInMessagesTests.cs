using Copr.Contracts.Tests.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>A message shows little of a sender's text, and no password in it.</summary>
public sealed class UntrustedTextInMessagesTests
{
    public static TheoryData<string> JoinedUrls =>
    [
        "http://a/x.rpm,http://u:secret@host/y.rpm", "http://a,http://u:secret@host/y.rpm",
        "http://a/x.rpm;http://host/;http://u:secret@host", "http://v:pass@a/x.rpm,http://u:secret@host/",
    ];

    [Theory]
    [MemberData(nameof(JoinedUrls))]
    public void The_password_of_a_url_is_not_shown_even_if_another_url_precedes_it(string packages) =>
        Messages(Document.With("builds/0/pkgs", $"\"{packages}\""))
            .Should().NotBeEmpty().And.AllSatisfy(static message => message.Should().NotContain("secret").And.NotContain("pass@"));

    [Fact]
    public void The_start_of_a_long_chroot_is_shown() =>
        Messages(Document.With("builds/0/chroots", $"\"{new string('x', 100_000)}-1-i386 {new string('y', 100_000)}-1-i386\""))
            .Should().NotBeEmpty().And.AllSatisfy(static message => message.Length.Should().BeLessThan(1000));

    private static IEnumerable<string> Messages(byte[] document) => ContractValidator.ValidateWaitingBuilds(document).Violations
        .Where(static violation => violation.Path.StartsWith("/builds/0/", StringComparison.Ordinal))
        .Select(static violation => violation.Message);
}
