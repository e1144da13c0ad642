using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Copr.Contracts.Tool.Tests;

/// <summary>The commands in the documentation print what the documentation shows.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string, string, string> Commands
    {
        get
        {
            var commands = new TheoryData<string, string, string>();
            foreach (string file in new[] { "README.md", "docs/conformance.md", "src/Copr.Contracts.Tool/README.md" })
            {
                foreach (Match block in Blocks().Matches(File.ReadAllText(Path.Combine(ToolProgram.Root, file))))
                {
                    commands.Add(file, block.Groups["code"].Value, block.Groups["output"].Value);
                }
            }

            return commands;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_prints_the_output_that_is_shown(string file, string code, string output)
    {
        string body = File.ReadAllText(Path.Combine(ToolProgram.Root, "tests/conformance/documents/separator-two-spaces.json"));
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(body));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("copr-contracts-");
        try
        {
            File.Copy(Path.Combine(ToolProgram.Root, ToolProgram.Wiki), Path.Combine(folder.FullName, "waiting-builds.json"));
            const string Shown = "localhost:5000";
            string actual = await ShellAsync(code.Replace(Shown, $"127.0.0.1:{server.Port}", StringComparison.Ordinal), folder.FullName);

            actual
                .Replace($"127.0.0.1:{server.Port}", Shown, StringComparison.Ordinal)
                .Replace($"127.0.0.1%3A{server.Port}", "localhost%3A5000", StringComparison.Ordinal)
                .Should().Be(output, "{0} shows it", file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The command docs/pictures draws the picture.</summary>
    [Fact]
    public async Task The_picture_of_a_report_shows_what_the_command_of_the_README_prints()
    {
        string[] lines =
        [
            .. XDocument.Load(Path.Combine(ToolProgram.Root, "docs/report.svg")).Root!.Elements()
                .Where(static element => element.Name.LocalName == "text")
                .Select(static element => element.Value),
        ];
        string command = lines[0]["$ ".Length..];
        File.ReadAllText(Path.Combine(ToolProgram.Root, "README.md")).Should().Contain($"```sh\n{command}\n```\n\n![");

        string printed = await ShellAsync($"export COLUMNS=116\n{command}", Path.Combine(ToolProgram.Root, "tests/conformance/documents"));

        printed.TrimEnd('\n').Split('\n').Should().Equal(lines[1..]);
    }

    [Fact]
    public void Commands_are_found() => Commands.Should().HaveCountGreaterThan(3);

    private static async Task<string> ShellAsync(string code, string folder)
    {
        string script = $"copr-contracts() {{ dotnet exec '{ToolProgram.Program}' \"$@\"; }}\nexec 2>&1\n{code}";
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    [GeneratedRegex(
        "^```sh\n(?<code>[^`]*?copr-contracts [^`]*?)```\n\n```text\n(?<output>.*?)^```\n",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blocks();
}
