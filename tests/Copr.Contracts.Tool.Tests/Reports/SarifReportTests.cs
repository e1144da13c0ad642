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
    public async Task A_violation_has_its_rule_its_line_and_its_column()
    {
        ToolRun run = await ToolProgram.RunAsync(["check", ToolProgram.Wiki, "--format", "sarif"]);

        JsonNode result = JsonNode.Parse(run.Output)!["runs"]![0]!["results"]![0]!;
        ((string)result["ruleId"]!, (string)result["level"]!).Should().Be(("COPR301", "error"));
        result["locations"]![0]!["physicalLocation"]!["region"]!.ToJsonString().Should().Be("""{"startLine":22,"startColumn":5}""");
    }
}
