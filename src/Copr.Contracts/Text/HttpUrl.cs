using System.Buffers;

namespace Copr.Contracts.Text;

/// <summary>The shape of an absolute http or https URL, told from its text alone, which stays as it is.</summary>
internal static class HttpUrl
{
    /// <summary>The longest host name that cannot hold a label longer than DNS allows.</summary>
    private const int PlainHostLength = 63;

    private static readonly SearchValues<char> PlainHost = SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>What keeps the text from being such a URL, as a clause; null where nothing does.</summary>
    public static string? FindProblem(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return "is empty";
        }

        if (!TryGetAuthority(text, out ReadOnlySpan<char> authority))
        {
            return "does not begin with http:// or https://";
        }

        if (authority.IsEmpty)
        {
            return "has no host";
        }

        if (Invisible.IsIn(text))
        {
            return "holds white space or a control character";
        }

        // System.Uri allocates, so it is asked only about what is not plainly a host; a test holds the two together.
        return IsPlain(authority) || (Uri.TryCreate(text.ToString(), UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0)
            ? null
            : "has a malformed host, user or port";
    }

    /// <inheritdoc cref="IListItem{TSelf}.LengthAtAGlance"/>
    public static int LengthAtAGlance(ReadOnlySpan<char> text)
    {
        int space = text.IndexOfAnyExceptInRange('!', '~');
        int length = space < 0 ? text.Length : text[space] == ' ' ? space : 0;
        text = text[..length];
        int host = text.StartsWith("http://") ? "http://".Length : text.StartsWith("https://") ? "https://".Length : length;
        int end = host;
        bool isLabel = false;
        for (; end < text.Length && text[end] != '/'; end++)
        {
            // A host of labels that begin with a letter or a digit; anything else in it takes a closer look.
            bool isAlphanumeric = char.IsAsciiLetterOrDigit(text[end]);
            if (!isAlphanumeric && !(isLabel && text[end] is ('-' or '_' or '.')))
            {
                return 0;
            }

            isLabel = isAlphanumeric || text[end] is not '.';
        }

        return end > host && end - host <= PlainHostLength ? length : 0;
    }

    /// <summary>What stands between the scheme and the path; of a valid URL never empty.</summary>
    public static ReadOnlySpan<char> Authority(ReadOnlySpan<char> url)
    {
        TryGetAuthority(url, out ReadOnlySpan<char> authority);
        return authority;
    }

    /// <summary>Where the path of a valid URL begins, and where it ends: before the query, the fragment or the end.</summary>
    public static Range Path(ReadOnlySpan<char> url)
    {
        int start = url.IndexOf("://", StringComparison.Ordinal) + 3 + Authority(url).Length;
        int length = url[start..].IndexOfAny('?', '#');
        return start..(length < 0 ? url.Length : start + length);
    }

    /// <summary>Whether a user or a password stands before the host.</summary>
    public static bool HasCredentials(ReadOnlySpan<char> url) => Authority(url).Contains('@');

    private static bool TryGetAuthority(ReadOnlySpan<char> text, out ReadOnlySpan<char> authority)
    {
        int scheme = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http://".Length
            : text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https://".Length
            : 0;
        authority = text[scheme..];
        int end = authority.IndexOfAny('/', '?', '#');
        authority = end < 0 ? authority : authority[..end];
        return scheme > 0;
    }

    /// <summary>Whether this is labels of letters, digits, dashes and underscores, each but the first begun by a letter or digit.</summary>
    private static bool IsPlain(ReadOnlySpan<char> authority)
    {
        if (authority.Length > PlainHostLength || authority.ContainsAnyExcept(PlainHost) || authority[0] == '.')
        {
            return false;
        }

        for (int dot = authority.IndexOf('.'); dot >= 0 && dot + 1 < authority.Length; dot = authority.IndexOf('.'))
        {
            authority = authority[(dot + 1)..];
            if (!char.IsAsciiLetterOrDigit(authority[0]))
            {
                return false;
            }
        }

        return true;
    }
}
