namespace Copr.Contracts.Validation;

/// <summary>Distinguishes a repository's root from what is often given instead: a directory or file below it, or a template.</summary>
internal static class RepositoryRoot
{
    private static readonly SearchValues<string> List = SearchValues.Create(["mirrorlist", "metalink"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Describes why a valid URL is not a root, as a clause; null if it may be one.</summary>
    public static string? FindProblem(ReadOnlySpan<char> url)
    {
        Range range = HttpUrl.PathOf(url);
        ReadOnlySpan<char> path = url[range].TrimEnd('/');
        ReadOnlySpan<char> afterPath = url[range.End..];
        ReadOnlySpan<char> file = path[(path.LastIndexOf('/') + 1)..];
        return ContainsVariable(url) ? "contains a variable"
            : file.ContainsAny(List) ? "points at a mirror list or metalink"
            : file.EndsWith(".repo", StringComparison.OrdinalIgnoreCase) ? "points at a .repo file"
            : afterPath.StartsWith('?') ? "has a query"
            : afterPath.StartsWith('#') ? "has a fragment"
            : FindDirectoryProblem(path);
    }

    /// <summary>Variables are written as in dnf: <c>$basearch</c>, <c>${releasever}</c>.</summary>
    private static bool ContainsVariable(ReadOnlySpan<char> url)
    {
        for (int dollar = url.IndexOf('$'); dollar >= 0 && dollar + 1 < url.Length; dollar = url.IndexOf('$'))
        {
            url = url[(dollar + 1)..];
            if (url[0] is '{' or '_' || char.IsAsciiLetter(url[0]))
                return true;
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
            ReadOnlySpan<char> last = segment[(segment.LastIndexOf('-') + 1)..];
            problem = segment is "repodata" ? "points into a repodata directory"
                : last.Length == segment.Length ? (IsArchitecture(last, path.IsEmpty) ? "points into an architecture's directory" : null)
                : Architectures.FindBase(last) is "" or "alpha" || !ItemText.IsValid<Chroot>(segment) ? null
                : "points into a chroot's directory";
        }

        return problem;
    }

    /// <summary>Whether a directory is named after an architecture. A word such as arm counts only at the end, alpha never.</summary>
    private static bool IsArchitecture(ReadOnlySpan<char> name, bool isLast) =>
        Architectures.FindBase(name) is { IsEmpty: false } architecture
        && (name.ContainsAnyInRange('0', '9') || name is "armhfp" || (isLast && name is not "alpha" && name.SequenceEqual(architecture)));
}
