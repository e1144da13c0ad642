namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>A backend with a folder and a mock of its own.</summary>
internal sealed class BackendProgram : IAsyncDisposable
{
    private readonly string[] arguments;
    private readonly Dictionary<string, string> environment;

    private BackendProgram(string folder, string[] arguments, Dictionary<string, string> environment)
    {
        Folder = folder;
        this.arguments = arguments;
        this.environment = environment;
        Program = SampleProgram.Start("Backend", arguments, environment);
    }

    public SampleProgram Program { get; private set; }

    public string Folder { get; }

    /// <summary>Builds with the mock of the ledger; without one it writes command lines.</summary>
    public static BackendProgram Start(Uri frontend, string folder, string name = "builder-1", Ledger? ledger = null, int parallelism = 2, string password = FrontendProgram.Password) => new(
        folder,
        [
            "--environment=Development", $"--Backend:Frontend={frontend}", $"--Backend:Password={password}", $"--Backend:Name={name}", $"--Backend:Folder={folder}",
            "--Backend:PollInterval=00:00:00.2", $"--Backend:Parallelism={parallelism}", "--Backend:ResultsUrl=http://results/", .. ledger is null ? ["--dry-run"] : new[] { $"--Backend:Mock={ledger.Mock}" },
        ],
        ledger is null ? [] : new() { ["LEDGER"] = ledger.Folder });

    public IEnumerable<string> Files(string folder) => Directory.Exists(Path.Combine(Folder, folder))
        ? Directory.EnumerateFiles(Path.Combine(Folder, folder), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Path.Combine(Folder, folder), file)).Order(StringComparer.Ordinal)
        : [];

    public async Task KillAndStartAgainAsync()
    {
        await Program.DisposeAsync();
        Program = SampleProgram.Start("Backend", arguments, environment);
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();
}
