namespace Copr.Contracts.Tool.Tests.Commands;

public sealed class ExampleCommandTests
{
    [Theory]
    [InlineData("waiting-builds")]
    [InlineData("update-builds")]
    [InlineData("pending-tasks")]
    [InlineData("build-task")]
    [InlineData("source-task")]
    [InlineData("start-task")]
    [InlineData("start-task-response")]
    [InlineData("task-updates")]
    [InlineData("task-updates-result")]
    [InlineData("cancel-requests")]
    public async Task An_example_conforms(string name)
    {
        string example = (await ToolProgram.RunAsync(["example", name])).Output;

        (await ToolProgram.RunAsync(["check", "-", "--contract", name, "--fail-on", "info"], example)).ExitCode.Should().Be(0);
    }
}
