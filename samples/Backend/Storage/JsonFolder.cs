using Copr.Contracts;

namespace Copr.Backend.Storage;

/// <summary>A folder of JSON files. Each file is complete, or does not exist.</summary>
internal sealed class JsonFolder<T>
    where T : class, IContractObject<T>
{
    private readonly string folder;

    public JsonFolder(string folder)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        foreach (string unfinished in Directory.EnumerateFiles(folder, "*.new"))
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Reads all files, in the order of their names: the value, or the error if a file breaks the contract.</summary>
    public IEnumerable<(string Name, T? Value, ContractException? Error)> ReadAll()
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).ToArray())
        {
            string name = Path.GetFileNameWithoutExtension(file);
            (T? Value, ContractException? Error) read = Read(file);
            yield return (name, read.Value, read.Error);
        }
    }

    public void Save(string name, T value)
    {
        string file = GetPath(name);
        using (var stream = new FileStream(file + ".new", FileMode.Create))
        {
            stream.Write(CoprJson.Write(value));
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    public bool Contains(string name) => File.Exists(GetPath(name));

    public void Delete(string name) => File.Delete(GetPath(name));

    /// <summary>Moves a file to another folder.</summary>
    public void SetAside(string name, string otherFolder) =>
        File.Move(GetPath(name), Path.Combine(otherFolder, name + ".json"), overwrite: true);

    /// <summary>Reads leniently, because a file holds what a lenient reader accepted, such as fractions of a second.</summary>
    private static (T? Value, ContractException? Error) Read(string file)
    {
        try
        {
            return (CoprJson.Read<T>(File.ReadAllBytes(file), ReadingMode.Lenient), null);
        }
        catch (ContractException exception)
        {
            return (null, exception);
        }
    }

    private string GetPath(string name) => Path.Combine(folder, name + ".json");
}
