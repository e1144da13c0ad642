namespace Copr.Contracts.Validation;

/// <summary>Distinguishes a repository's root from what is often given instead: a directory or file below it, or a template.</summary>
internal static class RepositoryRoot
{
    /// <summary>Describes why a valid URL is not a root, as a clause; null if it may be one.</summary>
    public static string? FindProblem(ReadOnlySpan<char> url)
    {
        ReadOnlySpan<char> path = url[HttpUrl.PathOf(url)].TrimEnd('/');
        ReadOnlySpan<char> file = path[(path.LastIndexOf('/') + 1)..];
        return ContainsVariable(url) ? "contains a variable"
            : file.Contains("mirrorlist", StringComparison.OrdinalIgnoreCase) || file.Contains("metalink", StringComparison.OrdinalIgnoreCase)
                ? "points at a mirror list or metalink"
            : file.EndsWith(".repo", StringComparison.OrdinalIgnoreCase) ? "points at a .repo file"
            : url.IndexOfAny('?', '#') is >= 0 and int end ? url[end] == '?' ? "has a query" : "has a fragment"
            : FindDirectoryProblem(path);
    }

    /// <summary>Variables are written as in dnf: <c>$basearch</c>, <c>${releasever}</c>.</summary>
    private static bool ContainsVariable(ReadOnlySpan<char> url)
    {
        for (int dollar = url.IndexOf('$'); dollar >= 0 && dollar + 1 < url.Length; dollar = url.IndexOf('$'))
        {
            url = url[(dollar + 1)..];
            if (url[0] is '{' or '_' || char.IsAsciiLetter(url[0]))
            {
                return true;
            }
        }

        return false;
    }

    private static string? FindDirectoryProblem(ReadOnlySpan<char> path)
    {
        string? problem = null;
        while (problem is null && !path.IsEmpty)
        {
            path = path[1..];
            int slash = path.IndexOf('/');
            ReadOnlySpan<char> segment = slash < 0 ? path : path[..slash];
            path = slash < 0 ? default : path[slash..];
            problem = segment is "repodata" ? "points into a repodata directory"
                : IsArchitecture(segment, path.IsEmpty) ? "points into an architecture's directory"
                : IsChroot(segment, path.IsEmpty) ? "points into a chroot's directory"
                : null;
        }

        return problem;
    }

    private static bool IsChroot(ReadOnlySpan<char> segment, bool isLast) =>
        IsArchitecture(segment[(segment.LastIndexOf('-') + 1)..], isLast) && ListItem.IsValid<Chroot>(segment);

    /// <summary>Whether a directory is named after an architecture. A name that is also a word, such as arm, counts only at the end.</summary>
    private static bool IsArchitecture(ReadOnlySpan<char> segment, bool isLast) =>
        Architectures.FindBase(segment) is { } architecture
        && (segment.ContainsAnyInRange('0', '9') || segment is "armhfp" || (isLast && segment.SequenceEqual(architecture)));
}
