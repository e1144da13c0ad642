using Copr.Contracts.Tool.Checking;

namespace Copr.Contracts.Tool.Printing;

/// <summary>
/// The file of --output. It is written beside its place and then renamed, so it is complete or absent, and never one that is checked.
/// </summary>
internal sealed class OutputFile
{
    private readonly string name;

    private readonly string place;

    private OutputFile(string name, string place) => (this.name, this.place) = (name, place);

    /// <summary>Finds the place of the file before anything is checked.</summary>
    /// <exception cref="CouldNotCheckException">There can be no such file, or it is a source.</exception>
    public static OutputFile Find(string name, IEnumerable<Source> sources)
    {
        string? problem;
        try
        {
            string full = name.Length == 0 ? "" : Path.GetFullPath(name);
            string path = name.Length == 0 ? "" : RealPath.Of(name);
            problem = Path.GetFileName(name).Length == 0 ? "expected the name of a file."
                : Directory.Exists(path) ? "this is a folder; expected the name of a file."
                : !Directory.Exists(Path.GetDirectoryName(path)) ? $"there is no folder {Path.GetDirectoryName(path)}."
                : sources.Any(source => source.File is { } file && IsAt(file, path)) ? "this file is checked; expected another one."
                : null;
            if (problem is null)
            {
                return new OutputFile(name, IsDevice(full) ? full : path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = exception.Message;
        }

        throw new CouldNotCheckException($"--output {name}: {problem}");
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="CouldNotCheckException">It cannot be written.</exception>
    public void Write(Action<Stream> write)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(place)!, $".copr-contracts-{Guid.NewGuid():N}");
        try
        {
            if (IsDevice(place))
            {
                using FileStream device = new(place, FileMode.Append);
                write(device);
            }
            else
            {
                Replace(temporary, write);
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new CouldNotCheckException($"--output {name}: it cannot be written: access is denied.", exception);
        }
        catch (IOException exception)
        {
            string reason = Reason.Of(exception).Replace(temporary, place, StringComparison.Ordinal);
            throw new CouldNotCheckException($"--output {name}: {reason}.", exception);
        }
    }

    /// <summary>Whether writing to a path has to append. Shared memory has files like any other folder.</summary>
    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private void Replace(string temporary, Action<Stream> write)
    {
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew))
            {
                write(file);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(place))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(place));
            }

            File.Move(temporary, place, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static bool IsAt(string file, string path)
    {
        try
        {
            return RealPath.Comparer.Equals(RealPath.Of(file), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The file cannot be opened either.
            return false;
        }
    }
}
