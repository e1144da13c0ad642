using System.Globalization;
using System.Text;
using Copr.Contracts.Json;

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
        var excerpt = new StringBuilder("\"");
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

    /// <summary>A path to a value, whose names are a stranger's.</summary>
    public static string OfPath(string pointer) =>
        OfSentence(pointer.Contains('@', StringComparison.Ordinal) ? string.Concat(pointer.Split('/').Skip(1).Select(static segment => JsonPointer.Of("", WithoutCredentials(JsonPointer.FirstSegment($"/{segment}"))))) : pointer);

    /// <summary>The beginning of a sentence that quotes a stranger, such as the framework's.</summary>
    public static string OfSentence(ReadOnlySpan<char> sentence)
    {
        var excerpt = new StringBuilder(LongestSentence);
        Append(excerpt, sentence, LongestSentence);
        return excerpt.ToString();
    }

    private static string WithoutCredentials(string name)
    {
        var rest = name.AsSpan();
        var shown = new StringBuilder(name.Length);
        while (TryGetCredentials(rest, LongestSentence, out int start, out int length))
        {
            shown.Append(rest[..start]).Append('…');
            rest = rest[(start + length)..];
        }

        return shown.Append(rest).ToString();
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

    /// <summary>Finds what may be the user and password of a URL that is shown, also where the URL is malformed or not the first.</summary>
    private static bool TryGetCredentials(ReadOnlySpan<char> text, int longest, out int start, out int length)
    {
        for (start = 0; start < Math.Min(text.Length, longest); start++)
        {
            bool isBehindSlashes = text[..start].EndsWith("//");
            bool isWord = start == 0 || Invisible.AsciiWhiteSpace.Contains(text[start - 1]);
            length = isBehindSlashes ? LengthBehindSlashes(text[start..]) : isWord ? LengthOfWord(text[start..]) : 0;
            if (length > 0)
            {
                return true;
            }
        }

        length = 0;
        return false;
    }

    /// <summary>The length of what stands before the @ of an authority; a password may hold a slash, where no port can be.</summary>
    private static int LengthBehindSlashes(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> authority = UpTo(text.IndexOf('/'), text);
        int at = authority.LastIndexOf('@');
        int colon = authority.IndexOf(':');
        bool isCutBySlash = at < 0 && colon >= 0 && authority[(colon + 1)..].ContainsAnyExceptInRange('0', '9') && !authority.ContainsAny(Invisible.AsciiWhiteSpace);
        return isCutBySlash ? UpTo(text.IndexOfAny(Invisible.AsciiWhiteSpace), text).LastIndexOf('@') : at;
    }

    /// <summary>The same of a text without the slashes of a URL, such as <c>user:password@host</c>.</summary>
    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        int at = UpTo(text.IndexOfAny(Invisible.AsciiWhiteSpace), text).LastIndexOf('@');
        return at > 0 && text[..at].Contains(':') && !text[..at].Contains("//", StringComparison.Ordinal) ? at : 0;
    }

    private static ReadOnlySpan<char> UpTo(int end, ReadOnlySpan<char> text) => end < 0 ? text : text[..end];
}
