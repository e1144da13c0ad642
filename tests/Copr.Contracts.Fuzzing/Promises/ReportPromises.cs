using Copr.Contracts.Validation;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of every report of the validator.</summary>
internal static class ReportPromises
{
    public static void CheckWaitingBuilds(JsonText text, ReadingMode mode, Outcome<WaitingBuilds> outcome)
    {
        var options = new ValidationOptions { Mode = mode };
        ValidationReport report = ContractValidator.ValidateWaitingBuilds(text.Utf8, options);
        Check(report, ContractValidator.ValidateWaitingBuildsAsync(new CutStream(text.Utf8), options), text, outcome.Violation);
        if (outcome.Value is { } value)
        {
            CheckObjects(ContractValidator.Validate(value, options), report);
            Violation? fraction = FirstOfReading(ContractValidator.Validate(value));
            Violation? rejected = Outcome<WaitingBuilds>.Of(() => CoprJson.Read<WaitingBuilds>(CoprJson.Write(value))).Violation;
            Promise.Same(
                (fraction?.Rule, fraction?.Path), (rejected?.Rule, rejected?.Path), "validating reports what a strict reader will reject");
        }
    }

    public static void CheckBuildUpdates(JsonText text, Outcome<BuildUpdates> outcome)
    {
        ValidationReport report = ContractValidator.ValidateBuildUpdates(text.Utf8);
        Check(report, ContractValidator.ValidateBuildUpdatesAsync(new CutStream(text.Utf8)), text, outcome.Violation);
        if (outcome.Value is { } value)
        {
            CheckObjects(ContractValidator.Validate(value), report);
        }
    }

    /// <summary>Checks what every report says about itself.</summary>
    public static void Check(ValidationReport report, JsonText text)
    {
        Violation? last = null;
        foreach (Violation violation in report.Violations)
        {
            text.CheckPlace(violation);
            bool isLater = last is null || violation.Line > last.Line || (violation.Line == last.Line && violation.Column >= last.Column);
            Promise.Holds(isLater, "a report is in the order of the text", violation);
            last = violation;
        }

        Violation? error = report.Violations.FirstOrDefault(static violation => violation.Rule.Severity == Severity.Error);
        Promise.Same(report.IsValid, error is null, "a report is valid unless it has an error");
        Promise.Same(Thrown(report), error, "a report throws its first error");
    }

    private static Violation? FirstOfReading(ValidationReport report) =>
        report.Violations.FirstOrDefault(static violation => DocumentPromises.IsOfReading(violation.Rule));

    private static void Check(ValidationReport report, Task<ValidationReport> ofStream, JsonText text, Violation? ofReader)
    {
        CheckStream(report, ofStream);
        Violation? ofReading = FirstOfReading(report);
        DocumentPromises.CheckSameViolation(ofReading, ofReader, text, "the first violation of reading is the reader's");
        Check(report, text);
    }

    public static void CheckStream(ValidationReport report, Task<ValidationReport> ofStream) =>
        Promise.SameItems(ofStream.GetAwaiter().GetResult().Violations, report.Violations, "a stream gives the report of its bytes");

    /// <summary>Checks that the reports agree on everything but places and order.</summary>
    public static void CheckObjects(ValidationReport ofObjects, ValidationReport ofText) => Promise.SameItems(
        ofObjects.Violations.Select(Describe).Order(StringComparer.Ordinal),
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
