using System.Globalization;
using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>A piece of a document's text, and where in the document it begins: tells violations their line and column.</summary>
internal readonly ref struct DocumentText(ReadOnlySpan<byte> utf8Text, TextPosition start)
{
    private readonly ReadOnlySpan<byte> utf8Text = utf8Text;

    /// <summary>What the framework's reader has no clear words for: a document that is empty, or begins with a mark that nobody sees.</summary>
    public static string? FindProblemAtStart(ReadOnlySpan<byte> utf8Json) =>
        utf8Json.StartsWith("\uFEFF"u8) ? "the document begins with a byte order mark; expected UTF-8 without one (RFC 8259, section 8.1)"
        : utf8Json.ContainsAnyExcept(" \t\r\n"u8) ? null
        : "the document is empty; expected JSON";

    /// <summary>Locates a violation by where its value begins in this text.</summary>
    public Violation Locate(Violation violation, long offset)
    {
        TextPosition position = start.After(utf8Text[..(int)Math.Clamp(offset, 0, utf8Text.Length)]);
        return violation with { Line = position.Line, Column = position.Column };
    }

    /// <summary>Locates a violation by its path, whose first segments lead to this text.</summary>
    public Violation Locate(Violation violation, int segmentsBefore) =>
        Locate(violation, Find(JsonPointer.Segments(violation.Path).Skip(segmentsBefore)));

    /// <summary>The offset of what the framework's reader tells by line and byte, both from 0.</summary>
    public long OffsetOf(JsonException exception)
    {
        int offset = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            offset += utf8Text[offset..].IndexOf((byte)'\n') + 1;
        }

        return offset + (exception.BytePositionInLine ?? 0);
    }

    /// <summary>Where the value begins that a path leads to, which is in the text, since the path was made from it.</summary>
    private long Find(IEnumerable<string> segments)
    {
        var reader = new Utf8JsonReader(utf8Text, new JsonReaderOptions { AllowTrailingCommas = true, MaxDepth = int.MaxValue });
        reader.Read();
        foreach (string segment in segments)
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                EnterItem(ref reader, int.Parse(segment, NumberStyles.None, CultureInfo.InvariantCulture));
            }
            else
            {
                EnterMember(ref reader, segment);
            }
        }

        return reader.TokenStartIndex;
    }

    private static void EnterItem(ref Utf8JsonReader reader, int index)
    {
        while (reader.Read() && index-- > 0)
        {
            reader.TrySkip();
        }
    }

    private static void EnterMember(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && !reader.ValueTextEquals(name))
        {
            reader.TrySkip();
        }

        reader.Read();
    }
}
