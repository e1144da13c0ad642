using System.Globalization;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Tool.Printing;

namespace Copr.Contracts.Tool.Reports;

/// <summary>Workflow commands, which GitHub Actions shows as annotations.</summary>
internal static class GitHubReport
{
    public static void Write(TextWriter output, IReadOnlyList<CheckedSource> results)
    {
        foreach (CheckedSource result in results)
        {
            string file = EscapeProperty(result.Source);
            foreach (Violation violation in result.Violations)
            {
                string command = CommandOf(violation.Rule.Severity);
                string title = EscapeProperty(violation.Rule.ToString());
                string position = violation.Line is null
                    ? ""
                    : string.Create(CultureInfo.InvariantCulture, $",line={violation.Line},col={violation.Column}");
                output.WriteLine($"::{command} file={file}{position},title={title}::{Escape(violation.Message)}");
            }

            if (result.LacksBuilds || result.Failure is not null)
            {
                output.WriteLine($"::error file={file}::{Escape(result.Failure ?? Report.NoBuild)}");
            }
        }
    }

    private static string CommandOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "notice",
    };

    private static string Escape(string text) => Invisible.Escape(text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal));

    private static string EscapeProperty(string text) => Escape(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
