using System.Text.Json;
using Copr.Contracts.Tests.Wiki;

namespace Copr.Contracts.Tests.Json;

/// <summary>
/// Whatever is read, the result is the document or a <see cref="ContractException"/>; from JsonSerializer, a <see cref="JsonException"/>.
/// </summary>
public sealed class HostileDocumentTests
{
    private static readonly string[] AnyJson =
    [
        "null", "true", "false", "0", "-0", "1.0", "1e3", "1e400", "-1e400", "9223372036854775807", "9223372036854775808",
        "-9223372036854775809", "123456789012345678901234567890", "0.1", "\"\"", "\" \"", "\"text\"", "\"5\"", "[]", "[null]", "[[]]", "{}",
        "{\"id\":1}", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud83d\\ude00\"", "253402300799", "253402300800", "-62135596800",
        "-62135596801", "NaN", "Infinity", "'text'", "/**/1", "01", "+1", "1.", "\"\\x\"", "\"\t\"", "nul", "", "tru",
    ];

    public static TheoryData<string> Members => [.. Document.Members, "unknown", "builds/0/unknown", "builds/0/copr/unknown"];

    public static TheoryData<string> Texts =>
    [
        "builds/0/results", "builds/0/copr/repos", "builds/0/copr/chroots", "builds/0/copr/name", "builds/0/pkgs",
        "builds/0/chroots", "builds/0/unknown",
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_may_have_any_value(string path)
    {
        foreach (string json in AnyJson)
        {
            Read(Document.With(path, json));
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_that_appears_twice_is_refused_whatever_its_values(string path)
    {
        foreach (string json in AnyJson)
        {
            AssertIsRefused(Document.With(path, json, isDoubled: true));
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_may_have_a_million_characters(string path)
    {
        Read(Document.With(path, $"\"{new string('x', 1_000_000)}\""));
        Read(Document.With(path, $"\"{new string(' ', 1_000_000)}\""));
        Read(Document.With(path, $"\"{string.Concat(Enumerable.Repeat("\\u0020", 100_000))}\""));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_that_is_not_UTF_8_is_refused(string path)
    {
        foreach (byte[] bytes in new byte[][] { [0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC0, 0x80], [0x80] })
        {
            byte[] document = Document.With(path, "\"@@\"");
            int at = document.AsSpan().IndexOf("@@"u8);

            AssertIsRefused([.. document[..at], .. bytes, .. document[(at + 2)..]]);
        }
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_anywhere() => new byte[][]
    {
        [.. "{\"builds\":[],\""u8, 0xFF, .. "\":1}"u8],
        [.. "{\"builds\":[]"u8, 0xFF, .. "}"u8],
        [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00],
        [.. "\0{\"builds\":[]}"u8],
        [.. "{\"\\ud800\":1,\"builds\":[]}"u8],
        Document.Replacing("\"canceled\": true", "\"\\udc00d\": true"),
    }.Should().AllSatisfy(AssertIsRefused);

    [Fact]
    public void A_byte_order_mark_is_refused() => Ways.Refusal([.. "\uFEFF"u8, .. WikiExample.Bytes])!.Rule.Id.Should().Be("COPR101");

    [Fact]
    public void Thousands_of_names_that_appear_twice_are_refused()
    {
        string members = string.Join(',', Enumerable.Range(0, 20_000).Select(static index => $"\"m{index / 2}\":1"));

        AssertIsRefused(Document.Utf8($"{{\"builds\":[],{members}}}"));
        AssertIsRefused(Document.With("builds/0/unknown", $"{{{members}}}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"builds\"")]
    [InlineData("0")]
    [InlineData("{}")]
    [InlineData("{\"builds\":[]} {}")]
    [InlineData("{\"builds\":[],,}")]
    [InlineData("{,\"builds\":[]}")]
    [InlineData("{\"builds\":[,]}")]
    [InlineData("{\"builds\":[]")]
    [InlineData("{\"builds\"}")]
    [InlineData("{\"builds\":}")]
    [InlineData("{builds:[]}")]
    [InlineData("// no\n{\"builds\":[]}")]
    [InlineData("{\"builds\":[]}]")]
    [InlineData("{\"builds\":[{]}}")]
    [InlineData("{\"builds\":[\"]}")]
    public void A_text_that_is_no_document_is_refused(string text) => AssertIsRefused(Document.Utf8(text));

    private static void AssertIsRefused(byte[] document) => Read(document).Should().NotContainNulls();

    /// <summary>Reads the document in every way and mode, and returns what is reported, once for each mode.</summary>
    private static IReadOnlyList<Violation?> Read(byte[] document) => [.. Document.Modes.Select(mode => Read(document, mode))];

    private static Violation? Read(byte[] document, ReadingMode mode)
    {
        IReadOnlyList<Violation?> all = Ways.All(document, mode);
        all.Select(static violation => violation is null).Distinct().Should().ContainSingle("all ways accept the document, or none does");
        foreach (Violation violation in all.OfType<Violation>())
        {
            violation.Rule.Id.Should().MatchRegex("^COPR(1..|502)$");
            violation.ToString().Length.Should().BeLessThan(700);
            Ways.AssertIsPlaced(violation, document);
        }

        foreach (JsonException exception in Ways.Serializer<WaitingBuilds>(document, Ways.OptionsOf(mode)).OfType<JsonException>())
        {
            exception.Path.Should().StartWith("$");
        }

        return all[0];
    }
}
