namespace Copr.Contracts.Tool.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("check --help")]
    public async Task The_help_has_examples(string arguments) =>
        (await ToolProgram.RunAsync(arguments.Split(' '))).Output.Should().Contain("Examples:").And.Contain("copr-contracts check");

    [Theory]
    [InlineData("")]
    [InlineData("chek")]
    [InlineData("schema nonsense")]
    [InlineData("rules COPR999")]
    [InlineData("explain nowhere.json")]
    public async Task Wrong_usage_ends_with_2(string arguments)
    {
        ToolRun run = await ToolProgram.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith("copr-contracts: ").And.NotContain("   at ");
    }
}
