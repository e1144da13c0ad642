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

    [Fact]
    public async Task Every_case_has_a_name_of_its_own()
    {
        string document = WaitingBuildsText.Of(WaitingBuildsText.Build(
            packages: "http://a/x.rpm http://a/y.rpm", chroots: "fedora-17-foo fedora-17-bar", repositories: "http://foo/x86_64 http://foo/i386"));
        using TemporaryFolder folder = new TemporaryFolder().With("x.json", document);

        ToolRun run = await folder.RunAsync("check", "x.json", "./x.json", "--format", "junit");

        var report = new XmlDocument { XmlResolver = null };
        report.LoadXml(run.Output);
        List<string> names = [.. report.SelectNodes("//testcase")!.Cast<XmlElement>().Select(static node => node.GetAttribute("classname") + "\n" + node.GetAttribute("name"))];
        names.Should().HaveCount(16).And.OnlyHaveUniqueItems();
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
