using System.Globalization;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Reports;

/// <summary>Lines as a compiler writes them, which editors and CI jump to, each with its place in the text below.</summary>
internal sealed class TextReport(bool usesColor)
{
    private const string Expected = "; expected ";

    public void Write(TextWriter output, IReadOnlyList<CheckedSource> results)
    {
        foreach (CheckedSource result in results.Where(static result => result.Failure is null))
        {
            foreach (Violation violation in result.Violations)
            {
                Write(output, result, violation);
            }

            if (result.LacksBuilds)
            {
                output.WriteLine($"{result.Source}: {Color("error", Severity.Error)}: no build is listed, and --require-builds asks for one");
            }

            output.WriteLine($"{result.Source}: {(result.Conforms ? "conforms" : "does not conform")} to {result.Contract}{Counts(result)}");
        }
    }

    private void Write(TextWriter output, CheckedSource result, Violation violation)
    {
        int expected = violation.Message.LastIndexOf(Expected, StringComparison.Ordinal);
        string found = expected < 0 ? violation.Message : violation.Message[..expected];
        string place = violation.Line is null ? "" : string.Create(CultureInfo.InvariantCulture, $":{violation.Line}:{violation.Column}");
        string path = violation.Line is null && violation.Path.Length > 0 ? $" at {violation.Path}" : "";
        output.WriteLine($"{result.Source}{place}: {Color(SeverityName.Of(violation.Rule.Severity), violation.Rule.Severity)} {violation.Rule}{path}: {found}");
        string margin = "";
        if (violation.Line is { } line && violation.Column is { } column && result.Excerpts.TryGetValue((line, column), out Excerpt? excerpt))
        {
            string number = line.ToString(CultureInfo.InvariantCulture);
            margin = new string(' ', number.Length);
            output.WriteLine($"  {number} | {excerpt.Text}");
            output.WriteLine($"  {margin} | {new string(' ', excerpt.Caret)}{Color("^", violation.Rule.Severity)}");
        }

        if (expected >= 0)
        {
            output.WriteLine($"  {margin} = expected {violation.Message[(expected + Expected.Length)..]}");
        }
    }

    private static string Counts(CheckedSource result)
    {
        string[] counts =
        [
            .. result.Violations.GroupBy(static violation => violation.Rule.Severity).OrderByDescending(static group => group.Key)
                .Select(static group => $"{group.Count().ToString(CultureInfo.InvariantCulture)} {SeverityName.Of(group.Key)}{(group.Count() == 1 || group.Key == Severity.Info ? "" : "s")}"),
        ];
        return counts.Length == 0 ? "" : $" ({string.Join(", ", counts)})";
    }

    private string Color(string text, Severity severity) => !usesColor ? text : severity switch
    {
        Severity.Error => $"\e[1;31m{text}\e[0m",
        Severity.Warning => $"\e[1;33m{text}\e[0m",
        _ => $"\e[1;34m{text}\e[0m",
    };
}
