using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Tests;

public sealed class CommandTests
{
    public static TheoryData<string> Schemas => [.. ContractSchemas.All.Select(static schema => schema.Name)];

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task A_schema_is_printed_as_the_package_has_it(string name) =>
        (await ToolProgram.RunAsync(["schema", name])).Output.Should().Be(ContractSchemas.All.Single(schema => schema.Name == name).ToString());

    [Fact]
    public async Task Without_a_name_the_schemas_are_listed() =>
        (await ToolProgram.RunAsync(["schema"])).Output.Should().Be(string.Concat(ContractSchemas.All.Select(static schema => $"{schema.Name}\n")));

    [Fact]
    public async Task Every_rule_is_listed() =>
        (await ToolProgram.RunAsync(["rules"])).Output.TrimEnd().Split('\n').Select(static line => line.Split('\t')[0]).Should().Equal(Rules.All.Select(static rule => rule.Id));

    [Theory]
    [InlineData("COPR201")]
    [InlineData("copr201")]
    [InlineData("mixed-releases")]
    public async Task A_rule_has_its_page(string rule) =>
        (await ToolProgram.RunAsync(["rules", rule])).Output.Should().Be(File.ReadAllText(Path.Combine(ToolProgram.Root, "docs/rules/COPR201.md")));

    [Theory]
    [InlineData("waiting-builds")]
    [InlineData("update-builds")]
    public async Task An_example_conforms(string name) =>
        (await ToolProgram.RunAsync(["check", "-", "--contract", name, "--fail-on", "info"], (await ToolProgram.RunAsync(["example", name])).Output)).ExitCode.Should().Be(0);

    [Fact]
    public async Task Builds_are_explained_as_typed_values()
    {
        ToolRun run = await ToolProgram.RunAsync(["explain", ToolProgram.Wiki]);

        run.ExitCode.Should().Be(0);
        run.Output.Should().ContainAll("ff2 (5)", "Waiting", "Canceled");
    }

    [Fact]
    public async Task What_cannot_be_explained_is_told()
    {
        ToolRun run = await ToolProgram.RunAsync(["explain", "-"], """{"builds":[{"id":1}]}""");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("COPR102");
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task A_shell_gets_its_completion(string shell) => (await ToolProgram.RunAsync(["completion", shell])).Output.Should().Contain("[suggest:");

    [Fact]
    public async Task The_commands_are_suggested() => (await ToolProgram.RunAsync(["[suggest:2]", "ch"])).Output.Should().StartWith("check");

    [Theory]
    [InlineData("--help")]
    [InlineData("check --help")]
    public async Task The_help_has_examples(string arguments) => (await ToolProgram.RunAsync(arguments.Split(' '))).Output.Should().Contain("Examples:").And.Contain("copr-contracts check");

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
