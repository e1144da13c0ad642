using System.Globalization;
using System.Text.Json.Nodes;

namespace Copr.Contracts.Tool.Tests;

public sealed class CheckTests
{
    private const string Waiting = """{"copr_id":5,"user_id":1,"copr":{"owner_id":2,"repos":null,"chroots":"fedora-17-i386","id":5,"name":"ff2"},"submitted_on":1351157544,"pkgs":"http://foo/pkg.src.rpm","chroots":"fedora-17-i386","id":5}""";

    [Fact]
    public async Task The_wikis_example_breaks_two_rules_at_their_lines_and_columns()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", ToolProgram.Wiki]);

        run.Should().Be(new ToolRun(1, $"""
            {ToolProgram.Wiki}:22:5: error COPR301 canceled-build-listed: build 4 is canceled
              22 |     @
                 |     ^
                 = expected builds that wait
            {ToolProgram.Wiki}:22:5: warning COPR304 not-oldest-first: build 4, submitted on 2012-10-25T08:28:12Z, is listed behind build 5, submitted on 2012-10-25T09:32:24Z
              22 |     @
                 |     ^
                 = expected the oldest first
            {ToolProgram.Wiki}: does not conform to waiting-builds (1 error, 1 warning)

            """.Replace('@', '{'), ""));
    }

    [Fact]
    public async Task The_wikis_example_without_the_canceled_build_conforms()
    {
        JsonNode document = JsonNode.Parse(File.ReadAllText(Path.Combine(ToolProgram.Root, ToolProgram.Wiki)), documentOptions: new() { AllowTrailingCommas = true })!;
        document["builds"]!.AsArray().RemoveAt(1);
        using var file = new TemporaryFile(document.ToJsonString());

        ToolRun run = await ToolProgram.RunAsync(["check", file.Name]);

        run.Should().Be(new ToolRun(0, $"{file.Name}: conforms to waiting-builds\n", ""));
    }

    [Fact]
    public async Task Every_build_is_checked_also_behind_one_that_cannot_be_read()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "-", "--format", "json"], $$"""{"builds":[{"id":1},{{Waiting.Replace("17-i386\",\"id\":5}", "17-i386 fedora-18-i386\",\"id\":5}", StringComparison.Ordinal)}}]}""");

        JsonNode.Parse(run.Output)!["results"]![0]!["violations"]!.AsArray().Select(static violation => (string)violation!["path"]!).Should().Contain(["/builds/0", "/builds/1/chroots"]);
    }

    [Fact]
    public async Task A_report_of_a_backend_is_told_from_its_members() =>
        (await ToolProgram.RunAsync(["check", "-"], """{"builds":[{"id":1,"ended_on":1354752600.5}]}""")).Output.Should().Contain("COPR503").And.Contain("does not conform to update-builds");

    [Fact]
    public async Task Which_document_it_is_can_be_said() =>
        (await ToolProgram.RunAsync(["check", "-", "--contract", "update-builds"], """{"builds":[]}""")).Output.Should().Be("-: conforms to update-builds\n");

    [Fact]
    public async Task The_line_that_is_wrong_is_shown_with_a_caret_at_the_column()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "-"], $$"""
            {"builds":[
              {{Waiting.Replace("\"chroots\":\"fedora-17-i386\",\"id\":5}", "\"chroots\":\"fedora-17-i386,\",\"id\":5}", StringComparison.Ordinal)}}
            ]}
            """);

        string[] lines = run.Output.Split('\n');
        int column = int.Parse(lines[0].Split(':')[2], CultureInfo.InvariantCulture);
        int caret = lines[2].IndexOf('^', StringComparison.Ordinal);
        lines[1][caret..].Should().StartWith("\"fedora-17-i386,\"");
        column.Should().Be($"  {Waiting}".LastIndexOf("\"fedora-17-i386\"", StringComparison.Ordinal) + 1);
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    public async Task What_fails_can_be_said(string least, int exitCode) =>
        (await ToolProgram.RunAsync(["check", "-", "--fail-on", least], $$"""{"builds":[{{Waiting.Replace("pkg.src.rpm", "pkg.tar.gz", StringComparison.Ordinal)}}]}""")).ExitCode.Should().Be(exitCode);

    [Theory]
    [InlineData("COPR301,COPR304")]
    [InlineData("canceled-build-listed,copr304")]
    public async Task Rules_can_be_left_out_by_their_id_or_name(string rules) =>
        (await ToolProgram.RunAsync(["check", ToolProgram.Wiki, "--disable", rules])).Should().Be(new ToolRun(0, $"{ToolProgram.Wiki}: conforms to waiting-builds\n", ""));

    [Fact]
    public async Task Where_a_build_is_required_an_empty_list_fails() =>
        (await ToolProgram.RunAsync(["check", "-", "--require-builds"], """{"builds":[]}""")).ExitCode.Should().Be(1);

    [Fact]
    public async Task Leniently_it_takes_what_Copr_sent()
    {
        string list = $$"""{"builds":[{{Waiting.Replace("1351157544", "1351157544.75", StringComparison.Ordinal)}}]}""";

        (await ToolProgram.RunAsync(["check", "-"], list)).ExitCode.Should().Be(1);
        (await ToolProgram.RunAsync(["check", "-", "--lenient"], list)).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task A_pattern_is_every_file_that_it_matches()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "tests/conformance/**/good-*.json"]);

        string[] files = [.. Directory.EnumerateFiles(Path.Combine(ToolProgram.Root, "tests/conformance/documents"), "good-*.json").Select(static file => "tests/conformance/documents/" + Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        run.Output.Split('\n').Where(static line => line.Contains(": conforms to ", StringComparison.Ordinal) || line.Contains(": does not conform to ", StringComparison.Ordinal)).Select(static line => line.Split(':')[0]).Should().Equal(files);
    }

    [Theory]
    [InlineData("no-such-file.json", "there is no such file")]
    [InlineData("no-such-*.json", "no file matches")]
    [InlineData("src", "a folder is no document")]
    [InlineData("--limit=0", "expected 1 or more")]
    [InlineData("--limit=many", "--limit")]
    [InlineData("--disable=COPR999", "There is no rule \"COPR999\"")]
    [InlineData("--disable=COPR105", "cannot be left out")]
    [InlineData("--user=me", "COPR_CONTRACTS_PASSWORD")]
    [InlineData("--header=nonsense", "expected a name and a value")]
    [InlineData("--timeout=-1", "expected more than 0 seconds")]
    [InlineData("--format=yaml", "yaml")]
    public async Task What_cannot_be_checked_ends_with_2_and_says_why(string argument, string message)
    {
        ToolRun run = await ToolProgram.RunAsync(["check", ToolProgram.Wiki, argument]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(message).And.NotContain("   at ");
    }

    [Fact]
    public async Task One_source_that_cannot_be_checked_does_not_keep_others_from_it()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "no-such-file.json", ToolProgram.Wiki]);

        run.ExitCode.Should().Be(2);
        run.Output.Should().Contain("does not conform");
    }

    [Fact]
    public async Task With_a_report_in_a_file_the_console_has_the_text()
    {
        using var file = new TemporaryFile();

        ToolRun run = await ToolProgram.RunAsync(["check", ToolProgram.Wiki, "--format", "json", "--output", file.Name]);

        run.Output.Should().Contain(":22:5: error COPR301");
        JsonNode.Parse(File.ReadAllText(file.Name))!["results"]![0]!["conforms"]!.GetValue<bool>().Should().BeFalse();
    }

    [Fact]
    public async Task Where_no_terminal_is_nothing_is_coloured() => (await ToolProgram.RunAsync(["check", ToolProgram.Wiki])).Output.Should().NotContain("\e");

    [Fact]
    public async Task What_a_stranger_sent_does_not_reach_the_terminal_as_it_is() =>
        (await ToolProgram.RunAsync(["check", "-"], "{\"builds\":[{\"id\":1,\"\u009b31m\u200e\":\u001b}]}")).Output.Should().NotContainAny("\u001b", "\u009b", "\u200e");

    [Fact]
    public async Task A_document_of_a_hundred_megabytes_takes_no_more_memory_than_a_small_one()
    {
        using var file = new TemporaryFile();
        await using (var writer = new StreamWriter(file.Name))
        {
            await writer.WriteAsync("{\"builds\":[");
            for (int id = 1; id <= 50_000; id++)
            {
                await writer.WriteAsync($"{(id == 1 ? "" : ",")}{Waiting[..^"\"id\":5}".Length]}\"more\":\"{new string('x', 1800)}\",\"id\":{id}}}");
            }

            await writer.WriteAsync("]}");
        }

        new FileInfo(file.Name).Length.Should().BeGreaterThan(100_000_000);

        ToolRun run = await ToolProgram.RunAsync(["check", file.Name, "--limit", "50000", "--disable", "COPR213"], null, ("DOTNET_GCHeapHardLimit", "0x4000000"));

        run.Should().Be(new ToolRun(0, $"{file.Name}: conforms to waiting-builds\n", ""));
    }
}
