using System.Xml;
using System.Xml.Schema;

namespace Copr.Contracts.Tool.Tests.Reports;

public sealed class JUnitReportTests
{
    /// <summary>The schema is that of Jenkins, byte for byte.</summary>
    [Fact]
    public async Task The_report_is_valid_by_the_schema()
    {
        string xml = (await ToolProgram.RunAsync(["check", .. ReportTests.Sources, "--format", "junit"])).Output;
        List<string> problems = [];
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        using var schema = XmlReader.Create(Path.Combine(ReportTests.Folder, "junit-10.xsd"));
        settings.Schemas.Add(null, schema);
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, problem) => problems.Add(problem.Message);

        using var reader = XmlReader.Create(new StringReader(xml), settings);
        while (reader.Read())
        {
            // The handler collects the problems.
        }

        problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("error", 1)]
    [InlineData("warning", 2)]
    public async Task Only_violations_that_fail_are_failures(string failOn, int failures)
    {
        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml((await ToolProgram.RunAsync(["check", ToolProgram.Wiki, "--format", "junit", "--fail-on", failOn])).Output);

        document.SelectNodes("//failure")!.Count.Should().Be(failures);
        document.SelectSingleNode("//testsuite/@failures")!.Value.Should().Be($"{failures}");
    }
}
