using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Wiki;

namespace Copr.Contracts.Tests.Json;

/// <summary>Whatever is read, nothing comes out but the document or the contract's exception; of System.Text.Json a JsonException.</summary>
public sealed class HostileReadTests
{
    private static readonly string[] AnyJson = ["null", "true", "false", "0", "-0", "1.0", "1e3", "1e400", "-1e400", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "123456789012345678901234567890", "0.1", "\"\"", "\" \"", "\"text\"", "\"5\"", "[]", "[null]", "[[]]", "{}", "{\"id\":1}", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud83d\\ude00\"",
        "253402300799", "253402300800", "-62135596800", "-62135596801", "NaN", "Infinity", "'text'", "/**/1", "01", "+1", "1.", "\"\\x\"", "\"\t\"", "nul", "", "tru"];

    public static TheoryData<string> Members => [.. Document.Members];

    public static TheoryData<string> Texts => ["builds/0/results", "builds/0/copr/repos", "builds/0/copr/chroots", "builds/0/copr/name", "builds/0/pkgs", "builds/0/chroots", "builds/0/unknown"];

    [Fact]
    public void A_document_that_was_cut_off_at_any_byte()
    {
        for (int length = 0; length < WikiExample.Bytes.Length - 1; length++)
        {
            Reading(WikiExample.Bytes[..length], mustFail: length < WikiExample.Bytes.AsSpan().LastIndexOf((byte)'}'));
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_of_any_value(string path)
    {
        foreach (string json in AnyJson)
        {
            Reading(Document.With(path, json));
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_that_is_missing(string path) => Reading(Document.With(path, null));

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_that_comes_twice(string path)
    {
        foreach (string json in AnyJson)
        {
            Reading(Document.With(path, json, isDoubled: true), mustFail: true);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_of_ten_million_characters(string path)
    {
        Reading(Document.With(path, $"\"{new string('x', 10_000_000)}\""));
        Reading(Document.With(path, $"\"{new string(' ', 10_000_000)}\""));
        Reading(Document.With(path, $"\"{string.Concat(Enumerable.Repeat("\\u0020", 100_000))}\""));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_that_is_no_utf8(string path)
    {
        foreach (byte[] bytes in new byte[][] { [0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC0, 0x80], [0x80] })
        {
            byte[] document = Document.With(path, "\"@@\"");
            int at = document.AsSpan().IndexOf("@@"u8);
            Reading([.. document[..at], .. bytes, .. document[(at + 2)..]], mustFail: true);
        }
    }

    [Fact]
    public void Bytes_that_are_no_utf8_in_names_and_between_values()
    {
        Reading([.. "{\"builds\":[],\""u8, 0xFF, .. "\":1}"u8], mustFail: true);
        Reading([.. "{\"builds\":[]"u8, 0xFF, .. "}"u8], mustFail: true);
        Reading("{\"\\ud800\":1,\"builds\":[]}"u8.ToArray(), mustFail: true);
        Reading(Document.Replacing("\"canceled\": true", "\"\\udc00d\": true"), mustFail: true);
        Reading([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], mustFail: true);
        Reading([.. "\uFEFF"u8, .. WikiExample.Bytes], mustFail: true, exceptStream: true);
        Reading("\0{\"builds\":[]}"u8.ToArray(), mustFail: true);
    }

    [Fact]
    public void A_name_that_is_escaped_is_the_name()
    {
        byte[] document = Document.Replacing("\"canceled\": true", "\"c\\u0061nceled\": true");

        CoprJson.Read<WaitingBuilds>(document).Builds[1].Canceled.Should().BeTrue();
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, false)]
    [InlineData(100, false)]
    [InlineData(10_000, false)]
    public void Nesting(int depth, bool isRead)
    {
        byte[] document = Document.Utf8($"{{\"builds\":[],\"x\":{new string('[', depth)}1{new string(']', depth)}}}");
        byte[] inBuild = Document.With("builds/0/unknown", new string('[', depth - 2 + (isRead ? 0 : 2)) + new string(']', depth - 2 + (isRead ? 0 : 2)));

        Reading(document, mustFail: depth > 63);
        Reading(inBuild, mustFail: !isRead);
        if (depth > 63)
        {
            FluentActions.Invoking(() => CoprJson.Read<WaitingBuilds>(document)).Should().Throw<ContractException>().Which.Violation.Rule.Id.Should().Be("COPR108");
        }
    }

    [Fact]
    public void Duplicates_by_the_thousand()
    {
        string members = string.Join(',', Enumerable.Range(0, 50_000).Select(static index => $"\"m{index / 2}\":1"));

        Reading(Document.Utf8($"{{\"builds\":[],{members}}}"), mustFail: true);
        Reading(Document.With("builds/0/unknown", $"{{{members}}}"), mustFail: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
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
    public void What_is_no_such_document(string text) => Reading(Document.Utf8(text), mustFail: text != "null");

    private static void Reading(byte[] document, bool mustFail = false, bool exceptStream = false)
    {
        foreach (JsonSerializerOptions options in Document.Modes)
        {
            bool isRead = Reads(() => CoprJson.Read<WaitingBuilds>(document, options), out Exception? exception);
            if (exception is not null)
            {
                IsTold(exception.Should().BeOfType<ContractException>().Subject, document);
            }

            isRead.Should().Be(isRead && !mustFail, "it must not be read: {0}", Encoding.UTF8.GetString(document.AsSpan(0, Math.Min(document.Length, 500))));
            Reads(() => CoprJson.ReadAsync<WaitingBuilds>(new ChunkedStream(document, 4096), options).AsTask().GetAwaiter().GetResult(), out Exception? asynchronous).Should().Be(isRead);
            asynchronous?.Message.Should().Be(exception!.Message);

            Directly(() => JsonSerializer.Deserialize<WaitingBuilds>(document, options));
            if (!exceptStream)
            {
                Directly(() => JsonSerializer.DeserializeAsync<WaitingBuilds>(new ChunkedStream(document, 4096), options).AsTask().GetAwaiter().GetResult());
            }
        }

        void Directly(Func<WaitingBuilds?> read)
        {
            Reads(read, out Exception? exception);
            if (exception is not null)
            {
                exception.Should().BeAssignableTo<JsonException>();
                ((JsonException)exception).Path.Should().StartWith("$");
            }
        }
    }

    private static bool Reads(Func<WaitingBuilds?> read, out Exception? exception)
    {
        try
        {
            exception = null;
            return read() is not null;
        }
        catch (Exception thrown)
        {
            exception = thrown;
            return false;
        }
    }

    private static void IsTold(ContractException exception, byte[] document)
    {
        exception.Violation.Rule.Id.Should().StartWith("COPR1");
        exception.Violation.Line.Should().BeInRange(1, document.AsSpan().Count((byte)'\n') + 1);
        exception.Violation.Column.Should().BePositive();
        exception.Violation.Path.Should().MatchRegex("^(/[^/]*)*$");
        exception.Message.Length.Should().BeLessThan(700);
    }
}
