using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace Copr.Contracts.Tool.Tests;

/// <summary>Runs the program in a process of its own.</summary>
internal static class ToolProgram
{
    public static string Root { get; } = Path.GetFullPath(Metadata("Root"));

    public static string Program { get; } = Metadata("Tool");

    /// <summary>The wiki's example, as a path from the root of the repository, in which the program runs.</summary>
    public const string Wiki = "tests/Copr.Contracts.Tests/Wiki/waiting-builds.json";

    public static Task<ToolRun> RunAsync(string[] arguments, string? input = null, params (string Name, string Value)[] environment) =>
        RunInAsync(Root, arguments, input, environment);

    public static async Task<ToolRun> RunInAsync(
        string folder, string[] arguments, string? input = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input.
        }

        await process.WaitForExitAsync();
        return new ToolRun(process.ExitCode, await output, await error);
    }

    private static string Metadata(string key) =>
        typeof(ToolProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

/// <summary>The program's exit code and its output.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error);
