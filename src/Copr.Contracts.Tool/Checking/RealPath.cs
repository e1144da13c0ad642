namespace Copr.Contracts.Tool.Checking;

/// <summary>Finds the file that a path leads to, so that two spellings of one file can be compared.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>Compares real paths as the operating system does by default.</summary>
    public static StringComparer Comparer { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Returns the full path without links. The file does not need to exist.</summary>
    /// <exception cref="IOException">A link leads back to itself.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        Stack<string> rest = new();
        Push(full);
        int links = 0;
        while (rest.TryPop(out string? name))
        {
            string next = Path.GetFullPath(Path.Combine(real, name));
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
            }
            else if (++links > MaxLinks)
            {
                throw new IOException("a link leads back to itself.");
            }
            else
            {
                real = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : real;
                Push(target);
            }
        }

        return real;

        void Push(string names)
        {
            string[] parts = names[Path.GetPathRoot(names)!.Length..].Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
            foreach (string name in parts.Reverse())
            {
                rest.Push(name);
            }
        }
    }
}
