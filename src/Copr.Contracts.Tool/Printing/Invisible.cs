using System.Globalization;
using System.Text;

namespace Copr.Contracts.Tool.Printing;

/// <summary>Escapes the characters that cannot be seen, and that a terminal or a CI system may obey.</summary>
internal static class Invisible
{
    /// <summary>Writes each of them as in C#: \u001B, \U000E0041.</summary>
    public static string Escape(string text) => Escape(text, static rune => rune.IsBmp
        ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}")
        : string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"));

    /// <summary>Writes each of them as JSON does. In the text of JSON, they can only be in strings.</summary>
    public static string EscapeInJson(string json) => Escape(json, static rune =>
        string.Concat(rune.ToString().Select(static unit => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}"))));

    private static string Escape(string text, Func<Rune, string> escape)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            visible.Append(IsInvisible(rune) ? escape(rune) : rune.ToString());
        }

        return visible.ToString();
    }

    private static bool IsInvisible(Rune rune) => rune.Value != ' ' && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator;
}
