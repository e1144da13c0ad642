using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Tests.Commands;

public sealed class RulesCommandTests
{
    [Fact]
    public async Task Every_rule_is_listed() =>
        (await ToolProgram.RunAsync(["rules"])).Output.TrimEnd().Split('\n').Select(static line => line.Split('\t')[0])
            .Should().Equal(Rules.All.Select(static rule => rule.Id));

    [Theory]
    [InlineData("COPR201")]
    [InlineData("copr201")]
    [InlineData("mixed-releases")]
    public async Task The_page_of_a_rule_is_printed(string rule)
    {
        string page = File.ReadAllText(Path.Combine(ToolProgram.Root, "docs/rules/COPR201.md"));

        (await ToolProgram.RunAsync(["rules", rule])).Output.Should().Be(page);
    }
}
