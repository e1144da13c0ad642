using System.Text;
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

    /// <summary>Locates violations, in one go through the text, and puts them in its order.</summary>
    /// <param name="found">Violations with where their values begin in this text; where that is negative their paths tell.</param>
    /// <param name="segmentsBefore">How many segments of a path lead to this text.</param>
    public List<Violation> Locate(IReadOnlyCollection<(Violation Violation, long Offset)> found, int segmentsBefore)
    {
        Dictionary<string, long> wanted = new(StringComparer.Ordinal);
        foreach ((Violation violation, long offset) in found)
        {
            if (offset < 0)
            {
                wanted[JsonPointer.Tail(violation.Path, segmentsBefore)] = 0;
            }
        }

        Find(wanted);

        List<Violation> located = new(found.Count);
        TextPosition position = start;
        int at = 0;
        foreach ((Violation violation, long offset) in found
            .Select(item => (item.Violation, Offset: item.Offset < 0 ? wanted[JsonPointer.Tail(item.Violation.Path, segmentsBefore)] : item.Offset))
            .OrderBy(static item => item.Offset))
        {
            int next = (int)Math.Min(offset, utf8Text.Length);
            position = position.After(utf8Text[at..next]);
            at = next;
            located.Add(violation with { Line = position.Line, Column = position.Column });
        }

        return located;
    }

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

    /// <summary>Notes where the wanted values begin, as far as the text is JSON.</summary>
    private void Find(Dictionary<string, long> wanted)
    {
        if (wanted.Count == 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(utf8Text, new JsonReaderOptions { AllowTrailingCommas = true, MaxDepth = int.MaxValue });
        try
        {
            reader.Read();
            Find(ref reader, "", wanted);
        }
        catch (JsonException)
        {
            // What is wanted came before, since it was read.
        }
    }

    /// <summary>Notes where the wanted values begin in the value that the reader stands at, and goes to that value's end.</summary>
    private static void Find(ref Utf8JsonReader reader, string pointer, Dictionary<string, long> wanted)
    {
        if (wanted.ContainsKey(pointer))
        {
            wanted[pointer] = reader.TokenStartIndex;
        }

        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        if (!wanted.Keys.Any(key => key.Length > pointer.Length && key[pointer.Length] == '/' && key.StartsWith(pointer, StringComparison.Ordinal)))
        {
            reader.TrySkip();
            return;
        }

        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        for (int index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject); index++)
        {
            var inner = new StringBuilder(pointer);
            if (isArray)
            {
                JsonPointer.Append(inner, null, index);
            }
            else
            {
                JsonPointer.Append(inner, Token.TryGetText(reader, out string? name) ? name : "", 0);
                reader.Read();
            }

            Find(ref reader, inner.ToString(), wanted);
        }
    }
}
