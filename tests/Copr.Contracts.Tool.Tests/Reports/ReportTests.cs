namespace Copr.Contracts.Tool.Tests.Reports;

/// <summary>What the formats for programs have in common.</summary>
public sealed class ReportTests
{
    /// <summary>Sources that give a report everything that it can contain.</summary>
    public static IReadOnlyList<string> Sources { get; } = [ToolProgram.Wiki, "tests/conformance/documents/*.json", "no such file"];

    /// <summary>The folder of the schemas.</summary>
    public static string Folder { get; } = Path.Combine(ToolProgram.Root, "tests/Copr.Contracts.Tool.Tests/Reports");

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("github")]
    public async Task A_source_that_cannot_be_checked_is_reported(string format)
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "no such file", "--format", format]);

        run.ExitCode.Should().Be(2);
        run.Output.Should().Contain("there is no such file");
    }

    [Theory]
    [InlineData("json", "\"lacksBuilds\": true")]
    [InlineData("sarif", "no build is listed")]
    [InlineData("junit", "no build is listed")]
    [InlineData("github", "no build is listed")]
    public async Task A_required_build_that_is_missing_is_reported(string format, string reported)
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "-", "--require-builds", "--format", format], WaitingBuildsText.Empty);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain(reported);
    }
}
