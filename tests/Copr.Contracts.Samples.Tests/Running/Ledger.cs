namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>The records of the tests' mock: the builds that began and ended, and those that ran twice at once.</summary>
internal sealed class Ledger
{
    public Ledger(string folder)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "running"));
    }

    public string Folder { get; }

    /// <summary>
    /// A mock that a package's name controls: fail-*.src.rpm fails, slow-*.src.rpm runs for ten minutes, quick-*.src.rpm ends at once,
    /// waiting-*.src.rpm ends after <see cref="Release"/>, daemon-*.src.rpm leaves a process running, and session-*.src.rpm leaves one
    /// that has its own session.
    /// </summary>
    public string Mock { get; } = Path.Combine(AppContext.BaseDirectory, "Running", "mock.sh");

    public IReadOnlyList<string> Begun => Lines("begun");

    public IReadOnlyList<string> Ended => Lines("ended");

    public IReadOnlyList<string> Twice => Lines("twice");

    /// <summary>The ids of the processes that builds left running.</summary>
    public IReadOnlyList<string> Daemons => Lines("daemons");

    /// <summary>Lets the builds end that wait for it.</summary>
    public void Release() => File.WriteAllText(Path.Combine(Folder, "released"), "");

    private string[] Lines(string file) => File.Exists(Path.Combine(Folder, file)) ? File.ReadAllLines(Path.Combine(Folder, file)) : [];
}
