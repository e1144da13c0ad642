using Copr.Contracts.Validation;

namespace Copr.Contracts.Fuzzing;

/// <summary>What is promised of every report of the validator.</summary>
internal static class Report
{
    /// <summary>The report on a text is that on a stream of it, in the order of the text, each violation at a place in it.</summary>
    public static void Check(ValidationReport report, ValidationReport streamed, byte[] document)
    {
        Promise.SameItems(streamed.Violations, report.Violations, "the same is reported however the bytes come in");
        var places = new Places(document);
        (long? Line, long? Column) last = default;
        foreach (Violation violation in report.Violations)
        {
            places.Check(violation);
            Promise.Holds(last.Line is null || violation.Line > last.Line || (violation.Line == last.Line && violation.Column >= last.Column), "a report is in the order of the text");
            last = (violation.Line, violation.Column);
        }

        Promise.Same(report.ToString().Length > 0, true, "a report can be shown");
        Promise.Same(Throws(report), !report.IsValid, "a report throws exactly where the contract is broken");
    }

    /// <summary>The report on a text says the same as the report on what was read from it, but for places and their order.</summary>
    public static void CheckAgainst(ValidationReport ofText, ValidationReport ofValue) =>
        Promise.SameItems(Sorted(ofText), Sorted(ofValue), "the report on a text is that on what is read from it");

    private static List<string> Sorted(ValidationReport report) =>
        [.. report.Violations.Select(static violation => $"{violation.Rule.Id} {violation.Path} {violation.Message}").Order(StringComparer.Ordinal)];

    private static bool Throws(ValidationReport report)
    {
        try
        {
            report.ThrowIfInvalid();
            return false;
        }
        catch (ContractException)
        {
            return true;
        }
    }
}
