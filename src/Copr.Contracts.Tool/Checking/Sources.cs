using System.Formats.Tar;
using System.IO.Enumeration;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Finds the sources that the arguments name.</summary>
internal static class Sources
{
    private const string AnyFolders = "**";

    /// <summary>
    /// Replaces each pattern by the files that it matches, in the order of their names. A pattern without a match is a source that cannot
    /// be checked.
    /// </summary>
    /// <exception cref="CouldNotCheckException">There is nothing to check.</exception>
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

    private static IEnumerable<Source> Resolve(string argument)
    {
        if (Source.IsUrl(argument) || !IsPattern(argument) || File.Exists(argument))
        {
            return [new Source(argument)];
        }

        List<Source> matches = [.. Matches(argument).Order(StringComparer.Ordinal).DistinctBy(RealNameOf, RealPath.Comparer).Where(IsNoPipe)
            .Select(static file => new Source(file))];
        return matches.Count > 0 ? matches : [new Source(argument) { Problem = "no file matches." }];
    }

    private static bool IsPattern(string name) => name.AsSpan().ContainsAny('*', '?');

    private static string RealNameOf(string file)
    {
        try
        {
            return RealPath.Of(file);
        }
        catch (IOException)
        {
            return file;
        }
    }

    /// <summary>
    /// Opening a named pipe may wait for a writer forever, and reading a device may never end, so a pattern matches none. Both are empty to
    /// the file system. An archive's entry has the type of a file.
    /// </summary>
    private static bool IsNoPipe(string file)
    {
        var real = new FileInfo(RealNameOf(file));
        if (!real.Exists || real.Length > 0)
        {
            return true;
        }

        try
        {
            using var archive = new MemoryStream();
            using (var writer = new TarWriter(archive, leaveOpen: true))
            {
                writer.WriteEntry(real.FullName, "file");
            }

            archive.Position = 0;
            using var reader = new TarReader(archive);
            return reader.GetNextEntry()?.EntryType == TarEntryType.RegularFile;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A socket cannot be in an archive. The check says why a file cannot be opened.
            return exception is UnauthorizedAccessException;
        }
    }

    /// <summary>Finds the files that match. A link to a folder is followed only if the pattern contains its name.</summary>
    private static IEnumerable<string> Matches(string pattern)
    {
        string root = Path.GetPathRoot(pattern)!;
        char[] separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
        string[] names = pattern[root.Length..].Split(separators, StringSplitOptions.RemoveEmptyEntries);
        return pattern.EndsWith('/') ? [] : Matches(root, names);
    }

    /// <param name="folder">The folder, with a separator at its end; empty for the current one.</param>
    /// <param name="names">The names and patterns below the folder.</param>
    private static IEnumerable<string> Matches(string folder, ReadOnlyMemory<string> names)
    {
        string name = names.Span[0];
        bool isLast = names.Length == 1;
        if (name == AnyFolders)
        {
            ReadOnlyMemory<string> rest = names[1..];
            while (rest.Length > 0 && rest.Span[0] == AnyFolders)
            {
                rest = rest[1..];
            }

            string[] files = ["*"];
            return AndBelow(folder).SelectMany(below => Matches(below, rest.Length == 0 ? files : rest));
        }

        if (!IsPattern(name))
        {
            string path = folder + name;
            return !isLast ? Directory.Exists(path) ? Matches(path + "/", names[1..]) : [] : File.Exists(path) ? [path] : [];
        }

        return isLast
            ? Entries(folder, name, static (ref entry) => !entry.IsDirectory)
            : Entries(folder, name, IsFolder).SelectMany(path => Matches(path + "/", names[1..]));
    }

    private static IEnumerable<string> AndBelow(string folder) =>
        Entries(folder, "*", IsFolder).SelectMany(static path => AndBelow(path + "/")).Prepend(folder);

    private static FileSystemEnumerable<string> Entries(string folder, string pattern, FileSystemEnumerable<string>.FindPredicate isWanted)
    {
        var options = new EnumerationOptions
        {
            AttributesToSkip = FileAttributes.None,
            IgnoreInaccessible = true,
            MatchType = MatchType.Simple,
        };
        string start = folder.Length == 0 ? "." : folder;
        return new FileSystemEnumerable<string>(start, (ref entry) => folder + entry.FileName.ToString(), options)
        {
            ShouldIncludePredicate = (ref entry) =>
                isWanted(ref entry) && FileSystemName.MatchesSimpleExpression(pattern, entry.FileName, ignoreCase: false),
        };
    }

    private static bool IsFolder(ref FileSystemEntry entry) => entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
