namespace Copr.Contracts.Diagnostics;

/// <summary>Untrusted text in the form that a message may contain: short, with control and format characters escaped, and without the user
/// and password of a URL, because messages end up in logs.</summary>
internal static class Excerpt
{
    private const int MaxQuoted = 80;
    private const int MaxUnquoted = 200;

    /// <summary>The text in quotation marks.</summary>
    public static string Of(ReadOnlySpan<char> text) => $"\"{WithoutCredentials(text, MaxQuoted)}\"";

    /// <summary>A JSON Pointer, whose names are untrusted.</summary>
    public static string OfPath(string pointer) => Unquoted(!pointer.Contains('@', StringComparison.Ordinal) ? pointer
        : JsonPointer.Split(pointer).Aggregate("", static (all, name) => JsonPointer.Append(all, WithoutCredentials(name, MaxUnquoted))));

    /// <summary>A path of System.Text.Json, whose names are untrusted.</summary>
    public static string OfJsonPath(string path) => WithoutCredentials(path, MaxUnquoted);

    /// <summary>The text without quotation marks, such as the name of a release.</summary>
    public static string Unquoted(ReadOnlySpan<char> text) => Append(new(), text, MaxUnquoted).ToString();

    private static string WithoutCredentials(ReadOnlySpan<char> text, int max)
    {
        var excerpt = new StringBuilder();
        while (TryFindCredentials(text, max, out int start, out int length))
        {
            Append(excerpt, text[..start], max).Append('…');
            max -= start;
            text = text[(start + length)..];
        }

        return Append(excerpt, text, max).ToString();
    }

    private static StringBuilder Append(StringBuilder excerpt, ReadOnlySpan<char> text, int max)
    {
        foreach (Rune rune in text[..Math.Min(text.Length, max)].EnumerateRunes())
        {
            excerpt.Append(!Characters.IsInvisible(rune) || rune.Value == ' ' ? rune.ToString()
                : rune.IsBmp ? Invariant($"\\u{rune.Value:X4}")
                : Invariant($"\\U{rune.Value:X8}"));
        }

        return excerpt.Append(text.Length > max ? "…" : "");
    }

    /// <summary>Finds what may be the user and password of a URL, even if the URL is malformed or not the first in the text.</summary>
    private static bool TryFindCredentials(ReadOnlySpan<char> text, int max, out int start, out int length)
    {
        for (start = 0; start < Math.Min(text.Length, max); start++)
        {
            bool followsSlashes = text[..start].EndsWith("//");
            bool startsWord = start == 0 || Characters.AsciiWhiteSpace.Contains(text[start - 1]);
            length = followsSlashes ? LengthAfterSlashes(text[start..]) : startsWord ? LengthOfWord(text[start..]) : 0;
            if (length > 0)
                return true;
        }

        length = 0;
        return false;
    }

    /// <summary>The length of what precedes the @ of an authority. A password may contain a slash, where no port can be.</summary>
    private static int LengthAfterSlashes(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> authority = UpTo(text.IndexOf('/'), text);
        int at = authority.LastIndexOf('@');
        int colon = authority.IndexOf(':');
        bool isCutBySlash = at < 0 && colon >= 0
            && authority[(colon + 1)..].ContainsAnyExceptInRange('0', '9')
            && !authority.ContainsAny(Characters.AsciiWhiteSpace);
        return isCutBySlash ? FirstWord(text).LastIndexOf('@') : at;
    }

    /// <summary>The length of what precedes the @ in <c>user:password@host</c>, without a scheme.</summary>
    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        int at = FirstWord(text).LastIndexOf('@');
        return at > 0 && text[..at].Contains(':') && !text[..at].Contains("//", StringComparison.Ordinal) ? at : 0;
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text) => UpTo(text.IndexOfAny(Characters.AsciiWhiteSpace), text);
    private static ReadOnlySpan<char> UpTo(int end, ReadOnlySpan<char> text) => end < 0 ? text : text[..end];
}
