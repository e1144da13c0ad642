using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Finds the sources that the arguments name.</summary>
internal static class Sources
{
    /// <summary>Replaces each pattern by the files that it matches, in the order of their names.</summary>
    /// <exception cref="CouldNotCheckException">A pattern matches nothing, or there is nothing to check.</exception>
    public static IReadOnlyList<Source> Resolve(IReadOnlyList<string> arguments)
    {
        if (arguments.Count > 0)
        {
            return [.. arguments.SelectMany(Resolve).Distinct()];
        }

        return Console.IsInputRedirected
            ? [new Source(Source.StandardInput)]
            : throw new CouldNotCheckException("There is nothing to check: name a file, a pattern, a URL, or - for the standard input.");
    }

    private static IEnumerable<Source> Resolve(string argument) =>
        Source.IsUrl(argument) || argument.IndexOfAny(['*', '?']) < 0 || File.Exists(argument) ? [new Source(argument)] : Matches(argument);

    private static List<Source> Matches(string pattern)
    {
        string normal = pattern.Replace('\\', '/');
        string[] segments = normal.Split('/');
        int literal = Array.FindIndex(segments, static segment => segment.IndexOfAny(['*', '?']) >= 0);
        string folder = string.Join('/', segments[..literal]);
        folder = folder.Length == 0 ? (normal.StartsWith('/') ? "/" : "") : folder + "/";

        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(string.Join('/', segments[literal..]));
        PatternMatchingResult result = matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(folder.Length == 0 ? "." : folder)));
        return result.HasMatches
            ? [.. result.Files.Select(match => folder + match.Path).Order(StringComparer.Ordinal).Select(static file => new Source(file))]
            : throw new CouldNotCheckException($"{pattern}: no file matches.");
    }
}
