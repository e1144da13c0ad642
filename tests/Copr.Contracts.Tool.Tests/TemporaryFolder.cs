using System.Diagnostics;

namespace Copr.Contracts.Tool.Tests;

/// <summary>A folder that is deleted with its files when the test ends. The program can run in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Name { get; } = Directory.CreateTempSubdirectory("copr-contracts-").FullName;

    /// <summary>Writes a file, and the folders that its path needs.</summary>
    public TemporaryFolder With(string path, string content = WaitingBuildsText.Empty)
    {
        string file = Path.Combine(Name, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return this;
    }

    /// <summary>Makes a symbolic link.</summary>
    public TemporaryFolder WithLink(string path, string target)
    {
        string link = Path.Combine(Name, path);
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.CreateSymbolicLink(link, target);
        return this;
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Name, path));

    public bool Contains(string path) => File.Exists(Path.Combine(Name, path));

    public Task<ToolRun> RunAsync(params string[] arguments) => ToolProgram.RunInAsync(Name, arguments);

    /// <summary>Runs a command of a shell.</summary>
    public async Task<ToolRun> ShellAsync(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("bash", ["-c", command])
        {
            UseShellExecute = false,
            WorkingDirectory = Name,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolRun(process.ExitCode, output, await error);
    }

    public void Dispose() => Directory.Delete(Name, recursive: true);
}
