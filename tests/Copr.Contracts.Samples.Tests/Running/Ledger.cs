namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>What the tests' mock writes down: which builds began and ended, and whether one ran twice at a time.</summary>
internal sealed class Ledger
{
    public Ledger(string folder)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "running"));
    }

    public string Folder { get; }

    /// <summary>A mock whose packages say what becomes of them: fail-*.src.rpm fails, slow-*.src.rpm takes long.</summary>
    public string Mock { get; } = Path.Combine(AppContext.BaseDirectory, "Running", "mock.sh");

    public IReadOnlyList<string> Begun => Lines("begun");

    public IReadOnlyList<string> Ended => Lines("ended");

    public IReadOnlyList<string> Twice => Lines("twice");

    private string[] Lines(string file) => File.Exists(Path.Combine(Folder, file)) ? File.ReadAllLines(Path.Combine(Folder, file)) : [];
}
