namespace Copr.Backend.Storage;

/// <summary>The builds, jobs and reports that a person may want to look at. Only the newest are kept.</summary>
internal sealed class SetAsideFolder(string folder)
{
    private readonly string folder = Directory.CreateDirectory(folder).FullName;

    /// <summary>Writes a file.</summary>
    public void Add(string name, ReadOnlySpan<byte> json)
    {
        Disk.CreateFolder(folder);
        Disk.Write(Path.Combine(folder, name + ".json"), json);
        Trim();
    }

    /// <summary>Moves a file into the folder.</summary>
    public void Take(string file)
    {
        Disk.CreateFolder(folder);
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime);
        File.Move(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        Posix.SyncFolder(folder);
        Trim();
    }

    /// <summary>Deletes the oldest files if there are too many or they are too large.</summary>
    private void Trim()
    {
        long bytes = 0;
        int count = 0;
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles().OrderByDescending(static file => file.LastWriteTimeUtc))
        {
            bytes += file.Length;
            if (++count > Limits.SetAsideFiles || bytes > Limits.SetAsideBytes)
            {
                file.Delete();
            }
        }
    }
}
