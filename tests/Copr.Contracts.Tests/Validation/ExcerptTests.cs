using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

/// <summary>Messages quote untrusted text: short, with invisible characters escaped, and without passwords.</summary>
public sealed class ExcerptTests
{
    private static readonly string Eighty = new('x', 80);

    public static TheoryData<string, string> Texts => new()
    {
        { "", "" },
        { "a b", "a b" },
        { "é😀", "é😀" },
        { "\u001b[2J\u00A0\u202E\uFEFF", "\\u001B[2J\\u00A0\\u202E\\uFEFF" },
        { "\U000E0001", "\\U000E0001" },
        { Eighty, Eighty },
        { $"{Eighty}y", $"{Eighty}…" },
    };

    public static TheoryData<string, string> Secrets => new()
    {
        { "http://u:p@h/", "http://…@h/" },
        { "http://u@h/", "http://…@h/" },
        { "ftp://u:p@h", "ftp://…@h" },
        { "http://u:p@q@h/", "http://…@h/" },
        { "http://u:p q@h/", "http://…@h/" },
        { "http://u:p@h/ http://v:q@i/", "http://…@h/ http://…@i/" },
        { "http://h/,http://u:p@i/", "http://h/,http://…@i/" },
        { "http://u:sec/ret@h/", "http://…@h/" },
        { "http://u:0sec/ret@h/ x@y", "http://…@h/ x@y" },
        { "http://:sec/ret@h/", "http://…@h/" },
        { "http://u:sec//ret@h/", "http://…@h/" },
        { "http:/u:p@h", "…@h" },
        { "http:\\\\u:p@h", "…@h" },
        { "u:p@h", "…@h" },
        { "x u:p@h y", "x …@h y" },
        { "x\tu:p@h", "x\\u0009…@h" },
        { "x  u:p@h", "x  …@h" },
        { $"http://u:p@{Eighty}", $"http://…@{Eighty[..72]}…" },
        { $"{Eighty[..72]} http://u:p@h", $"{Eighty[..72]} http://…" },
        { $"{Eighty[..78]} u:p@h", $"{Eighty[..78]} …@…" },
        { $"{Eighty[..79]} u:p@h", $"{Eighty[..79]} …" },
    };

    public static TheoryData<string> NoSecrets =>
    [
        "http://h/@x", "http://h:80/@x", "http://h:/@x", "http://@h/", "me@h", "@group/copr", "fedora-17@x86_64", "http://h/a b@c",
        "http://h:a b/c@d", "a:b c@d", "http://h:80/@scope/a b@c", "http://h/a http://h/b@c",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_quoted_short_and_visible(string text, string expected) => Quote(text).Should().Be($"\"{expected}\"");

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_user_and_a_password_are_not_quoted(string text, string expected) => Quote(text).Should().Be($"\"{expected}\"");

    [Theory]
    [MemberData(nameof(NoSecrets))]
    public void A_text_without_a_password_is_quoted_exactly(string text) => Quote(text).Should().Be($"\"{text}\"");

    [Theory]
    [InlineData(200, "")]
    [InlineData(201, "…")]
    public void The_name_of_a_release_is_shown_up_to_200_characters(int length, string end)
    {
        string release = $"{new string('a', length - 2)}-1";

        ContractValidator.Validate(Samples.Build with { Chroots = Samples.Chroots($"b-1-i386 {release}-i386") }).Violations
            .Single(static violation => violation is { Rule.Id: "COPR201", Path: "/chroots" })
            .Found.Should().EndWith($" for {release[..200]}{end}");
    }

    [Theory]
    [InlineData("/builds/0/chroots", "/builds/0/chroots")]
    [InlineData("/a@b/http:~1~1u:p@h~1/~0c", "/a@b/http:~1~1…@h~1/~0c")]
    [InlineData("/a\nb", "/a\\u000Ab")]
    public void A_path_is_shown_without_passwords(string path, string expected) =>
        new Violation(Rules.Find("COPR103")!, path, "", "").ToString().Should().Contain($" at {expected}: ");

    /// <summary>Returns the quotation of a text in a message.</summary>
    private static string Quote(string text)
    {
        const string Before = "\"id\" is the string ";
        byte[] report = JsonSerializer.SerializeToUtf8Bytes(new { builds = new[] { new { id = text } } });

        string found = ContractValidator.ValidateBuildUpdates(report).Violations[0].Found;

        found.Should().StartWith(Before);
        return found[Before.Length..];
    }
}
