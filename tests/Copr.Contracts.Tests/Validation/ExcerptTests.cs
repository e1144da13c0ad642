using Copr.Contracts.Text;

namespace Copr.Contracts.Tests.Validation;

/// <summary>How a message quotes a stranger's text.</summary>
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
        { $"http://u:p@{Eighty}", $"http://…@{Eighty[..72]}…" },
        { $"{Eighty[..72]} http://u:p@h", $"{Eighty[..72]} http://…" },
        { $"{Eighty[..78]} u:p@h", $"{Eighty[..78]} …@…" },
        { $"{Eighty[..79]} u:p@h", $"{Eighty[..79]} …" },
    };

    public static TheoryData<string> NoSecrets =>
    [
        "http://h/@x", "http://h:80/@x", "http://h:/@x", "http://@h/", "me@h", "@group/copr", "fedora-17@x86_64", "http://h/a b@c", "http://h:a b/c@d", "a:b c@d",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    [MemberData(nameof(Secrets))]
    public void It_is_quoted_short_visible_and_without_secrets(string text, string expected) => Excerpt.Of(text).Should().Be($"\"{expected}\"");

    [Theory]
    [MemberData(nameof(NoSecrets))]
    public void What_holds_no_secret_is_quoted_to_the_letter(string text) => Excerpt.Of(text).Should().Be($"\"{text}\"");

    [Fact]
    public void Of_a_sentence_more_is_shown()
    {
        Excerpt.OfSentence(new string('x', 200)).Should().Be(new string('x', 200));
        Excerpt.OfSentence(new string('x', 201)).Should().Be(new string('x', 200) + "…");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/builds/0/chroots", "/builds/0/chroots")]
    [InlineData("/a@b/http:~1~1u:p@h~1/~0c", "/a@b/http:~1~1…@h~1/~0c")]
    public void Of_a_path_the_names_are_without_secrets(string path, string expected) => Excerpt.OfPath(path).Should().Be(expected);
}
