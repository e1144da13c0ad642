using Copr.Contracts;

namespace Copr.Backend.Storage;

/// <summary>A folder of JSON files. Each file is complete, or does not exist; a change is on the disk when its method returns.</summary>
internal sealed class JsonFolder<T>
    where T : class, IContractObject<T>
{
    private readonly string folder;

    public JsonFolder(string folder)
    {
        this.folder = folder;
        Create();
        foreach (string unfinished in Directory.EnumerateFiles(folder, "*.new"))
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>
    /// Reads the wanted files, in the order of their names: the value, or the error if a file breaks the contract. Files that are deleted
    /// meanwhile are skipped.
    /// </summary>
    public IEnumerable<(string Name, T? Value, ContractException? Error)> ReadAll(Func<string, bool>? isWanted = null)
    {
        foreach (string name in ListNames().Where(name => isWanted is null || isWanted(name)))
        {
            byte[] json;
            try
            {
                json = File.ReadAllBytes(GetPath(name));
            }
            catch (FileNotFoundException)
            {
                continue;
            }

            (T? Value, ContractException? Error) read = Read(json);
            yield return (name, read.Value, read.Error);
        }
    }

    /// <summary>Lists the names of the files as they are now, in their order.</summary>
    public string[] ListNames()
    {
        Create();
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal);
        return [.. files.Select(static file => Path.GetFileNameWithoutExtension(file))];
    }

    public void Save(string name, T value)
    {
        Create();
        string file = GetPath(name);
        using (var stream = new FileStream(file + ".new", FileMode.Create))
        {
            stream.Write(CoprJson.Write(value));
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".new", file, overwrite: true);
        Posix.SyncFolder(folder);
    }

    public bool Contains(string name) => File.Exists(GetPath(name));

    public void Delete(string name)
    {
        Create();
        File.Delete(GetPath(name));
        Posix.SyncFolder(folder);
    }

    /// <summary>Moves a file to the folder of those that are set aside.</summary>
    public void SetAside(string name, SetAsideFolder setAside)
    {
        setAside.Take(GetPath(name));
        Posix.SyncFolder(folder);
    }

    /// <summary>Reads leniently, because a file holds what a lenient reader accepted, such as fractions of a second.</summary>
    private static (T? Value, ContractException? Error) Read(byte[] json)
    {
        try
        {
            return (CoprJson.Read<T>(json, ReadingMode.Lenient), null);
        }
        catch (ContractException exception)
        {
            return (null, exception);
        }
    }

    private string GetPath(string name) => Path.Combine(folder, name + ".json");

    /// <summary>Creates the folder if it does not exist, or not any more.</summary>
    private void Create()
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            Posix.SyncFolder(Path.GetDirectoryName(folder)!);
        }
    }
}
