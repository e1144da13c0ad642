namespace Copr.Contracts.Diagnostics;

/// <summary>A place in a UTF-8 text: lines from 1, and columns from 1 in UTF-16 code units, as editors count.</summary>
internal readonly record struct TextPosition(long Offset, long Line, long Column)
{
    public static TextPosition Start { get; } = new(0, 1, 1);

    /// <summary>The position at the end of a text that begins here.</summary>
    public TextPosition After(ReadOnlySpan<byte> utf8Text)
    {
        int lastBreak = utf8Text.LastIndexOf((byte)'\n');
        return new(
            Offset + utf8Text.Length,
            Line + utf8Text[..(lastBreak + 1)].Count((byte)'\n'),
            (lastBreak < 0 ? Column : 1) + CountCodeUnits(utf8Text[(lastBreak + 1)..]));
    }

    /// <summary>Counts by leading bytes, because a character may begin in one piece of a text and end in the next.</summary>
    private static int CountCodeUnits(ReadOnlySpan<byte> utf8Text)
    {
        if (Ascii.IsValid(utf8Text))
        {
            return utf8Text.Length;
        }

        int units = 0;
        foreach (byte unit in utf8Text)
        {
            units += unit is < 0x80 or (>= 0xC0 and < 0xF0) ? 1 : unit >= 0xF0 ? 2 : 0;
        }

        return units;
    }
}
