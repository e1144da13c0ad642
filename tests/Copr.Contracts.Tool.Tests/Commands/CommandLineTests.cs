namespace Copr.Contracts.Tool.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("check --help")]
    public async Task The_help_has_examples(string arguments) =>
        (await ToolProgram.RunAsync(arguments.Split(' '))).Output.Should().Contain("Examples:").And.Contain("copr-contracts check");

    [Theory]
    [InlineData("--help")]
    [InlineData("check --help")]
    [InlineData("serve --help")]
    [InlineData("rules --help")]
    [InlineData("schema --help")]
    [InlineData("example --help")]
    [InlineData("explain --help")]
    [InlineData("completion --help")]
    public async Task The_help_fits_80_columns_and_a_screen(string arguments) =>
        (await ToolProgram.RunAsync(arguments.Split(' '))).Output.Split('\n').Should()
            .OnlyContain(static line => line.Length <= 80).And.HaveCountLessThanOrEqualTo(40);

    [Theory]
    [InlineData("check")]
    [InlineData("serve")]
    [InlineData("rules")]
    [InlineData("schema")]
    [InlineData("example")]
    [InlineData("explain")]
    [InlineData("completion")]
    public async Task Every_command_explains_itself_even_if_it_needs_arguments(string command)
    {
        ToolRun run = await ToolProgram.RunAsync([command, "--help"]);

        (run.ExitCode, run.Error).Should().Be((0, ""));
        run.Output.Should().Contain($"copr-contracts {command}").And.Contain("Usage:");
    }

    [Fact]
    public async Task Without_arguments_the_help_is_shown()
    {
        ToolRun run = await ToolProgram.RunAsync([]);

        run.Should().Be(await ToolProgram.RunAsync(["--help"]));
        run.ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("chek", "There is no command chek; the nearest is check.")]
    [InlineData("nonsense", "There is no command nonsense.")]
    [InlineData("check --lenint", "There is no option --lenint; the nearest is --lenient.")]
    [InlineData("check x --failon=error", "There is no option --failon; the nearest is --fail-on.")]
    [InlineData("check --xyz", "There is no option --xyz.")]
    [InlineData("check --limit many", "--limit many: expected a whole number of builds.")]
    [InlineData("check --timeout soon", "--timeout soon: expected a number of seconds.")]
    public async Task A_mistake_is_reported_in_one_line(string arguments, string problem) =>
        (await ToolProgram.RunAsync(arguments.Split(' '))).Should()
            .Be(new ToolRun(2, "", $"copr-contracts: {problem} See copr-contracts --help.\n"));

    [Theory]
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
