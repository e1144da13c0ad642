using Copr.Contracts.Validation;
using Xunit.Sdk;

namespace Copr.Contracts.Tests.Docs;

/// <summary>The tables of rules in the docs, between two comments. The command below writes them.</summary>
public sealed class RuleTablesTests
{
    private const string Command = "UPDATE_RULE_TABLES=1 dotnet test tests/Copr.Contracts.Tests --filter RuleTablesTests";

    [Fact]
    public void The_readme_lists_every_rule_with_its_summary() => CompareOrUpdate(
        "README.md",
        ["| id | name | severity | requirement |", "| --- | --- | --- | --- |"],
        static rule => $"| {rule.Id} | {rule.Name} | {NameOf(rule.Severity)} | {rule.Summary} |");

    [Fact]
    public void The_index_of_the_rule_pages_lists_every_rule_with_its_kind() => CompareOrUpdate(
        "docs/rules/README.md",
        ["| id | name | severity | kind |", "| --- | --- | --- | --- |"],
        static rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.Name} | {NameOf(rule.Severity)} | {rule.Kind} |");

    private static string NameOf(Severity severity) => severity.ToString().ToLowerInvariant();

    private static void CompareOrUpdate(string file, string[] header, Func<Rule, string> row)
    {
        const string Begin = "<!-- rules -->\n";
        const string End = "<!-- /rules -->\n";
        string path = Path.Combine(TestFolder.Root, file);
        string text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        (begin < Begin.Length || end < begin).Should().BeFalse("the table in {0} is between \"{1}\" and \"{2}\"", file, Begin, End);

        string table = string.Concat(header.Concat(Rules.All.Select(row)).Select(static line => line + "\n"));
        string updated = text[..begin] + table + text[end..];
        if (Environment.GetEnvironmentVariable("UPDATE_RULE_TABLES") == "1")
        {
            File.WriteAllText(path, updated);
        }
        else if (updated != text)
        {
            throw new XunitException($"The table of rules in {file} differs from Rules.All. To update it, run: {Command}");
        }
    }
}
