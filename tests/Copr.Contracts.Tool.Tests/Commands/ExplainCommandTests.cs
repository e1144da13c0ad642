namespace Copr.Contracts.Tool.Tests.Commands;

public sealed class ExplainCommandTests
{
    [Fact]
    public async Task Builds_are_printed_as_typed_values()
    {
        ToolRun run = await ToolProgram.RunAsync(["explain", ToolProgram.Wiki]);

        run.ExitCode.Should().Be(0);
        run.Output.Should().ContainAll("ff2 (5)", "Waiting", "Canceled");
    }

    [Fact]
    public async Task Violations_of_an_unreadable_build_are_printed()
    {
        ToolRun run = await ToolProgram.RunAsync(["explain", "-"], """{"builds":[{"id":1}]}""");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("COPR102");
    }

    [Fact]
    public async Task Builds_before_the_end_of_a_truncated_list_are_printed()
    {
        ToolRun run = await ToolProgram.RunAsync(["explain", "-"], WaitingBuildsText.Of(WaitingBuildsText.Build())[..^2]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("ff2 (5)");
        run.Error.Should().Contain("COPR101");
    }
}
