namespace Copr.Contracts.Tool.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public async Task The_script_of_each_shell_asks_for_suggestions(string shell) =>
        (await ToolProgram.RunAsync(["completion", shell])).Output.Should().Contain("[suggest:");

    [Theory]
    [InlineData(2, "ch", "check\n")]
    [InlineData(17, "copr-contracts ch", "check\n")]
    [InlineData(24, "copr-contracts check --fo", "--format\n")]
    public async Task What_begins_with_the_word_is_suggested(int position, string line, string suggestions) =>
        (await ToolProgram.RunAsync([$"[suggest:{position}]", line])).Output.Should().Be(suggestions);

    [Fact]
    public async Task Suggestions_for_wrong_arguments_print_none_of_them()
    {
        ToolRun run = await ToolProgram.RunAsync(["[suggest:1]", "x", "--y", "http://bob:hunter2@host/"]);

        (run.Output + run.Error).Should().NotContain("hunter2");
    }
}
