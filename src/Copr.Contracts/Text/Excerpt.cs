using System.Globalization;
using System.Text;

namespace Copr.Contracts.Text;

/// <summary>
/// A stranger's text as a message may show it: quoted, short, with nothing that a terminal or log obeys, and without the
/// user and password of a URL, since messages end up in logs.
/// </summary>
internal static class Excerpt
{
    private const int Longest = 80;

    private const int LongestSentence = 200;

    public static string Of(ReadOnlySpan<char> text)
    {
        var excerpt = new StringBuilder(Longest + 3).Append('"');
        int longest = Longest;
        while (TryGetCredentials(text, longest, out int start, out int length))
        {
            Append(excerpt, text[..start], longest);
            excerpt.Append('…');
            longest -= start;
            text = text[(start + length)..];
        }

        Append(excerpt, text, longest);
        return excerpt.Append('"').ToString();
    }

    /// <summary>The beginning of a sentence that quotes a stranger, such as the framework's.</summary>
    public static string OfSentence(ReadOnlySpan<char> sentence)
    {
        var excerpt = new StringBuilder(LongestSentence);
        Append(excerpt, sentence, LongestSentence);
        return excerpt.ToString();
    }

    private static void Append(StringBuilder excerpt, ReadOnlySpan<char> text, int longest)
    {
        foreach (Rune rune in text[..Math.Min(text.Length, longest)].EnumerateRunes())
        {
            if (Invisible.Contains(rune) && rune.Value != ' ')
            {
                excerpt.Append(rune.Value <= 0xFFFF ? "\\u" : "\\U").Append(rune.Value.ToString(rune.Value <= 0xFFFF ? "X4" : "X8", CultureInfo.InvariantCulture));
            }
            else
            {
                excerpt.Append(rune.ToString());
            }
        }

        excerpt.Append(text.Length > longest ? "…" : "");
    }

    /// <summary>Finds what stands between the scheme of a URL that is shown and an @, also where the URL is malformed or not the first.</summary>
    private static bool TryGetCredentials(ReadOnlySpan<char> text, int longest, out int start, out int length)
    {
        start = 0;
        length = 0;
        ReadOnlySpan<char> shown = text[..Math.Min(text.Length, longest)];
        for (int scheme = shown.IndexOf("://"); scheme >= 0 && length <= 0; scheme = shown[start..].IndexOf("://"))
        {
            start += scheme + "://".Length;
            ReadOnlySpan<char> authority = text[start..];
            int path = authority.IndexOf('/');
            length = (path < 0 ? authority : authority[..path]).LastIndexOf('@');
        }

        return length > 0;
    }
}
