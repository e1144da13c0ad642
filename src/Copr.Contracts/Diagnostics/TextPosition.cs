namespace Copr.Contracts.Diagnostics;

/// <summary>A place in a UTF-8 text: lines from 1, and columns from 1 in UTF-16 code units, as editors count.</summary>
internal readonly record struct TextPosition(long Offset, long Line, long Column)
{
    /// <summary>The bytes of a character that is one column.</summary>
    private static readonly SearchValues<byte> OneColumn =
        SearchValues.Create([.. Enumerable.Range(0, 0x80).Where(static code => code != '\n').Select(static code => (byte)code)]);

    public static TextPosition Start { get; } = new(0, 1, 1);

    /// <summary>The position at the end of a text that begins here.</summary>
    public TextPosition After(ReadOnlySpan<byte> utf8Text)
    {
        (long line, long column) = (Line, Column);
        ReadOnlySpan<byte> rest = utf8Text;
        for (int plain = rest.IndexOfAnyExcept(OneColumn); plain >= 0; plain = rest.IndexOfAnyExcept(OneColumn))
        {
            // A character may begin in one piece of a text and end in the next, so its first byte counts.
            byte unit = rest[plain];
            (line, column) = unit == '\n' ? (line + 1, 1) : (line, column + plain + (unit >= 0xF0 ? 2 : unit >= 0xC0 ? 1 : 0));
            rest = rest[(plain + 1)..];
        }

        return new(Offset + utf8Text.Length, line, column + rest.Length);
    }
}
