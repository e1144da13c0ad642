using System.Text;

namespace Copr.Contracts.Tool.Printing;

/// <summary>Finds what must not be printed: users and passwords in URLs, the values of headers, and the password of the user.</summary>
internal sealed class Secrets
{
    /// <summary>The environment variable with the password of --user.</summary>
    public const string PasswordVariable = "COPR_CONTRACTS_PASSWORD";

    /// <summary>What is printed instead of a secret.</summary>
    public const char Mask = '…';

    /// <summary>Separates texts that <see cref="Find"/> searches at once. It is in no JSON and in no argument.</summary>
    public const char Boundary = '\0';

    /// <summary>The number of characters that give a secret away. A longer text can be cut off in the middle of a secret.</summary>
    private const int Revealing = 8;

    /// <summary>A secret of so many characters may be a part of many words by chance.</summary>
    private const int Short = 3;

    private readonly string[] known;

    private Secrets(IEnumerable<string> values) => known =
    [
        .. values.SelectMany(static secret => new[] { secret, Uri.EscapeDataString(secret) })
            .Where(static secret => secret.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(static secret => secret.Length),
    ];

    /// <summary>Collects the secrets of the arguments and the environment, even if the arguments are wrong.</summary>
    public static Secrets Of(IReadOnlyList<string> arguments)
    {
        List<string> values = [];
        if (Environment.GetEnvironmentVariable(PasswordVariable) is { } password)
        {
            values.Add(password);
            values.AddRange(ValuesOf("--user", arguments)
                .Select(user => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))));
        }

        foreach (string header in ValuesOf("--header", arguments))
        {
            string value = header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            values.Add(value);

            // As in "Authorization: Bearer abc".
            values.Add(value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        }

        return new Secrets(values);
    }

    /// <summary>Replaces each secret in a text.</summary>
    public string Hide(string text)
    {
        var shown = new StringBuilder(text.Length);
        int from = 0;
        foreach ((int start, int end) in Find(text, isCutOff: false))
        {
            shown.Append(text, from, start - from).Append(Mask);
            from = end;
        }

        return from == 0 ? text : shown.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Finds the secrets in a text, in order and without overlaps.</summary>
    /// <param name="text">The text. A <see cref="Boundary"/> separates words, as white space does.</param>
    /// <param name="isCutOff">Whether the text may end in the middle of a secret.</param>
    public IReadOnlyList<(int Start, int End)> Find(string text, bool isCutOff)
    {
        List<(int Start, int End)> found = [.. known.SelectMany(secret => FindKnown(text, secret))];
        if (isCutOff || text.Contains('@', StringComparison.Ordinal))
        {
            found.AddRange(FindCredentials(text, isCutOff));
        }

        found.Sort();
        for (int index = found.Count - 1; index > 0; index--)
        {
            if (found[index].Start <= found[index - 1].End)
            {
                found[index - 1] = (found[index - 1].Start, Math.Max(found[index - 1].End, found[index].End));
                found.RemoveAt(index);
            }
        }

        return found;
    }

    private static IEnumerable<string> ValuesOf(string option, IReadOnlyList<string> arguments)
    {
        for (int index = 0; index < arguments.Count; index++)
        {
            string argument = arguments[index];
            if (argument == option && index + 1 < arguments.Count)
            {
                yield return arguments[index + 1];
            }
            else if (argument.Length > option.Length
                && argument.StartsWith(option, StringComparison.Ordinal)
                && argument[option.Length] is '=' or ':')
            {
                yield return argument[(option.Length + 1)..];
            }
        }
    }

    private static IEnumerable<(int Start, int End)> FindKnown(string text, string secret)
    {
        string beginning = secret[..Math.Min(secret.Length, Revealing)];
        for (int start = Next(0); start >= 0; start = Next(start + 1))
        {
            int end = start + text.AsSpan(start).CommonPrefixLength(secret);
            if (secret.Length > Short || (!IsLetterOrDigit(start - 1) && !IsLetterOrDigit(end)))
            {
                yield return (start, end);
                start = end - 1;
            }
        }

        int Next(int from) => from >= text.Length ? -1 : text.IndexOf(beginning, from, StringComparison.Ordinal);

        bool IsLetterOrDigit(int index) => index >= 0 && index < text.Length && char.IsLetterOrDigit(text[index]);
    }

    /// <summary>Finds what may be the user and password of a URL, even if the URL is malformed.</summary>
    private static IEnumerable<(int Start, int End)> FindCredentials(string text, bool isCutOff)
    {
        int end;
        for (int start = 0; start < text.Length; start = end + 1)
        {
            end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && !char.IsControl(text[end]))
            {
                end++;
            }

            foreach ((int First, int Last) part in FindInWord(text.AsMemory(start, end - start), isCutOff && end == text.Length))
            {
                yield return (start + part.First, start + part.Last);
            }
        }
    }

    private static IEnumerable<(int Start, int End)> FindInWord(ReadOnlyMemory<char> word, bool isCutOff)
    {
        int from = 0;
        for (int slashes = Next(0); slashes >= 0; slashes = Next(from))
        {
            int start = slashes + 2;
            int length = LengthInAuthority(word.Span[start..], isCutOff);
            if (length > 0)
            {
                yield return (start, start + length);
            }

            from = start + length;
        }

        // As in user:password@host, without a scheme.
        int quotes = word.Span.IndexOfAnyExcept("\"'(<");
        int at = word.Span.LastIndexOf('@');
        if (from == 0 && quotes >= 0 && at > quotes && word.Span[quotes..at].Contains(':'))
        {
            yield return (quotes, at);
        }

        int Next(int index) => word.Span[index..].IndexOf("//") is var next and >= 0 ? index + next : -1;
    }

    /// <summary>The length of what precedes the @ of an authority. A password may contain a slash, at which no port can end.</summary>
    private static int LengthInAuthority(ReadOnlySpan<char> rest, bool isCutOff)
    {
        int end = rest.IndexOfAny("/?#\\");
        ReadOnlySpan<char> authority = end < 0 ? rest : rest[..end];
        int at = authority.LastIndexOf('@');
        int colon = authority.IndexOf(':');
        bool hasPassword = at < 0 && colon >= 0 && authority[(colon + 1)..].ContainsAnyExceptInRange('0', '9');
        return at >= 0 ? at
            : !hasPassword ? 0
            : rest.LastIndexOf('@') is var last and >= 0 ? last
            : isCutOff ? rest.Length
            : 0;
    }
}
