using Copr.Contracts.Validation;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of every report of the validator.</summary>
internal static class ReportPromises
{
    public static void CheckWaitingBuilds(byte[] document, ReadingMode mode, Outcome<WaitingBuilds> outcome)
    {
        var options = new ValidationOptions { Mode = mode };
        ValidationReport report = ContractValidator.ValidateWaitingBuilds(document, options);
        Check(report, ContractValidator.ValidateWaitingBuildsAsync(new CutStream(document), options).GetAwaiter().GetResult(), document, outcome);
        if (outcome.Value is { } value)
        {
            CheckObjects(report, ContractValidator.Validate(value));
        }
    }

    public static void CheckBuildUpdates(byte[] document, Outcome<BuildUpdates> outcome)
    {
        ValidationReport report = ContractValidator.ValidateBuildUpdates(document);
        Check(report, ContractValidator.ValidateBuildUpdatesAsync(new CutStream(document)).GetAwaiter().GetResult(), document, outcome);
        if (outcome.Value is { } value)
        {
            CheckObjects(report, ContractValidator.Validate(value));
        }
    }

    private static void Check<T>(ValidationReport report, ValidationReport streamed, byte[] document, Outcome<T> outcome)
        where T : class
    {
        Promise.SameItems(streamed.Violations, report.Violations, "a stream gives the report of its bytes");
        Promise.Same(report.Violations.FirstOrDefault(DocumentPromises.IsOfReading), outcome.Violation, "the first violation of reading is the reader's");
        var places = new Places(new JsonText(document));
        (long?, long?) last = (0, 0);
        foreach (Violation violation in report.Violations)
        {
            places.Check(violation);
            Promise.Holds(Comparer<(long?, long?)>.Default.Compare((violation.Line, violation.Column), last) >= 0, "a report is in the order of the text", violation);
            last = (violation.Line, violation.Column);
        }

        Violation? error = report.Violations.FirstOrDefault(static violation => violation.Rule.Severity == Severity.Error);
        Promise.Same(report.IsValid, error is null, "a report is valid unless it has an error");
        Promise.Same(Thrown(report), error, "a report throws its first error");
    }

    /// <summary>The reports agree except for places, order and fractions of a second, which only objects that are about to be written must not have.</summary>
    private static void CheckObjects(ValidationReport ofText, ValidationReport ofObjects) => Promise.SameItems(
        ofObjects.Violations.Where(static violation => violation.Rule.Id != "COPR103").Select(Describe).Order(StringComparer.Ordinal),
        ofText.Violations.Select(Describe).Order(StringComparer.Ordinal),
        "a text has the report of the objects that are read from it");

    private static string Describe(Violation violation) => (violation with { Line = null, Column = null }).ToString();

    private static Violation? Thrown(ValidationReport report)
    {
        try
        {
            report.ThrowIfInvalid();
            return null;
        }
        catch (ContractException exception)
        {
            return exception.Violation;
        }
    }
}
