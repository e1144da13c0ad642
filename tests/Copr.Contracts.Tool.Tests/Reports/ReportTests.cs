using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Schema;
using NJsonSchema;

namespace Copr.Contracts.Tool.Tests.Reports;

/// <summary>The schemas beside this file are those of OASIS and of Jenkins, byte for byte.</summary>
public sealed class ReportTests
{
    private static readonly string Folder = Path.Combine(ToolProgram.Root, "tests/Copr.Contracts.Tool.Tests/Reports");

    private static readonly string[] Sources = [ToolProgram.Wiki, "tests/conformance/documents/*.json", "no such file"];

    [Fact]
    public async Task Sarif_is_valid_by_the_schema_of_OASIS()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(Folder, "sarif-schema-2.1.0.json"));

        string sarif = (await RunAsync("sarif")).Output;

        schema.Validate(sarif, default(SchemaType), null).Should().BeEmpty();
    }

    [Fact]
    public async Task Sarif_has_the_rule_the_line_and_the_column()
    {
        JsonNode result = JsonNode.Parse((await RunAsync("sarif", ToolProgram.Wiki)).Output)!["runs"]![0]!["results"]![0]!;

        ((string)result["ruleId"]!, (string)result["level"]!).Should().Be(("COPR301", "error"));
        result["locations"]![0]!["physicalLocation"]!["region"]!.ToJsonString().Should().Be("""{"startLine":22,"startColumn":5}""");
    }

    [Fact]
    public async Task JUnit_is_valid_by_the_schema_of_Jenkins()
    {
        string xml = (await RunAsync("junit")).Output;
        List<string> problems = [];
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        using var schema = XmlReader.Create(Path.Combine(Folder, "junit-10.xsd"));
        settings.Schemas.Add(null, schema);
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, problem) => problems.Add(problem.Message);

        using var reader = XmlReader.Create(new StringReader(xml), settings);
        while (reader.Read())
        {
            // The handler is told.
        }

        problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("error", 1)]
    [InlineData("warning", 2)]
    public async Task JUnit_counts_as_failures_what_fails(string failOn, int failures)
    {
        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml((await RunAsync("junit", ToolProgram.Wiki, "--fail-on", failOn)).Output);

        document.SelectNodes("//failure")!.Count.Should().Be(failures);
        document.SelectSingleNode("//testsuite/@failures")!.Value.Should().Be($"{failures}");
    }

    [Fact]
    public async Task Json_has_what_the_documentation_says()
    {
        JsonNode json = JsonNode.Parse((await RunAsync("json", ToolProgram.Wiki)).Output)!;

        json.AsObject().Select(static member => member.Key).Should().Equal("tool", "version", "results");
        json["results"]![0]!["violations"]![0]!.ToJsonString().Should().Be("""{"rule":"COPR301","name":"canceled-build-listed","severity":"error","path":"/builds/1","line":22,"column":5,"message":"build 4 is canceled; expected builds that wait"}""");
    }

    [Fact]
    public async Task GitHub_gets_workflow_commands() =>
        (await RunAsync("github", ToolProgram.Wiki)).Output.Split('\n')[0].Should()
            .Be($"::error file={ToolProgram.Wiki},line=22,col=5,title=COPR301 canceled-build-listed::build 4 is canceled; expected builds that wait");

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("github")]
    public async Task What_could_not_be_checked_is_in_the_report_too(string format)
    {
        ToolRun run = await RunAsync(format, "no such file");

        run.ExitCode.Should().Be(2);
        run.Output.Should().Contain("there is no such file");
    }

    private static Task<ToolRun> RunAsync(string format) => ToolProgram.RunAsync(["check", .. Sources, "--format", format]);

    private static Task<ToolRun> RunAsync(string format, string source, params string[] more) => ToolProgram.RunAsync(["check", source, "--format", format, .. more]);
}
