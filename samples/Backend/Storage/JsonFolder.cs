using Copr.Contracts;
using Copr.Contracts.Json;

namespace Copr.Backend.Storage;

/// <summary>A folder of JSON files, each of which is there whole or not at all.</summary>
internal sealed class JsonFolder<T>
    where T : notnull
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

    /// <summary>Every file's name and value, by name; of what is no longer the contract's, the error.</summary>
    public IEnumerable<(string Name, T? Value, ContractException? Error)> All()
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).ToArray())
        {
            string name = Path.GetFileNameWithoutExtension(file);
            (T? Value, ContractException? Error) read = Read(file);
            yield return (name, read.Value, read.Error);
        }
    }

    /// <summary>Lenient, which keeps what the contract does not know and the fractions of a second.</summary>
    public void Save(string name, T value)
    {
        string file = FileOf(name);
        using (var stream = new FileStream(file + ".new", FileMode.Create))
        {
            stream.Write(CoprJson.Write(value, CoprJson.Lenient));
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    public bool Contains(string name) => File.Exists(FileOf(name));

    public void Delete(string name) => File.Delete(FileOf(name));

    /// <summary>Keeps the file and no longer lists it.</summary>
    public void SetAside(string name, string where) => File.Move(FileOf(name), Path.Combine(where, name + ".json"), overwrite: true);

    private static (T? Value, ContractException? Error) Read(string file)
    {
        try
        {
            return (CoprJson.Read<T>(File.ReadAllBytes(file), CoprJson.Lenient), null);
        }
        catch (ContractException exception)
        {
            return (default, exception);
        }
    }

    private string FileOf(string name) => Path.Combine(folder, name + ".json");
}
