namespace Copr.Contracts.Tool.Tests.Reports;

public sealed class GitHubReportTests
{
    [Fact]
    public async Task A_violation_is_a_workflow_command()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", ToolProgram.Wiki, "--format", "github"]);

        run.Output.Split('\n')[0].Should().Be(
            $"::error file={ToolProgram.Wiki},line=22,col=5,title=COPR301 canceled-build-listed::"
            + "build 4 is canceled; expected only waiting builds");
    }
}
