using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Copr.Contracts.Tool.Tests.Serving;

/// <summary>The backend in Python in docs/copr-today.md.</summary>
public sealed class PythonBackendTests
{
    [Fact]
    public async Task The_backend_of_the_docs_conforms()
    {
        using TemporaryFile list = await ExampleAsync("pending-tasks");
        using TemporaryFile build = await ExampleAsync("build-task");
        using TemporaryFile source = await ExampleAsync("source-task");
        await using ServingTool tool = await ServingTool.StartAsync(list.Name, build.Name, source.Name);
        using var program = new TemporaryFile(Code());

        using Process backend = Process.Start(new ProcessStartInfo("python3", [program.Name, tool.Client.BaseAddress!.ToString()])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        string error = await backend.StandardError.ReadToEndAsync();
        await backend.WaitForExitAsync();

        error.Should().BeEmpty();
        (await tool.EndAsync()).Should().Be((0, ""));
    }

    private static async Task<TemporaryFile> ExampleAsync(string name) =>
        new((await ToolProgram.RunAsync(["example", name])).Output);

    private static string Code()
    {
        string page = File.ReadAllText(Path.Combine(ToolProgram.Root, "docs", "copr-today.md"));
        return Regex.Match(page, "```python\n(?<code>.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(10)).Groups["code"].Value;
    }
}
