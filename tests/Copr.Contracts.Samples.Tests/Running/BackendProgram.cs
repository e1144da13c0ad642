namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>A running backend, with its own folder and mock.</summary>
internal sealed class BackendProgram : IAsyncDisposable
{
    private readonly string[] arguments;
    private readonly Dictionary<string, string> environment;

    private BackendProgram(string folder, string[] arguments, Dictionary<string, string> environment, string[]? tracer)
    {
        Folder = folder;
        this.arguments = arguments;
        this.environment = environment;
        Program = SampleProgram.Start("Backend", arguments, environment, tracer);
    }

    public SampleProgram Program { get; private set; }

    public string Folder { get; }

    /// <summary>Starts a backend that builds with the ledger's mock.</summary>
    public static BackendProgram Start(
        Uri frontend, string folder, Ledger ledger, string name = "builder-1", string[]? tracer = null, params string[] more) => new(
        folder,
        [
            "--environment=Development",
            $"--Backend:Frontend={frontend}",
            $"--Backend:Password={FrontendProgram.Password}",
            $"--Backend:Name={name}",
            $"--Backend:Folder={folder}",
            "--Backend:PollInterval=00:00:00.2",
            "--Backend:ResultsUrl=http://results/",
            $"--Backend:Mock={ledger.Mock}",
            .. more,
        ],
        new() { ["LEDGER"] = ledger.Folder },
        tracer);

    /// <summary>The paths of the files in a folder of the backend, in their order.</summary>
    public IEnumerable<string> Files(string folder)
    {
        string path = Path.Combine(Folder, folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(path, file))
                .Order(StringComparer.Ordinal)
            : [];
    }

    public async Task KillAndStartAgainAsync()
    {
        await Program.DisposeAsync();
        Program = SampleProgram.Start("Backend", arguments, environment);
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();
}
