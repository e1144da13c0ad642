using System.Buffers;
using System.Globalization;
using System.Text;

namespace Copr.Contracts.Text;

/// <summary>Characters that cannot be seen: white space, control and format characters of any alphabet.</summary>
internal static class Invisible
{
    /// <summary>ASCII white space, as Copr's Python splits at it.</summary>
    public static readonly SearchValues<char> AsciiWhiteSpace = SearchValues.Create(" \t\n\r\v\f");

    private static readonly SearchValues<char> VisibleAscii = SearchValues.Create(
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static bool Contains(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
        UnicodeCategory.Control or UnicodeCategory.Format;

    /// <summary>Whether the text holds such a character, or half of a surrogate pair.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        int first = text.IndexOfAnyExcept(VisibleAscii);
        while (first >= 0)
        {
            text = text[first..];
            if (Rune.DecodeFromUtf16(text, out Rune rune, out int length) != OperationStatus.Done || Contains(rune))
            {
                return true;
            }

            text = text[length..];
            first = text.IndexOfAnyExcept(VisibleAscii);
        }

        return false;
    }
}
