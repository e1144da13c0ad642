using System.Reflection;
using System.Text;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Docs;

/// <summary>The pages in docs/rules say what the catalogue says, and their examples do what they are there for.</summary>
public sealed class RulePagesTests
{
    private static readonly string Folder = Path.Combine(TestFolder.Root, "docs", "rules");

    public static TheoryData<string> Ids => [.. Rules.All.Select(static rule => rule.Id)];

    public static TheoryData<string> IdsOfDocuments => [.. Rules.All.Where(static rule => rule.Kind is RuleKind.Schema or RuleKind.Document).Select(static rule => rule.Id)];

    public static TheoryData<string> IdsToSwitchOff => [.. Rules.All.Where(static rule => !IsOfReading(rule)).Select(static rule => rule.Id)];

    public static TheoryData<string> IdsOfReading => [.. Rules.All.Where(IsOfReading).Select(static rule => rule.Id)];

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule() =>
        Directory.GetFiles(Folder).Select(static file => Path.GetFileName(file)).Should().BeEquivalentTo(
            [.. Rules.All.Select(static rule => $"{rule.Id}.md"), "README.md"]);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_heading_is_the_rules_id_and_name(string id) => Lines(id)[0].Should().Be($"# {Of(id)}");

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_severity_and_the_kind_are_the_rules(string id) => Lines(id)[2].Should().Be($"**{SeverityOf(Of(id))}** · {Of(id).Kind}");

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_summary_is_the_rules(string id) => Lines(id)[4].Should().Be(Of(id).Summary);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_sentence_of_the_wiki_is_quoted_where_there_is_one(string id) =>
        Lines(id)[6..].TakeWhile(static line => line != "## Why").Should().Equal(Of(id).WikiSentence is { } sentence ? [$"> {sentence}", ""] : []);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_sections_are_the_same_on_every_page(string id) =>
        Lines(id).Where(static line => line.StartsWith("## ", StringComparison.Ordinal)).Should().Equal("## Why", "## Bad", "## Good", "## To fix it", "## To switch it off");

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_bad_example_is_of_the_rules_kind(string id) =>
        Fences(id, "Bad").Should().Equal(Of(id) == Rules.MalformedJson ? "```text" : OpeningFence(Of(id).Kind), "```");

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_good_example_is_of_the_rules_kind(string id) => Fences(id, "Good").Should().Equal(OpeningFence(Of(id).Kind), "```");

    [Theory]
    [MemberData(nameof(IdsOfDocuments))]
    public void The_bad_example_breaks_the_rule(string id) => Broken(id, "Bad").Should().Contain(Of(id));

    [Theory]
    [MemberData(nameof(IdsOfDocuments))]
    public void The_bad_example_breaks_no_other_rule_that_is_an_error(string id) =>
        Broken(id, "Bad").Where(rule => rule.Severity == Severity.Error && rule != Of(id)).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(IdsOfDocuments))]
    public void The_good_example_breaks_no_rule_that_is_an_error_or_a_warning(string id) =>
        Broken(id, "Good").Where(static rule => rule.Severity >= Severity.Warning).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(IdsOfDocuments))]
    public void The_good_example_keeps_the_rule(string id) => Broken(id, "Good").Should().NotContain(Of(id));

    [Theory]
    [MemberData(nameof(IdsToSwitchOff))]
    public void The_rule_is_switched_off_by_its_id_and_by_its_property(string id) =>
        Section(id, "To switch it off").Should().Be(
            $"`copr-contracts check --disable {id}`; in code, `report.Violations.Where(violation => violation.Rule != Rules.{PropertyOf(id)})`.\n");

    [Theory]
    [MemberData(nameof(IdsOfReading))]
    public void A_rule_of_reading_cannot_be_switched_off(string id) =>
        Section(id, "To switch it off").Should().Be("It cannot be switched off, since nothing can be read then.\n");

    [Fact]
    public void The_table_is_the_catalogue() =>
        File.ReadLines(Path.Combine(Folder, "README.md")).Where(static line => line.StartsWith("| [", StringComparison.Ordinal)).Should().Equal(
            Rules.All.Select(static rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.Name} | {SeverityOf(rule)} | {rule.Kind} |"));

    private static Rule Of(string id) => Rules.All.Single(rule => rule.Id == id);

    private static bool IsOfReading(Rule rule) => rule.Id.StartsWith("COPR1", StringComparison.Ordinal) || rule == Rules.BadStatus;

    private static string SeverityOf(Rule rule) => rule.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };

    private static string PropertyOf(string id) =>
        typeof(Rules).GetProperties(BindingFlags.Public | BindingFlags.Static).Single(property => property.GetValue(null) == Of(id)).Name;

    private static string[] Lines(string id) => File.ReadAllLines(Path.Combine(Folder, $"{id}.md"));

    private static string Section(string id, string heading) =>
        File.ReadAllText(Path.Combine(Folder, $"{id}.md")).Split($"\n## {heading}\n")[1].Split("\n## ")[0];

    private static IEnumerable<string> Fences(string id, string heading) => Example(id, heading).Where(static line => line.StartsWith("```", StringComparison.Ordinal));

    private static string OpeningFence(RuleKind kind) => kind switch { RuleKind.Response => "```http", RuleKind.Network => "```text", _ => "```json" };

    /// <summary>The lines of the example, with its fences.</summary>
    private static string[] Example(string id, string heading) => Section(id, heading).TrimEnd().Split('\n');

    /// <summary>The rules that the example breaks, each as often as it does.</summary>
    private static IEnumerable<Rule> Broken(string id, string heading)
    {
        byte[] document = Encoding.UTF8.GetBytes(string.Join('\n', Example(id, heading)[1..^1]));
        return Validate(id, document).Violations.Select(static violation => violation.Rule);
    }

    /// <summary>A build that waits has no times to be out of order, so the page of that rule shows a build by itself.</summary>
    private static ValidationReport Validate(string id, byte[] document) =>
        id == Rules.TimesOutOfOrder.Id ? ContractValidator.Validate(CoprJson.Read<Build>(document))
        : id.StartsWith("COPR5", StringComparison.Ordinal) ? ContractValidator.ValidateUpdates(document)
        : ContractValidator.Validate(document);
}
