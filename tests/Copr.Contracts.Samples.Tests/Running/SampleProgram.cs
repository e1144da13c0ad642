using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>A sample that runs in its own process.</summary>
internal sealed class SampleProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private SampleProgram(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', lines);

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>The repository's folder.</summary>
    public static string Repository => Path.GetFullPath(Path.Combine(Metadata("Programs"), "..", ".."));

    /// <summary>The path of a program's file.</summary>
    public static string PathOf(string name, string file) => Path.Combine(Metadata("Programs"), name, Metadata("Configuration"), file);

    /// <param name="name">The program's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">The variables that it gets in addition.</param>
    /// <param name="tracer">The command that runs it, if it is traced.</param>
    public static SampleProgram Start(
        string name,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string[]? tracer = null) => Start(name, $"{name}.dll", arguments, environment, tracer ?? []);

    /// <summary>Starts the package's tool.</summary>
    public static SampleProgram StartTool(params string[] arguments) =>
        Start("Copr.Contracts.Tool", "copr-contracts.dll", arguments, null, []);

    private static SampleProgram Start(
        string name,
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment,
        string[] tracer)
    {
        string path = PathOf(name, file);
        string[] command = [.. tracer, "dotnet", path, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(path),
        };
        foreach ((string key, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        return new SampleProgram(Process.Start(start)!);
    }

    public async Task WaitForLineAsync(string text)
    {
        await Eventually.Async(() => Output.Contains(text, StringComparison.Ordinal) || HasExited, () => $"\"{text}\" in\n{Output}");
        Output.Should().Contain(text);
    }

    /// <summary>Sends SIGKILL, after which the process can clean up nothing.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM, as a machine does that shuts down.</summary>
    public async Task<int> StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        return await WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync()
    {
        await Eventually.Async(() => HasExited, () => $"the end of the process, which wrote\n{Output}");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private static string Metadata(string key) =>
        typeof(SampleProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
