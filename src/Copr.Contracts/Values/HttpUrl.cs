using System.Buffers;
using Copr.Contracts.Diagnostics;

namespace Copr.Contracts;

/// <summary>The shape of an absolute http or https URL. The text itself is never changed.</summary>
internal static class HttpUrl
{
    private const string Http = "http://";

    private const string Https = "https://";

    /// <summary>A host of this length or less cannot contain a label that is longer than DNS allows.</summary>
    private const int MaxPlainHost = 63;

    private static readonly SearchValues<char> PlainHost = SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>Describes why the text is not such a URL, as a clause that follows "which"; null if it is one.</summary>
    public static string? FindProblem(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return "is empty";
        }

        int scheme = SchemeLength(text);
        if (scheme == 0)
        {
            return "does not begin with http:// or https://";
        }

        ReadOnlySpan<char> authority = UpToPath(text[scheme..]);
        if (authority.IsEmpty)
        {
            return "has no host";
        }

        if (Characters.DescribeFirstInvisible(text) is { } character)
        {
            return $"contains {character}";
        }

        // System.Uri allocates, so it decides only about unusual hosts.
        return IsPlain(authority) || (Uri.TryCreate(text.ToString(), UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0)
            ? null
            : "has a malformed host, user or port";
    }

    /// <summary>The path of a valid URL, without its query and fragment.</summary>
    public static Range PathOf(ReadOnlySpan<char> url)
    {
        int start = SchemeLength(url) + AuthorityOf(url).Length;
        int length = url[start..].IndexOfAny('?', '#');
        return start..(length < 0 ? url.Length : start + length);
    }

    /// <summary>Whether a user or a password precedes the host of a valid URL.</summary>
    public static bool HasCredentials(ReadOnlySpan<char> url) => AuthorityOf(url).Contains('@');

    private static ReadOnlySpan<char> AuthorityOf(ReadOnlySpan<char> url) => UpToPath(url[SchemeLength(url)..]);

    private static int SchemeLength(ReadOnlySpan<char> text) =>
        text.StartsWith(Http, StringComparison.OrdinalIgnoreCase) ? Http.Length
        : text.StartsWith(Https, StringComparison.OrdinalIgnoreCase) ? Https.Length
        : 0;

    private static ReadOnlySpan<char> UpToPath(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny('/', '?', '#');
        return end < 0 ? text : text[..end];
    }

    /// <summary>
    /// Whether the authority is a host of labels of letters, digits, dashes and underscores, in which every label but the first begins
    /// with a letter or digit.
    /// </summary>
    private static bool IsPlain(ReadOnlySpan<char> authority)
    {
        if (authority.Length > MaxPlainHost || authority.ContainsAnyExcept(PlainHost) || authority[0] == '.')
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
