namespace Copr.Contracts.Tool.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task The_script_of_each_shell_asks_for_suggestions(string shell) =>
        (await ToolProgram.RunAsync(["completion", shell])).Output.Should().Contain("[suggest:");

    [Fact]
    public async Task Commands_are_suggested() =>
        (await ToolProgram.RunAsync(["[suggest:2]", "ch"])).Output.Should().StartWith("check");
}
