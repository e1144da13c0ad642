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
        string build = WaitingBuildsText.Build(submittedOn: "\"1351157544\"");

        ToolRun run = await ToolProgram.RunAsync(["check", "-"], $$"""
            {"builds":[
              {{build}}
            ]}
            """);

        string[] lines = run.Output.Split('\n');
        int column = int.Parse(lines[0].Split(':')[2], CultureInfo.InvariantCulture);
        int caret = lines[2].IndexOf('^', StringComparison.Ordinal);
        lines[1][caret..].Should().StartWith("\"1351157544\"");
        column.Should().Be($"  {build}".IndexOf("\"1351157544\"", StringComparison.Ordinal) + 1);
    }

    [Theory]
    [InlineData("a-1-i386 x", "x", "COPR106")]
    [InlineData("a-1-i386 \\u0061-1 a-1-x86_64", "\\u0061-1 ", "COPR106")]
    [InlineData("\\u0061-1-i386\\u0020a\\/b-1-i386", "a\\/b-1-i386", "COPR106")]
    [InlineData("a-1-i386,a-1-x86_64", "a-1-i386,", "COPR106")]
    [InlineData("a-1-i386  a-1-x86_64", "  a-1-x86_64", "COPR105")]
    [InlineData("a-1-i386\\ta-1-x86_64", "\\ta-1-x86_64", "COPR105")]
    [InlineData("a-1-i386 a-1-x86_64 ", " \"", "COPR105")]
    [InlineData(" a-1-i386", "\" a-1-i386", "COPR105")]
    [InlineData("a-1-i386 a-1-x86_64 a-1-i386", "a-1-i386\"", "COPR204")]
    [InlineData("a-1-i386 b-2-i386", "b-2-i386", "COPR201")]
    [InlineData("a-1-i386 a-1-x", "a-1-x", "COPR206")]
    public async Task The_caret_points_to_the_item_of_a_list(string chroots, string expected, string rule) =>
        AtCaret(await ToolProgram.RunAsync(["check", "-"], WaitingBuildsText.Of(WaitingBuildsText.Build(chroots: chroots))), rule)
            .Should().StartWith(expected);

    [Theory]
    [InlineData("http://a/x.tar", "http://a/x.tar\"", 1)]
    [InlineData("http://a/p.src.rpm http://a/x.tar http://a/x", "http://a/x.tar http", 1)]
    [InlineData("http://a/p.src.rpm http://a/x.tar http://a/x", "http://a/x\"", 2)]
    public async Task The_caret_points_to_the_item_that_the_message_quotes(string packages, string expected, int number) =>
        AtCaret(await ToolProgram.RunAsync(["check", "-"], WaitingBuildsText.Of(WaitingBuildsText.Build(packages: packages))), "COPR210", number)
            .Should().StartWith(expected);

    [Fact]
    public async Task The_caret_points_to_an_item_far_from_the_beginning_of_its_list()
    {
        string packages = string.Join(' ', Enumerable.Range(1, 5000).Select(static number => $"http://a/{number}.src.rpm")) + " ftp://b";

        AtCaret(await ToolProgram.RunAsync(["check", "-"], WaitingBuildsText.Of(WaitingBuildsText.Build(packages: packages))), "COPR107")
            .Should().StartWith("ftp://b\"");
    }

    [Fact]
    public async Task The_caret_points_to_a_long_item_that_the_message_cuts_off()
    {
        string packages = $"http://a/p.src.rpm http://a/{new string('x', 5000)} http://a/y.src.rpm";

        AtCaret(await ToolProgram.RunAsync(["check", "-"], WaitingBuildsText.Of(WaitingBuildsText.Build(packages: packages))), "COPR210")
            .Should().StartWith("http://a/xxx");
    }

    [Fact]
    public async Task The_caret_points_to_an_item_whose_credentials_are_hidden()
    {
        const string Repositories = "http://host/a http:\\/\\/bob:hunter2\\u0040host/b https://bob:hunter2@host/c http://host/d";

        ToolRun run = await ToolProgram.RunAsync(["check", "-"], WaitingBuildsText.Of(WaitingBuildsText.Build(repositories: Repositories)));

        AtCaret(run, "COPR212").Should().StartWith("http:\\/\\/…\\u0040host/b");
        AtCaret(run, "COPR212", number: 2).Should().StartWith("https://…@host/c");
        run.Output.Should().NotContain("hunter2");
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
        lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)..].Should().StartWith("http://a");
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

    /// <summary>The text from the caret on, in the excerpt of a violation of a rule.</summary>
    private static string AtCaret(ToolRun run, string rule, int number = 1)
    {
        string[] lines = run.Output.Split('\n');
        int first = lines.Index().Where(line => line.Item.Contains($" {rule} ", StringComparison.Ordinal)).ElementAt(number - 1).Index;
        return lines[first + 1][lines[first + 2].IndexOf('^', StringComparison.Ordinal)..];
    }

    private const string NotOldestFirst =
        "build 4, submitted on 2012-10-25T08:28:12Z, comes after build 5, submitted on 2012-10-25T09:32:24Z";
}
