namespace Copr.Backend.Storage;

/// <summary>Creates folders and files. They are on the disk when the method returns.</summary>
internal static class Disk
{
    /// <summary>Creates a folder if it does not exist, or not any more.</summary>
    public static void CreateFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            Posix.SyncFolder(Path.GetDirectoryName(folder)!);
        }
    }

    /// <summary>Writes a file, which is complete or does not exist.</summary>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        using (var stream = new FileStream(file + ".new", FileMode.Create))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".new", file, overwrite: true);
        Posix.SyncFolder(Path.GetDirectoryName(file)!);
    }
}
