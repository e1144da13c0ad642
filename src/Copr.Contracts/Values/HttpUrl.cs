namespace Copr.Contracts;

/// <summary>The shape of an absolute http or https URL. The text itself is never changed.</summary>
internal static class HttpUrl
{
    private const string Http = "http://";
    private const string Https = "https://";

    /// <summary>The longest label of a host that DNS allows.</summary>
    private const int MaxLabel = 63;

    private static readonly SearchValues<char> PlainHost = SearchValues.Create("-._" + Characters.LettersAndDigits);

    /// <summary>Describes why the text is not such a URL, as a clause that follows "which"; null if it is one.</summary>
    public static string? FindProblem(ReadOnlySpan<char> text, bool isVisible = false)
    {
        int scheme = SchemeLength(text);
        ReadOnlySpan<char> authority = ReadAuthority(text[scheme..], out bool isPlain);
        return text.IsEmpty ? "is empty"
            : scheme == 0 ? "does not begin with http:// or https://"
            : authority.IsEmpty ? "has no host"
            : !isVisible && Characters.DescribeFirstInvisible(text) is { } character ? $"contains {character}"
            : (isPlain && HasPlainLabels(authority)) || (HasHost(text) && !HasTextAfterBracket(authority)) ? null
            : "has a malformed host, user or port";
    }

    /// <summary>The path of a valid URL, without its query and fragment.</summary>
    public static Range PathOf(ReadOnlySpan<char> url)
    {
        int start = SchemeLength(url);
        start += ReadAuthority(url[start..], out _).Length;
        int length = url[start..].IndexOfAny('?', '#');
        return start..(length < 0 ? url.Length : start + length);
    }

    /// <summary>Appends to the path of a URL, before its query and fragment.</summary>
    public static string Append(ReadOnlySpan<char> url, string path)
    {
        Index end = PathOf(url).End;
        return $"{url[..end]}{(url[..end].EndsWith('/') ? "" : "/")}{path}{url[end..]}";
    }

    /// <summary>Whether a user or a password precedes the host of a valid URL.</summary>
    public static bool HasCredentials(ReadOnlySpan<char> url) => ReadAuthority(url[SchemeLength(url)..], out _).Contains('@');

    private static int SchemeLength(ReadOnlySpan<char> text) =>
        text.StartsWith(Http, StringComparison.OrdinalIgnoreCase) ? Http.Length
        : text.StartsWith(Https, StringComparison.OrdinalIgnoreCase) ? Https.Length
        : 0;

    /// <summary>Reads up to the path, and reports whether there are only letters, digits, dots, dashes and underscores, as usual.</summary>
    private static ReadOnlySpan<char> ReadAuthority(ReadOnlySpan<char> text, out bool isPlain)
    {
        int end = text.IndexOfAnyExcept(PlainHost);
        isPlain = end < 0 || text[end] is '/' or '?' or '#';
        end = isPlain ? end : text.IndexOfAny('/', '?', '#');
        return end < 0 ? text : text[..end];
    }

    /// <summary>Whether a plain host is short and its labels begin with a letter or digit.</summary>
    private static bool HasPlainLabels(ReadOnlySpan<char> host)
    {
        char before = '.';
        foreach (char character in host)
        {
            if (before == '.' && !char.IsAsciiLetterOrDigit(character))
                return false;

            before = character;
        }

        return before != '.' && host.Length <= MaxLabel;
    }

    /// <summary>Asks System.Uri, which allocates, about an unusual host.</summary>
    private static bool HasHost(ReadOnlySpan<char> text) =>
        Uri.TryCreate(text.ToString(), UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0;

    /// <summary>Whether something other than a port follows an IPv6 address. System.Uri reads it as the path.</summary>
    private static bool HasTextAfterBracket(ReadOnlySpan<char> authority)
    {
        ReadOnlySpan<char> host = authority[(authority.LastIndexOf('@') + 1)..];
        int end = host.IndexOf(']') + 1;
        return end > 0 && end < host.Length && host[end] != ':';
    }
}
