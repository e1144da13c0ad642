using Copr.Contracts.Tasks;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of any bytes that are read and validated as a document of the wire of tasks.</summary>
public static class TaskPromises
{
    private static readonly ListReading List = new(
        "",
        static (stream, limits) => new PendingTasksReader(limits).ReadAsync(stream).Select(Convert),
        static (pipe, limits) => new PendingTasksReader(limits).ReadAsync(pipe).Select(Convert));

    public static void Check(byte[] document)
    {
        CheckList(document);
        DocumentPromises.Check<PendingTask>(document);
        CheckDocument<BuildTask>(document, TaskValidator.Validate);
        CheckDocument<SourceTask>(document, TaskValidator.Validate);
        CheckDocument<StartTaskRequest>(document, TaskValidator.Validate);
        CheckDocument<StartTaskResponse>(document, validate: null);
        CheckDocument<TaskUpdatesResult>(document, validate: null);
        CheckUpdates(document);
    }

    public static void CheckList(byte[] document)
    {
        var text = new JsonText(document);
        Entries entries = EntryPromises.Check(text, List);
        ValidationReport report = TaskValidator.ValidatePendingTasks(document);
        ReportPromises.CheckStream(report, TaskValidator.ValidatePendingTasksAsync(new CutStream(document)));
        ReportPromises.Check(report, text);
        CheckContains(report, entries.First, text);
    }

    public static void CheckUpdates(byte[] document)
    {
        var text = new JsonText(document);
        Outcome<TaskUpdates> outcome = ReadInBothModes<TaskUpdates>(text);
        ValidationReport report = TaskValidator.ValidateTaskUpdates(document);
        ReportPromises.Check(report, text);
        CheckContains(report, outcome.Violation, text);
        if (outcome.Value is { } value)
        {
            ReportPromises.CheckObjects(TaskValidator.Validate(value), report);
        }
    }

    /// <param name="document">The bytes.</param>
    /// <param name="validate">Validates an object; null if only texts of this type can be validated.</param>
    public static void CheckDocument<T>(byte[] document, Func<T, ValidationReport>? validate)
        where T : class, IContractObject<T>, IEquatable<T>
    {
        var text = new JsonText(document);
        Outcome<T> outcome = ReadInBothModes<T>(text);
        ValidationReport report = TaskValidator.Validate<T>(document);
        ReportPromises.Check(report, text);
        if (outcome.Value is not { } value)
        {
            Violation? first = report.Violations is [var violation, ..] ? violation : null;
            DocumentPromises.CheckSameViolation(first, outcome.Violation, text, "a document is rejected for its first violation");
        }
        else if (validate is not null)
        {
            ReportPromises.CheckObjects(validate(value), report);
        }
    }

    private static Outcome<T> ReadInBothModes<T>(JsonText text)
        where T : class, IContractObject<T>, IEquatable<T>
    {
        Outcome<T> outcome = DocumentPromises.Read<T>(text, ReadingMode.Strict);
        Promise.Same(DocumentPromises.Read<T>(text, ReadingMode.Lenient), outcome, "both modes read the wire of tasks alike");
        return outcome;
    }

    /// <summary>Checks that a report contains what a reader reports, before which it may have violations of the earlier entries.</summary>
    private static void CheckContains(ValidationReport report, Violation? ofReader, JsonText text)
    {
        if (ofReader is null)
        {
            Violation? cause = report.Violations.FirstOrDefault(static violation =>
                violation.Rule.Id.StartsWith("COPR10", StringComparison.Ordinal));
            Promise.Holds(cause is null, "a report on what is read has no violation of reading", cause);
            return;
        }

        Violation? same = report.Violations.FirstOrDefault(violation => violation.Rule == ofReader.Rule
            && (violation.Path, violation.Line, violation.Column) == (ofReader.Path, ofReader.Line, ofReader.Column));
        DocumentPromises.CheckSameViolation(same, ofReader, text, "a report contains the reader's violation");
    }

    private static Entry Convert(PendingTaskEntry entry) => new(entry.Index, entry.Task, entry.IsRejected, entry.RawJson, entry.Violations);
}
