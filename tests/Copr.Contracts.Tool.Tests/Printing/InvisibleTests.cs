using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Copr.Contracts.Tool.Tests.Printing;

/// <summary>No output contains a control or format character that somebody else chose: a terminal or a CI system could obey it.</summary>
public sealed class InvisibleTests
{
    /// <summary>A line break with a workflow command, C0, C1, bidi, a line separator, and a tag beyond the BMP.</summary>
    private const string Hostile = "x\n::error::y\r\e[31m\u009b31m\u202e\u2028\u200b\U000E0041z";

    public static TheoryData<string> Formats => ["text", "json", "sarif", "junit", "github"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task File_names_are_escaped(string format)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(Hostile + ".json", "[]").With("y" + Hostile + ".json", "{");

        ToolRun run = await folder.RunAsync("check", "*.json", "gone" + Hostile, "--format", format);

        run.ExitCode.Should().Be(2);
        AssertIsVisible(run);
        (run.Output + run.Error).Split('\n').Should().NotContain(static line => line.StartsWith("::error::", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Documents_are_escaped(string format)
    {
        string name = Hostile.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\e", "\\u001b", StringComparison.Ordinal);
        string build = WaitingBuildsText.Build(packages: $"http://h/{name}");

        ToolRun run = await ToolProgram.RunAsync(["check", "-", "--format", format], $$"""{"{{name}}":{"{{name}}":1,"{{name}}":2},"builds":[{{build}}]}""");

        run.ExitCode.Should().Be(1);
        AssertIsVisible(run);
    }

    [Fact]
    public async Task A_raw_control_character_in_a_document_is_escaped_in_the_excerpt()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "-"], "{\"builds\":[\e\u009b31m\u202e\u2028\U000E0041]}");

        run.Output.Should().Contain("\\u001B\\u009B31m\\u202E\\u2028\\U000E0041");
        AssertIsVisible(run);
    }

    [Fact]
    public async Task The_caret_points_to_the_value_after_an_escaped_character()
    {
        ToolRun run = await ToolProgram.RunAsync(
            ["check", "-"], "{\"builds\":[{\"id\":1,\"results\":\"\u2028\U000E0041漢字\",\"status\":7,\"ended_on\":1}]}");

        string[] lines = run.Output.Split('\n');
        int caret = lines[2].IndexOf('^', StringComparison.Ordinal);

        // Each of the two ideographs fills two columns.
        lines[1][(caret - 2)..].Should().StartWith("7,");
    }

    [Fact]
    public async Task Arguments_are_escaped()
    {
        AssertIsVisible(await ToolProgram.RunAsync(["check", "--format", Hostile]));
        AssertIsVisible(await ToolProgram.RunAsync([Hostile]));
        AssertIsVisible(await ToolProgram.RunAsync(["check", "-" + Hostile]));
        AssertIsVisible(await ToolProgram.RunAsync(["rules", Hostile]));
        AssertIsVisible(await ToolProgram.RunAsync(["explain", Hostile]));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 \e[31m\u009b\r\nContent-Type: \e[31m\u009b\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=\e[31m\u009b\r\n\r\n[]")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://h/\e[31m\u009b\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: x\e[31m://h/\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: \e[31m\u009b\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: \e[31m\u009b\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\e[31m\u009b\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\e[31m\u009b\r\n\r\n")]
    [InlineData("\e[31m\u009b 200 OK\r\n\r\n")]
    public async Task Answers_are_escaped(string answer)
    {
        await using RawServer server = RawServer.Start(Encoding.Latin1.GetBytes(answer));
        string document = WaitingBuildsText.Of(WaitingBuildsText.Build(repositories: server.Url));

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url, "-", "--repositories", "--allow-private"], document);

        run.ExitCode.Should().BeOneOf(1, 2);
        AssertIsVisible(run);
        run.Error.Count(static character => character == '\n').Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Builds_are_explained_without_control_characters()
    {
        string document = WaitingBuildsText.Of(
            WaitingBuildsText.Build().Replace("ff2", "a\\u001b[31m\\u009b\\u202e\\n\\udb40\\udc41", StringComparison.Ordinal), "{\"\\u001b\":1}");

        AssertIsVisible(await ToolProgram.RunAsync(["explain", "-"], document));
    }

    [Fact]
    public async Task The_formats_for_programs_keep_names_exact()
    {
        using TemporaryFolder folder = new TemporaryFolder().With(Hostile + ".json");

        ToolRun run = await folder.RunAsync("check", "*.json", "--format", "json");

        ((string)JsonNode.Parse(run.Output)!["results"]![0]!["source"]!).Should().Be(Hostile + ".json");
    }

    private static void AssertIsVisible(ToolRun run)
    {
        string text = run.Output + run.Error;
        text.Should().NotBeEmpty();
        text.EnumerateRunes().Where(static rune => rune.Value != '\n').Where(static rune => Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            .Should().BeEmpty("{0}", text);
    }
}
