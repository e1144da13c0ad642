using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Copr.Contracts.Tool.Tests.Commands;

public sealed class CheckCommandTests
{
    [Fact]
    public async Task The_wikis_example_conforms_without_its_canceled_build()
    {
        string example = File.ReadAllText(Path.Combine(ToolProgram.Root, ToolProgram.Wiki));
        JsonNode document = JsonNode.Parse(example, documentOptions: new() { AllowTrailingCommas = true })!;
        document["builds"]!.AsArray().RemoveAt(1);
        using var file = new TemporaryFile(document.ToJsonString());

        ToolRun run = await ToolProgram.RunAsync(["check", file.Name]);

        run.Should().Be(new ToolRun(0, $"{file.Name}: conforms to waiting-builds\n", ""));
    }

    [Fact]
    public async Task Builds_after_an_unreadable_one_are_checked()
    {
        string document = WaitingBuildsText.Of("""{"id":1}""", WaitingBuildsText.Build(chroots: "fedora-17-i386 fedora-18-i386"));

        ToolRun run = await ToolProgram.RunAsync(["check", "-", "--format", "json"], document);

        JsonNode.Parse(run.Output)!["results"]![0]!["violations"]!.AsArray().Select(static violation => (string)violation!["path"]!)
            .Should().Contain(["/builds/0", "/builds/1/chroots"]);
    }

    [Fact]
    public async Task The_contract_is_detected_from_the_members_of_a_build()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "-"], """{"builds":[{"id":1,"ended_on":1354752600.5}]}""");

        run.Output.Should().Contain("COPR503").And.Contain("does not conform to update-builds");
    }

    [Theory]
    [InlineData("waiting-builds")]
    [InlineData("update-builds")]
    [InlineData("update-builds-result")]
    [InlineData("starting-build")]
    [InlineData("starting-build-result")]
    [InlineData("canceled-builds")]
    [InlineData("pending-tasks")]
    [InlineData("build-task")]
    [InlineData("source-task")]
    [InlineData("start-task")]
    [InlineData("task-updates")]
    [InlineData("cancel-requests")]
    public async Task Every_document_is_detected_by_its_shape(string name)
    {
        string example = (await ToolProgram.RunAsync(["example", name])).Output;

        (await ToolProgram.RunAsync(["check", "-"], example)).Should().Be(new ToolRun(0, $"-: conforms to {name}\n", ""));
    }

    [Theory]
    [InlineData("update-builds-result")]
    [InlineData("starting-build")]
    [InlineData("starting-build-result")]
    [InlineData("canceled-builds")]
    public async Task A_document_that_breaks_its_contract_does_not_conform(string name)
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "-", "--contract", name], """{"builds":"x","build_id":"x","can_start":0,"updated_builds_ids":0}""");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain($"does not conform to {name}").And.Contain("-:1:");
    }

    [Theory]
    [InlineData("update-builds-result", "updated_builds_ids")]
    [InlineData("starting-build", "build_id")]
    [InlineData("starting-build-result", "can_start")]
    [InlineData("canceled-builds", "builds")]
    [InlineData("start-task", "build_id")]
    [InlineData("start-task-response", "can_start")]
    [InlineData("build-task", "timeout")]
    public async Task Every_error_of_a_document_that_is_read_as_a_whole_has_its_line(string name, string member)
    {
        string document = $"{{\n\"{member}\":\"x\",\n\"y\":1,\n\"y\":2}}";

        ToolRun run = await ToolProgram.RunAsync(["check", "-", "--contract", name], document);

        run.Output.Should().Contain($"-:2:{member.Length + 4}: error COPR103").And.Contain("-:4:1: error COPR104");
    }

    [Fact]
    public async Task An_unknown_member_of_a_document_that_is_read_as_a_whole_has_its_line()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "-"], "{\"can_start\":true,\n\"x\":1}");

        run.Output.Should().StartWith("-:2:5: info COPR213");
    }

    [Fact]
    public async Task A_document_with_a_byte_order_mark_is_detected_by_its_shape()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "--lenient", "-"], "\uFEFF{\"builds\":[1,2]}");

        run.Output.Should().Be("-: conforms to canceled-builds\n");
    }

    [Theory]
    [InlineData("canceled_builds.json", "canceled-builds")]
    [InlineData("update-builds-1.json", "update-builds")]
    [InlineData("x.json", "waiting-builds")]
    public async Task The_name_decides_if_the_shape_does_not(string name, string contract)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(name);

        (await folder.RunAsync("check", name)).Output.Should().Be($"{name}: conforms to {contract}\n");
    }

    [Theory]
    [InlineData("cancel-requests.json", "[]", "conforms to cancel-requests")]
    [InlineData("pending_tasks.json", " [ ]", "conforms to pending-tasks")]
    [InlineData("x.json", "[]", "conforms to pending-tasks")]
    [InlineData("x.json", "[", "does not conform to pending-tasks")]
    [InlineData("x.json", "[\n{\"ta", "does not conform to pending-tasks")]
    [InlineData("x.json", "[oops", "does not conform to pending-tasks")]
    [InlineData("cancel-requests.json", "[", "does not conform to cancel-requests")]
    public async Task An_array_without_an_entry_is_a_list_of_tasks_unless_its_name_says_otherwise(string name, string text, string verdict)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(name, text);

        (await folder.RunAsync("check", name)).Output.Should().Contain($"{name}: {verdict}");
    }

    [Theory]
    [InlineData("utf-16", true, "UTF-16")]
    [InlineData("utf-16BE", true, "UTF-16")]
    [InlineData("utf-16", false, "UTF-16")]
    [InlineData("utf-16BE", false, "UTF-16")]
    [InlineData("utf-32", true, "UTF-32")]
    [InlineData("utf-32", false, "UTF-32")]
    public async Task Another_encoding_is_named(string encoding, bool hasMark, string name)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("x.json");
        byte[] text = Encoding.GetEncoding(encoding).GetBytes((hasMark ? "\uFEFF" : "") + WaitingBuildsText.Empty);
        await File.WriteAllBytesAsync(Path.Combine(folder.Name, "x.json"), text);

        ToolRun run = await folder.RunAsync("check", "x.json");

        run.ExitCode.Should().Be(1);
        run.Output.Should().StartWith($"x.json:1:1: error COPR101 malformed-json: the document is in {name}\n");
    }

    [Theory]
    [InlineData("--lenient", 0)]
    [InlineData("--fail-on=error", 1)]
    public async Task A_byte_order_mark_conforms_only_leniently(string option, int exitCode)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("x.json", "\uFEFF" + WaitingBuildsText.Of(WaitingBuildsText.Build()));

        ToolRun run = await folder.RunAsync("check", "x.json", option);

        run.ExitCode.Should().Be(exitCode);
        run.Output.Contains("byte order mark", StringComparison.Ordinal).Should().Be(exitCode == 1);
    }

    [Fact]
    public async Task The_contract_can_be_given()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "-", "--contract", "update-builds"], WaitingBuildsText.Empty);

        run.Output.Should().Be("-: conforms to update-builds\n");
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    public async Task The_lowest_severity_that_fails_can_be_given(string severity, int exitCode)
    {
        string document = WaitingBuildsText.Of(WaitingBuildsText.Build(packages: "http://foo/pkg.tar.gz"));

        (await ToolProgram.RunAsync(["check", "-", "--fail-on", severity], document)).ExitCode.Should().Be(exitCode);
    }

    [Theory]
    [InlineData("COPR301,COPR304")]
    [InlineData("canceled-build-listed,copr304")]
    public async Task Rules_can_be_disabled_by_id_or_name(string rules)
    {
        ToolRun run = await ToolProgram.RunAsync(["check", ToolProgram.Wiki, "--disable", rules]);

        run.Should().Be(new ToolRun(0, $"{ToolProgram.Wiki}: conforms to waiting-builds\n", ""));
    }

    public static TheoryData<string, string, string> UnreadableDocuments()
    {
        string folder = Path.Combine(ToolProgram.Root, "tests/conformance/tasks");
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        TheoryData<string, string, string> documents = [];
        foreach (JsonElement item in index.RootElement.GetProperty("cases").EnumerateArray())
        {
            string[] rules =
                [.. item.GetProperty("violations").EnumerateArray().Select(static one => one.GetProperty("rule").GetString()!).Distinct()];
            if (rules.Length == 1 && item.TryGetProperty("unreadable", out _) && !documents.Any(row => (string)row[0] == rules[0]))
            {
                string file = Path.Combine(folder, item.GetProperty("file").GetString()!);
                documents.Add(rules[0], file, item.GetProperty("document").GetString()!);
            }
        }

        return documents;
    }

    [Theory]
    [MemberData(nameof(UnreadableDocuments))]
    public async Task A_rule_that_makes_a_document_unreadable_cannot_be_disabled(string rule, string file, string document)
    {
        ToolRun run = await ToolProgram.RunAsync(["check", file, "--contract", document, "--disable", rule]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("cannot be disabled");
    }

    [Fact]
    public async Task An_empty_list_fails_if_builds_are_required() =>
        (await ToolProgram.RunAsync(["check", "-", "--require-builds"], WaitingBuildsText.Empty)).ExitCode.Should().Be(1);

    [Theory]
    [InlineData("--fail-on=error", 1)]
    [InlineData("--lenient", 0)]
    public async Task A_fraction_of_a_second_conforms_only_leniently(string option, int exitCode)
    {
        string document = WaitingBuildsText.Of(WaitingBuildsText.Build(submittedOn: "1351157544.75"));

        (await ToolProgram.RunAsync(["check", "-", option], document)).ExitCode.Should().Be(exitCode);
    }

    [Fact]
    public async Task A_pattern_names_every_file_that_it_matches()
    {
        const string Folder = "tests/conformance/documents";

        ToolRun run = await ToolProgram.RunAsync(["check", "tests/*formance/documents/**/good-*.json", "--format", "json"]);

        IEnumerable<string> files = Directory.EnumerateFiles(Path.Combine(ToolProgram.Root, Folder), "good-*.json")
            .Select(static file => $"{Folder}/{Path.GetFileName(file)}")
            .Order(StringComparer.Ordinal);
        JsonNode.Parse(run.Output)!["results"]!.AsArray().Select(static result => (string)result!["source"]!).Should().Equal(files);
    }

    [Theory]
    [InlineData("no-such-file.json", "there is no such file")]
    [InlineData("no-such-*.json", "no file matches")]
    [InlineData("src", "this is a folder")]
    [InlineData("--limit=0", "expected 1 or more")]
    [InlineData("--limit=many", "--limit")]
    [InlineData("--disable=COPR999", "There is no rule \"COPR999\"")]
    [InlineData("--disable=COPR105", "COPR105 bad-separator cannot be disabled")]
    [InlineData("--disable=COPR502", "COPR502 bad-status cannot be disabled")]
    [InlineData("--user=me", "COPR_CONTRACTS_PASSWORD")]
    [InlineData("--header=nonsense", "expected a name and a value")]
    [InlineData("--timeout=-1", "expected more than 0 seconds")]
    [InlineData("--format=yaml", "yaml")]
    public async Task An_impossible_check_ends_with_2_and_its_reason(string argument, string reason)
    {
        ToolRun run = await ToolProgram.RunAsync(["check", ToolProgram.Wiki, argument]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(reason).And.NotContain("   at ");
    }

    [Fact]
    public async Task Other_sources_are_checked_if_one_cannot_be()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", "no-such-file.json", ToolProgram.Wiki]);

        run.ExitCode.Should().Be(2);
        run.Output.Should().Contain("does not conform");
    }

    [Fact]
    public async Task The_console_shows_text_if_the_report_goes_to_a_file()
    {
        using var file = new TemporaryFile();

        ToolRun run = await ToolProgram.RunAsync(["check", ToolProgram.Wiki, "--format", "json", "--output", file.Name]);

        run.Output.Should().Contain(":22:5: error COPR301");
        JsonNode.Parse(File.ReadAllText(file.Name))!["results"]![0]!["conforms"]!.GetValue<bool>().Should().BeFalse();
    }

    [Fact]
    public async Task A_list_of_100_MB_is_checked_with_a_heap_of_64_MiB()
    {
        using var file = new TemporaryFile();
        string more = $",\"more\":\"{new string('x', 1800)}\"}}";
        await using (var writer = new StreamWriter(file.Name))
        {
            await writer.WriteAsync("{\"builds\":[");
            for (int id = 1; id <= 50_000; id++)
            {
                await writer.WriteAsync($"{(id == 1 ? "" : ",")}{WaitingBuildsText.Build(id)[..^1]}{more}");
            }

            await writer.WriteAsync("]}");
        }

        new FileInfo(file.Name).Length.Should().BeGreaterThan(100_000_000);

        ToolRun run = await ToolProgram.RunAsync(
            ["check", file.Name, "--limit", "50000", "--disable", "COPR213"], null, ("DOTNET_GCHeapHardLimit", "0x4000000"));

        run.Should().Be(new ToolRun(0, $"{file.Name}: conforms to waiting-builds\n", ""));
    }

    [Fact]
    public async Task A_file_can_be_larger_than_a_response()
    {
        using var file = new TemporaryFile();
        await using (var writer = new StreamWriter(file.Name))
        {
            string mebibyte = new(' ', 1024 * 1024);
            await writer.WriteAsync("{\"builds\":[");
            for (int count = 0; count <= 256; count++)
            {
                await writer.WriteAsync(mebibyte);
            }

            await writer.WriteAsync("]}");
        }

        ToolRun run = await ToolProgram.RunAsync(["check", file.Name]);

        run.Should().Be(new ToolRun(0, $"{file.Name}: conforms to waiting-builds\n", ""));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task A_build_has_at_most_4_MiB(int tooMany, int exitCode)
    {
        string build = WaitingBuildsText.Build();
        string padding = new(' ', (4 * 1024 * 1024) - build.Length + tooMany);
        string document = WaitingBuildsText.Of(build.Insert(1, padding));

        ToolRun run = await ToolProgram.RunAsync(["check", "-"], document);

        run.ExitCode.Should().Be(exitCode);
        run.Output.Contains("COPR108", StringComparison.Ordinal).Should().Be(tooMany > 0);
    }
}
