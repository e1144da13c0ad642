namespace Copr.Contracts;

/// <summary>A JSON Schema (draft 2020-12) of the contract, or its OpenAPI document.</summary>
public sealed class ContractSchema
{
    internal ContractSchema(string name, string fileName)
    {
        Name = name;
        FileName = fileName;
    }

    /// <summary>The name, such as <c>waiting-builds</c>.</summary>
    public string Name { get; }

    /// <summary>The name of the file in the package's folder <c>schemas</c>. The OpenAPI document refers to the schemas by it.</summary>
    public string FileName { get; }

    /// <summary>Opens the JSON text, in UTF-8 without a byte order mark.</summary>
    public Stream OpenRead() => typeof(ContractSchema).Assembly.GetManifestResourceStream($"schemas/{FileName}")!;

    /// <summary>Returns the JSON text.</summary>
    public override string ToString()
    {
        using var reader = new StreamReader(OpenRead());
        return reader.ReadToEnd();
    }
}
