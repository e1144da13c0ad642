using System.Text.Json.Nodes;

namespace Copr.Contracts.Tool.Tests.Reports;

public sealed class JsonReportTests
{
    [Fact]
    public async Task The_report_has_the_tool_its_version_and_the_results() =>
        (await ReadAsync()).AsObject().Select(static member => member.Key).Should().Equal("tool", "version", "results");

    [Fact]
    public async Task A_violation_has_its_rule_its_place_and_its_message() =>
        (await ReadAsync())["results"]![0]!["violations"]![0]!.ToJsonString().Should().Be(
            """{"rule":"COPR301","name":"canceled-build-listed","severity":"error","path":"/builds/1","line":22,"column":5,"""
            + "\"message\":\"build 4 is canceled; expected only waiting builds\"}");

    [Fact]
    public async Task A_violation_without_a_text_has_no_line()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text("", status: 404));

        JsonNode violation = (await ReadAsync(server.Url))["results"]![0]!["violations"]![0]!;

        ((string)violation["rule"]!, violation["line"], violation["column"]).Should().Be(("COPR109", null, null));
    }

    private static async Task<JsonNode> ReadAsync(string source = ToolProgram.Wiki) =>
        JsonNode.Parse((await ToolProgram.RunAsync(["check", source, "--format", "json"])).Output)!;
}
