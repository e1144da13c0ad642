namespace Copr.Contracts.Tool.Tests.Commands;

public sealed class ExampleCommandTests
{
    [Theory]
    [InlineData("waiting-builds")]
    [InlineData("update-builds")]
    public async Task An_example_conforms(string name)
    {
        string example = (await ToolProgram.RunAsync(["example", name])).Output;

        (await ToolProgram.RunAsync(["check", "-", "--contract", name, "--fail-on", "info"], example)).ExitCode.Should().Be(0);
    }
}
