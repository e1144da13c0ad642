using System.CommandLine;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Printing;
using Copr.Contracts.Tool.Reports;

namespace Copr.Contracts.Tool.Commands;

/// <summary>The options of each command that reports violations.</summary>
/// <param name="Format">The format of the report.</param>
/// <param name="Output">The file for the report; null for the standard output.</param>
/// <param name="FailOn">The lowest severity that fails.</param>
/// <param name="Disabled">The rules that are not reported.</param>
internal sealed record ReportOptions(string Format, string? Output, Severity FailOn, IReadOnlySet<Rule> Disabled)
{
    private static readonly Option<string[]> DisableOption = new("--disable")
    {
        HelpName = "RULES",
        Description = "Rules to ignore, such as COPR206,COPR210.",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string> FormatOption = new Option<string>("--format")
    {
        HelpName = "NAME",
        Description = "text, json, sarif, junit or github.",
        DefaultValueFactory = static _ => Report.Text,
    }
    .AcceptOnlyFromAmong([.. Report.Formats.Keys]);

    private static readonly Option<string?> OutputOption = new("--output")
    {
        HelpName = "FILE",
        Description = "A file for the report; the console then shows text.",
    };

    public static void AddTo(Command command, Severity failOn)
    {
        command.Add(new Option<string>("--fail-on")
        {
            HelpName = "LEVEL",
            Description = "What fails: error, warning or info.",
            DefaultValueFactory = _ => SeverityName.Of(failOn),
        }
        .AcceptOnlyFromAmong(SeverityName.Of(Severity.Error), SeverityName.Of(Severity.Warning), SeverityName.Of(Severity.Info)));
        command.Add(DisableOption);
        command.Add(FormatOption);
        command.Add(OutputOption);
    }

    /// <exception cref="CouldNotCheckException">A rule is unknown, or cannot be disabled.</exception>
    public static ReportOptions Get(ParseResult parsed) => new(
        parsed.GetValue(FormatOption)!,
        parsed.GetValue(OutputOption),
        Enum.Parse<Severity>(parsed.GetValue<string>("--fail-on")!, ignoreCase: true),
        ParseRules(parsed.GetValue(DisableOption) ?? []));

    public OutputFile? FindOutput(IReadOnlyList<Source> sources) => Output is null ? null : OutputFile.Find(Output, sources);

    private static HashSet<Rule> ParseRules(string[] lists)
    {
        const StringSplitOptions Options = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        HashSet<Rule> rules = [.. lists.SelectMany(static list => list.Split(',', Options)).Select(RuleIds.Find)];
        Rule? reading = rules.FirstOrDefault(IsReadingRule);
        return reading is null
            ? rules
            : throw new CouldNotCheckException(
                $"--disable {reading.Id}: {reading} cannot be disabled, because a document that breaks it may be unreadable.");
    }

    private static bool IsReadingRule(Rule rule) => rule.Id.StartsWith("COPR1", StringComparison.Ordinal)
        || rule.Id is "COPR502" or "COPR601" or "COPR602" or "COPR603" or "COPR612" or "COPR616" or "COPR624";
}
