using Copr.Contracts.Text;

namespace Copr.Contracts.Validation;

/// <summary>Tells a repository's root from what people give in its place: a directory or a file below it, or a template.</summary>
internal static class RepositoryRoot
{
    /// <summary>What makes the URL something else than a root, as a clause; null where nothing does.</summary>
    public static string? FindProblem(ReadOnlySpan<char> url)
    {
        ReadOnlySpan<char> path = url[HttpUrl.Path(url)].TrimEnd('/');
        ReadOnlySpan<char> file = path[(path.LastIndexOf('/') + 1)..];
        return HoldsVariable(url) ? "holds a variable"
            : IsMirrorList(file) ? "points at a mirror list or metalink"
            : file.EndsWith(".repo", StringComparison.OrdinalIgnoreCase) ? "points at a .repo file"
            : url.Contains('?') ? "has a query"
            : url.Contains('#') ? "has a fragment"
            : FindDirectoryProblem(path);
    }

    /// <summary>As dnf has them: <c>$basearch</c>, <c>${releasever}</c>.</summary>
    private static bool HoldsVariable(ReadOnlySpan<char> url)
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

    private static bool IsMirrorList(ReadOnlySpan<char> file) =>
        file.Contains("mirrorlist", StringComparison.OrdinalIgnoreCase) || file.Contains("metalink", StringComparison.OrdinalIgnoreCase);

    private static string? FindDirectoryProblem(ReadOnlySpan<char> path)
    {
        foreach (Range range in path.Split('/'))
        {
            ReadOnlySpan<char> segment = path[range];
            bool isLast = range.End.GetOffset(path.Length) == path.Length;
            if (segment is "repodata")
            {
                return "points into a repodata directory";
            }

            if (IsArchitecture(segment, isLast) || (isLast && Chroot.TryParse(segment, null, out Chroot chroot) && IsArchitecture(chroot.ArchitectureSpan, isLast)))
            {
                return "points into an architecture's directory";
            }
        }

        return null;
    }

    /// <summary>Whether a directory is named after an architecture; a name that is a word too, such as arm, counts at the end only.</summary>
    private static bool IsArchitecture(ReadOnlySpan<char> segment, bool isLast) =>
        Architecture.FindBase(segment) is { } architecture
        && (segment.ContainsAnyInRange('0', '9') || segment is "armhfp" || (isLast && segment.SequenceEqual(architecture)));
}
