using System.Text.Json.Nodes;
using NJsonSchema;

namespace Copr.Contracts.Tool.Tests.Reports;

public sealed class SarifReportTests
{
    /// <summary>The schema is that of OASIS, byte for byte.</summary>
    [Fact]
    public async Task The_report_is_valid_by_the_schema()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(ReportTests.Folder, "sarif-schema-2.1.0.json"));

        string sarif = (await ToolProgram.RunAsync(["check", .. ReportTests.Sources, "--format", "sarif"])).Output;

        schema.Validate(sarif, default(SchemaType), null).Should().BeEmpty();
    }

    [Fact]
    public async Task Every_URI_is_relative_to_the_checkout()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text("[]"));
        string wiki = Path.Combine(ToolProgram.Root, ToolProgram.Wiki);

        ToolRun run = await ToolProgram.RunAsync(["check", server.Url + "/a b/", wiki, "--format", "sarif"]);

        JsonArray results = JsonNode.Parse(run.Output)!["runs"]![0]!["results"]!.AsArray();
        string[] uris = [.. results.Select(static result => (string)result!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!)];
        uris.Should().Contain(ToolProgram.Wiki).And.OnlyContain(static uri => Uri.IsWellFormedUriString(uri, UriKind.Relative));
        ((string)results[0]!["message"]!["text"]!).Should().StartWith(server.Url);
    }

    [Fact]
    public async Task A_rule_has_its_page_as_help()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", ToolProgram.Wiki, "--format", "sarif"]);

        JsonNode rule = JsonNode.Parse(run.Output)!["runs"]![0]!["tool"]!["driver"]!["rules"]![0]!;
        ((string)rule["help"]!["text"]!).Should().StartWith("# COPR101");
        ((string)rule["help"]!["markdown"]!).Should().StartWith("# COPR101");
        Uri.IsWellFormedUriString((string)rule["helpUri"]!, UriKind.Absolute).Should().BeTrue();
    }

    [Fact]
    public async Task A_violation_has_its_rule_its_line_and_its_column()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", ToolProgram.Wiki, "--format", "sarif"]);

        JsonNode result = JsonNode.Parse(run.Output)!["runs"]![0]!["results"]![0]!;
        ((string)result["ruleId"]!, (string)result["level"]!).Should().Be(("COPR301", "error"));
        result["locations"]![0]!["physicalLocation"]!["region"]!.ToJsonString().Should().Be("""{"startLine":22,"startColumn":5}""");
    }
}
