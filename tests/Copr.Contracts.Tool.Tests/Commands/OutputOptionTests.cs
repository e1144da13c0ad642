using System.Text.Json.Nodes;

namespace Copr.Contracts.Tool.Tests.Commands;

/// <summary>The file of --output: it is never one that is checked, and it is complete or absent.</summary>
public sealed class OutputOptionTests
{
    [Theory]
    [InlineData("in.json", "in.json")]
    [InlineData("in.json", "./in.json")]
    [InlineData("in.json", "folder/../in.json")]
    [InlineData("in.json", "link.json")]
    [InlineData("in.json", "chain.json")]
    [InlineData("in.json", "linked/../in.json")]
    [InlineData("in.json", "here/in.json")]
    [InlineData("here/in.json", "in.json")]
    [InlineData("link.json", "in.json")]
    [InlineData("*.json", "in.json")]
    [InlineData("**/*.json", "./here/in.json")]
    public async Task An_input_is_not_replaced(string source, string output)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("in.json").With("folder/x").With("other/folder/x")
            .WithLink("link.json", "in.json").WithLink("chain.json", "folder/../link.json").WithLink("here", ".").WithLink("linked", "folder");

        ToolRun run = await folder.RunAsync("check", source, "--format", "json", "--output", output);

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().Be($"copr-contracts: --output {output}: this file is checked; expected another one.\n");
        folder.Read("in.json").Should().Be(WaitingBuildsText.Empty);
    }

    [Fact]
    public async Task A_report_whose_file_cannot_be_written_is_printed()
    {
        // Nobody can create a file there, not even root.
        using TemporaryFolder folder = new TemporaryFolder().With("in.json");

        ToolRun run = await folder.RunAsync("check", "in.json", "--format", "json", "--output", "/proc/self/report.json");

        run.ExitCode.Should().Be(2);
        run.Output.Should().Be("in.json: conforms to waiting-builds\n");
        run.Error.Should().StartWith("copr-contracts: --output /proc/self/report.json: ").And.NotContain(".copr-contracts-");
    }

    [Fact]
    public async Task A_file_in_shared_memory_is_replaced_like_any_other()
    {
        string output = $"/dev/shm/{Guid.NewGuid():N}.json";
        using TemporaryFolder folder = new TemporaryFolder().With("in.json");

        await folder.RunAsync("check", "in.json", "--format", "json", "--output", output);
        await folder.RunAsync("check", "in.json", "--format", "json", "--output", output);

        JsonNode.Parse(await File.ReadAllTextAsync(output)).Should().NotBeNull();
        File.Delete(output);
    }

    [Fact]
    public async Task The_standard_input_is_not_replaced()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("in.json");
        string command = $"dotnet exec '{ToolProgram.Program}' check - --output in.json <in.json";

        (await folder.ShellAsync(command)).ExitCode.Should().Be(2);

        folder.Read("in.json").Should().Be(WaitingBuildsText.Empty);
    }

    [Fact]
    public async Task A_link_to_another_file_is_followed()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("in.json").With("reports/old.txt").WithLink("report.txt", "reports/old.txt");

        ToolRun run = await folder.RunAsync("check", "in.json", "--output", "report.txt");

        run.ExitCode.Should().Be(0);
        folder.Read("reports/old.txt").Should().Be("in.json: conforms to waiting-builds\n");
        new FileInfo(Path.Combine(folder.Name, "report.txt")).LinkTarget.Should().Be("reports/old.txt");
    }

    [Fact]
    public async Task No_other_file_is_left_beside_it()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("in.json").With("report.json", "old");

        await folder.RunAsync("check", "in.json", "--format", "json", "--output", "report.json");

        JsonNode.Parse(folder.Read("report.json"))!["tool"]!.GetValue<string>().Should().Be("copr-contracts");
        Directory.EnumerateFileSystemEntries(folder.Name).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_file_keeps_its_mode()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("in.json").With("report.txt");
        await folder.ShellAsync("chmod 604 report.txt");

        await folder.RunAsync("check", "in.json", "--output", "report.txt");

        (await folder.ShellAsync("stat --format %a report.txt")).Output.Should().Be("604\n");
    }

    [Theory]
    [InlineData("no/report.json", "there is no folder")]
    [InlineData("folder", "this is a folder")]
    [InlineData("in.json/report.json", "there is no folder")]
    [InlineData("loop", "a link leads back to itself")]
    [InlineData("", "expected the name of a file")]
    public async Task An_impossible_file_is_reported_before_anything_is_checked(string output, string reason)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("in.json").With("folder/x").WithLink("loop", "loop");

        ToolRun run = await folder.RunAsync("check", "in.json", "--output", output);

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().StartWith($"copr-contracts: --output {output}").And.Contain(reason);
        run.Error.Count(static character => character == '\n').Should().Be(1);
    }

    [Theory]
    [InlineData("/dev/stdout")]
    [InlineData("/dev/null")]
    public async Task A_device_is_written_to(string device)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("in.json");

        (await folder.RunAsync("check", "in.json", "--output", device)).ExitCode.Should().Be(0);

        File.Exists(device).Should().BeTrue();
    }
}
