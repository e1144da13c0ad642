using System.Globalization;
using Copr.Contracts.Tool.Checking;

namespace Copr.Contracts.Tool.Reports;

/// <summary>Lines in the form of a compiler's, which editors and CI can follow, each with an excerpt of the document.</summary>
internal sealed class TextReport(bool usesColor)
{
    public void Write(TextWriter output, IReadOnlyList<CheckedSource> results)
    {
        foreach (CheckedSource result in results.Where(static result => result.Failure is null))
        {
            foreach ((int index, Violation violation) in result.Violations.Index())
            {
                Write(output, result.Source, violation, result.Excerpts.ElementAtOrDefault(index));
            }

            if (result.LacksBuilds)
            {
                output.WriteLine($"{result.Source}: {Colored(Severity.Error)}: {Report.NoBuild}; --require-builds expects one");
            }

            string verdict = result.Conforms ? "conforms" : "does not conform";
            output.WriteLine($"{result.Source}: {verdict} to {result.Contract}{Counts(result)}");
        }
    }

    private static string Counts(CheckedSource result)
    {
        var counts =
            from violation in result.Violations
            group violation by violation.Rule.Severity into violations
            orderby violations.Key descending
            select Count(violations.Count(), violations.Key);
        string list = string.Join(", ", counts);
        return list.Length == 0 ? "" : $" ({list})";
    }

    private static string Count(int count, Severity severity)
    {
        string plural = count == 1 || severity == Severity.Info ? "" : "s";
        return string.Create(CultureInfo.InvariantCulture, $"{count} {SeverityName.Of(severity)}{plural}");
    }

    private void Write(TextWriter output, string source, Violation violation, Excerpt? excerpt)
    {
        string place = violation.Line is null ? "" : string.Create(CultureInfo.InvariantCulture, $":{violation.Line}:{violation.Column}");
        string path = violation.Line is null && violation.Path.Length > 0 ? $" at {violation.Path}" : "";
        output.WriteLine($"{source}{place}: {Colored(violation.Rule.Severity)} {violation.Rule}{path}: {violation.Found}");
        string margin = "";
        if (excerpt is not null && violation.Line is { } line)
        {
            string number = line.ToString(CultureInfo.InvariantCulture);
            margin = new string(' ', number.Length);
            output.WriteLine($"  {number} | {excerpt.Text}");
            output.WriteLine($"  {margin} | {new string(' ', excerpt.Caret)}{Color("^", violation.Rule.Severity)}");
        }

        output.WriteLine($"  {margin} = expected {violation.Expected}");
    }

    private string Colored(Severity severity) => Color(SeverityName.Of(severity), severity);

    private string Color(string text, Severity severity) => !usesColor ? text : severity switch
    {
        Severity.Error => $"\e[1;31m{text}\e[0m",
        Severity.Warning => $"\e[1;33m{text}\e[0m",
        _ => $"\e[1;34m{text}\e[0m",
    };
}
