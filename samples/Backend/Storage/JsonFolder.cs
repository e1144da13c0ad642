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
        Disk.CreateFolder(folder);
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
        Disk.CreateFolder(folder);
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal);
        return [.. files.Select(static file => Path.GetFileNameWithoutExtension(file))];
    }

    public void Save(string name, T value)
    {
        Disk.CreateFolder(folder);
        Disk.Write(GetPath(name), CoprJson.Write(value));
    }

    public bool Contains(string name) => File.Exists(GetPath(name));

    public void Delete(string name)
    {
        Disk.CreateFolder(folder);
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
}
