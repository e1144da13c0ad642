namespace Copr.Contracts.Tool.Tests;

/// <summary>A file that is deleted when the test ends.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string content = "") => File.WriteAllText(Name, content);

    public string Name { get; } = Path.Combine(Path.GetTempPath(), $"copr-contracts-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(Name);
}
