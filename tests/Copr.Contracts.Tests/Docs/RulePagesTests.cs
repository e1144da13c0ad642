using System.Text;
using Copr.Contracts.Fuzzing.Promises;
using Copr.Contracts.Tasks;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Docs;

/// <summary>The pages in docs/rules agree with the rules, and their examples show what they should.</summary>
public sealed class RulePagesTests
{
    private static readonly string Folder = Path.Combine(TestFolder.Root, "docs", "rules");

    public static TheoryData<string> Ids => [.. Rules.All.Select(static rule => rule.Id)];

    public static TheoryData<string> IdsOfDocuments => [.. ConformanceCase.RuleIds];

    public static TheoryData<string> IdsThatCanBeDisabled =>
        [.. Rules.All.Where(static rule => !DocumentPromises.IsOfReading(rule)).Select(static rule => rule.Id)];

    public static TheoryData<string> IdsThatReadersReport => [.. Rules.All.Where(DocumentPromises.IsOfReading).Select(static rule => rule.Id)];

    [Fact]
    public void Every_rule_has_a_page_and_every_page_has_a_rule() =>
        Directory.GetFiles(Folder).Select(static file => Path.GetFileName(file)).Should().BeEquivalentTo(
            [.. Rules.All.Select(static rule => $"{rule.Id}.md"), "README.md"]);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_heading_is_the_id_and_the_name(string id) => Lines(id)[0].Should().Be($"# {Rules.Find(id)}");

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_severity_and_the_kind_are_those_of_the_rule(string id) =>
        Lines(id)[2].Should().Be($"**{Rules.Find(id)!.Severity.ToString().ToLowerInvariant()}** · {Rules.Find(id)!.Kind}");

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_summary_is_that_of_the_rule(string id) => Lines(id)[4].Should().Be(Rules.Find(id)!.Summary);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_quotes_the_wiki_if_the_rule_does(string id) =>
        Lines(id)[6..].TakeWhile(static line => line != "## Why")
            .Should().Equal(Rules.Find(id)!.Quotation is { } quotation ? [$"> {quotation}", ""] : []);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_page_has_the_same_sections(string id) =>
        Lines(id).Where(static line => line.StartsWith("## ", StringComparison.Ordinal))
            .Should().Equal("## Why", "## Bad", "## Good", "## How to fix it", "## How to disable it");

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_examples_have_the_language_of_the_rules_kind(string id)
    {
        Rule rule = Rules.Find(id)!;
        string language = rule.Kind switch { RuleKind.Response => "http", RuleKind.Network => "text", _ => "json" };

        // What breaks COPR101 or COPR601 is not JSON.
        Fences(id, "Bad").Should().Equal(id is "COPR101" or "COPR601" ? "```text" : $"```{language}", "```");
        Fences(id, "Good").Should().Equal($"```{language}", "```");
    }

    [Theory]
    [MemberData(nameof(IdsOfDocuments))]
    public void The_bad_example_breaks_the_rule_and_no_other_with_an_error(string id)
    {
        IEnumerable<Rule> broken = Validate(id, "Bad");

        broken.Should().Contain(Rules.Find(id)!);
        broken.Where(rule => rule.Severity == Severity.Error && rule.Id != id).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(IdsOfDocuments))]
    public void The_good_example_keeps_the_rule_and_breaks_no_other_with_an_error_or_a_warning(string id) =>
        Validate(id, "Good").Should().NotContain(rule => rule.Severity >= Severity.Warning || rule.Id == id);

    [Theory]
    [MemberData(nameof(IdsThatCanBeDisabled))]
    public void The_page_says_how_to_disable_the_rule(string id) =>
        Section(id, "How to disable it").Should().Be(id.StartsWith("COPR64", StringComparison.Ordinal)
            ? $"`copr-contracts serve --disable {id}`. Nothing else reports it.\n"
            : $"`copr-contracts check --disable {id}`; in code, `report.Violations.Where(violation => violation.Rule.Id != \"{id}\")`.\n");

    [Theory]
    [MemberData(nameof(IdsThatReadersReport))]
    public void A_rule_that_the_readers_report_cannot_be_disabled(string id) =>
        Section(id, "How to disable it").Should().Be("It cannot be disabled, because a document that breaks it may be unreadable.\n");

    private static string[] Lines(string id) => File.ReadAllLines(Path.Combine(Folder, $"{id}.md"));

    private static string Section(string id, string heading) =>
        File.ReadAllText(Path.Combine(Folder, $"{id}.md")).Split($"\n## {heading}\n")[1].Split("\n## ")[0];

    private static IEnumerable<string> Fences(string id, string heading) =>
        Example(id, heading).Where(static line => line.StartsWith("```", StringComparison.Ordinal));

    /// <summary>Returns the lines of an example, including its fences.</summary>
    private static string[] Example(string id, string heading) => Section(id, heading).TrimEnd().Split('\n');

    /// <summary>Returns the rules that an example breaks.</summary>
    private static IEnumerable<Rule> Validate(string id, string heading)
    {
        byte[] document = Encoding.UTF8.GetBytes(string.Join('\n', Example(id, heading)[1..^1]));

        // A build that waits has no times that could be out of order, so the page of COPR208 shows a build by itself.
        ValidationReport report = id switch
        {
            "COPR208" => ContractValidator.Validate(CoprJson.Read<Build>(document)),
            "COPR601" or "COPR602" or "COPR603" or "COPR604" => TaskValidator.ValidatePendingTasks(document),
            "COPR613" or "COPR614" or "COPR617" => TaskValidator.Validate<SourceTask>(document),
            _ when id.StartsWith("COPR5", StringComparison.Ordinal) => ContractValidator.ValidateBuildUpdates(document),
            _ when id.StartsWith("COPR62", StringComparison.Ordinal) => TaskValidator.ValidateTaskUpdates(document),
            _ when id.StartsWith("COPR6", StringComparison.Ordinal) => TaskValidator.Validate<BuildTask>(document),
            _ => ContractValidator.ValidateWaitingBuilds(document),
        };
        return report.Violations.Select(static violation => violation.Rule);
    }
}
