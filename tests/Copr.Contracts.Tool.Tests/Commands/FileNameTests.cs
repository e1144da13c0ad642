namespace Copr.Contracts.Tool.Tests.Commands;

/// <summary>The names of files come from strangers, such as in a pull request. They name files, and nothing else.</summary>
public sealed class FileNameTests
{
    [Fact]
    public async Task A_file_whose_name_begins_with_an_at_sign_is_checked()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("@copr.json");

        ToolRun run = await folder.RunAsync("check", "@copr.json");

        run.Should().Be(new ToolRun(0, "@copr.json: conforms to waiting-builds\n", ""));
    }

    [Fact]
    public async Task The_content_of_a_file_never_becomes_an_argument()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("x.json", "--output=owned.json --format json").With("@x.json");

        ToolRun run = await folder.RunAsync("check", "@x.json", "x.json");

        run.Output.Should().StartWith("@x.json: conforms to waiting-builds\nx.json:1:2: error COPR101");
        folder.Contains("owned.json").Should().BeFalse();
    }

    [Fact]
    public async Task An_option_can_have_a_value_that_begins_with_an_at_sign()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("x.json").With("copr", "--help");

        ToolRun run = await folder.RunAsync("check", "x.json", "--output", "@copr");

        run.ExitCode.Should().Be(0);
        folder.Read("@copr").Should().Be("x.json: conforms to waiting-builds\n");
    }
}
