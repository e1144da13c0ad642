using System.Globalization;

namespace Copr.Contracts.Tool.Tests.Reports;

public sealed class TextReportTests
{
    [Fact]
    public async Task A_violation_has_its_place_its_line_and_the_expectation()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", ToolProgram.Wiki]);

        run.Should().Be(new ToolRun(1, $"""
            {ToolProgram.Wiki}:22:5: error COPR301 canceled-build-listed: build 4 is canceled
              22 |     @
                 |     ^
                 = expected only waiting builds
            {ToolProgram.Wiki}:22:5: warning COPR304 not-oldest-first: {NotOldestFirst}
              22 |     @
                 |     ^
                 = expected the oldest first
            {ToolProgram.Wiki}: does not conform to waiting-builds (1 error, 1 warning)

            """.Replace('@', '{'), ""));
    }

    [Fact]
    public async Task The_caret_points_to_the_column()
    {
        string build = WaitingBuildsText.Build(chroots: "fedora-17-i386,");

        ToolRun run = await ToolProgram.RunAsync(["check", "-"], $$"""
            {"builds":[
              {{build}}
            ]}
            """);

        string[] lines = run.Output.Split('\n');
        int column = int.Parse(lines[0].Split(':')[2], CultureInfo.InvariantCulture);
        int caret = lines[2].IndexOf('^', StringComparison.Ordinal);
        lines[1][caret..].Should().StartWith("\"fedora-17-i386,\"");
        column.Should().Be($"  {build}".IndexOf("\"fedora-17-i386,\"", StringComparison.Ordinal) + 1);
    }

    [Theory]
    [InlineData("40")]
    [InlineData("80")]
    public async Task An_excerpt_fits_the_terminal(string columns)
    {
        ToolRun run = await ToolProgram.RunAsync(
            ["check", "-"], WaitingBuildsText.Of(WaitingBuildsText.Build(packages: "http://a/x.tar")), ("COLUMNS", columns));

        string[] lines = run.Output.Split('\n');
        lines[1].Length.Should().BeLessThanOrEqualTo(int.Parse(columns, CultureInfo.InvariantCulture));
        lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)..].Should().StartWith("\"http://a");
    }

    [Fact]
    public async Task An_empty_list_is_an_error_if_builds_are_required()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "-", "--require-builds"], WaitingBuildsText.Empty);

        run.Output.Should().Be("""
            -: error: no build is listed; --require-builds expects one
            -: does not conform to waiting-builds

            """);
    }

    [Fact]
    public async Task Redirected_output_has_no_colors() =>
        (await ToolProgram.RunAsync(["check", ToolProgram.Wiki])).Output.Should().NotContain("\e");

    [Fact]
    public async Task Control_and_format_characters_of_a_document_are_not_printed()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "-"], "{\"builds\":[{\"id\":1,\"\u009b31m\u200e\":\u001b}]}");

        run.Output.Should().NotContainAny("\u001b", "\u009b", "\u200e");
    }

    private const string NotOldestFirst =
        "build 4, submitted on 2012-10-25T08:28:12Z, comes after build 5, submitted on 2012-10-25T09:32:24Z";
}
