using System.Globalization;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Reports;

/// <summary>Workflow commands of GitHub Actions, which become annotations.</summary>
internal static class GitHubReport
{
    public static void Write(TextWriter output, IReadOnlyList<CheckedSource> results)
    {
        foreach (CheckedSource result in results)
        {
            foreach (Violation violation in result.Violations)
            {
                string place = violation.Line is null ? "" : string.Create(CultureInfo.InvariantCulture, $",line={violation.Line},col={violation.Column}");
                output.WriteLine($"::{Command(violation.Rule.Severity)} file={Property(result.Source)}{place},title={Property(violation.Rule.ToString())}::{Message(violation.Message)}");
            }

            if (result.LacksBuilds || result.Failure is not null)
            {
                output.WriteLine($"::error file={Property(result.Source)}::{Message(result.Failure ?? "no build is listed")}");
            }
        }
    }

    private static string Command(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "notice",
    };

    private static string Message(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
