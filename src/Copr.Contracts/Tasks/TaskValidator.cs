using Copr.Contracts.Validation;

namespace Copr.Contracts.Tasks;

/// <summary>Validates the documents of the wire against the rules of the contract.</summary>
public static class TaskValidator
{
    /// <summary>Validates a task. Paths begin at the task: <c>/repos/0/baseurl</c>.</summary>
    /// <exception cref="ArgumentNullException">The task is null.</exception>
    public static ValidationReport Validate(BuildTask task) => ValidateValue(task);

    /// <summary>Validates a source task. Paths begin at the task: <c>/source_json</c>.</summary>
    /// <exception cref="ArgumentNullException">The task is null.</exception>
    public static ValidationReport Validate(SourceTask task) => ValidateValue(task);

    /// <summary>Validates a backend's question. Paths begin at the question: <c>/status</c>.</summary>
    /// <exception cref="ArgumentNullException">The question is null.</exception>
    public static ValidationReport Validate(StartTaskRequest request) => ValidateValue(request);

    /// <summary>Validates a backend's report, and the entries in it.</summary>
    /// <param name="updates">The report.</param>
    /// <param name="releasesOf">Returns the releases of a build's chroots, which its source package must name (COPR625); null if none are
    /// known.</param>
    /// <exception cref="ArgumentNullException">The report is null.</exception>
    public static ValidationReport Validate(TaskUpdates updates, Func<long, IReadOnlyList<string>?>? releasesOf = null)
    {
        ArgumentNullException.ThrowIfNull(updates);
        return OfUpdates(releasesOf).Run(updates, updates.Builds ?? []);
    }

    /// <summary>Validates the text of a document that is not a list, on either wire: a <see cref="BuildTask"/>, a
    /// <see cref="StartTaskRequest"/> or a <see cref="CanceledBuilds"/>, for example. Violations have lines and columns. Null limits are
    /// the defaults.</summary>
    /// <exception cref="NotSupportedException">The document is a list, such as <see cref="TaskUpdates"/>. It has its own
    /// method.</exception>
    public static ValidationReport Validate<T>(
        ReadOnlySpan<byte> utf8Json, ReaderLimits? limits = null, ReadingMode mode = ReadingMode.Strict) where T : class, IContractObject<T>
    {
        if (T.ListName is not null)
            throw new NotSupportedException($"Use the method of the wire's validator that is named after {typeof(T).Name}.");

        limits ??= ReaderLimits.Default;
        using var context = new ReadContext(mode);
        if (utf8Json.Length > limits.MaxDocumentBytes)
        {
            context.ReportLimit(nameof(ReaderLimits.MaxDocumentBytes), limits.MaxDocumentBytes);
            return new ValidationReport(context.TakeViolations([], TextPosition.Start));
        }

        context.Reset("the document");
        T value = DocumentReader.Read<T>(context, utf8Json, limits.MaxDepth);
        if (!context.HasErrors)
            context.Report(utf8Json, Inspect(value, mode));
        return new ValidationReport(context.TakeViolations(utf8Json, TextPosition.Start));
    }

    /// <summary>Validates the text of a list of tasks: every rule that needs no network, including on the tasks after one that cannot be
    /// read. Violations have lines and columns. Null limits are the defaults.</summary>
    public static ValidationReport ValidatePendingTasks(ReadOnlyMemory<byte> utf8Json, ReaderLimits? limits = null) =>
        OfPendingTasks(limits).Run(utf8Json);

    /// <summary>Validates the text of a list of tasks as it arrives, as <see cref="ValidatePendingTasks"/> does. The stream stays
    /// open.</summary>
    /// <inheritdoc cref="ContractValidator.ValidateWaitingBuildsAsync" path="/exception"/>
    public static Task<ValidationReport> ValidatePendingTasksAsync(
        Stream utf8Json, ReaderLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return OfPendingTasks(limits).RunAsync(utf8Json, cancellationToken);
    }

    /// <summary>Validates the text of a backend's report, in UTF-8, in the same way as <see cref="ValidatePendingTasks"/>.</summary>
    /// <inheritdoc cref="Validate(TaskUpdates, Func{long, IReadOnlyList{string}}?)" path="/param"/>
    public static ValidationReport ValidateTaskUpdates(
        ReadOnlyMemory<byte> utf8Json, ReaderLimits? limits = null, Func<long, IReadOnlyList<string>?>? releasesOf = null) =>
        OfUpdates(releasesOf, limits).Run(utf8Json);

    /// <summary>Validates the text of an array with the ids of the tasks that somebody wants stopped. Null limits are the
    /// defaults.</summary>
    public static ValidationReport ValidateCancelRequests(ReadOnlySpan<byte> utf8Json, ReaderLimits? limits = null) =>
        Validate<CancelRequests>(utf8Json, limits);

    private static ValidationReport ValidateValue<T>(T value) where T : class, IContractObject<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ValidationReport(Inspect(value, ReadingMode.Strict));
    }

    private static IReadOnlyList<Violation> Inspect<T>(T value, ReadingMode mode) where T : class, IContractObject<T> => value switch
    {
        Build build => ContractValidator.Validate(build, new() { Mode = mode }).Violations,
        CoprProject copr => ContractValidator.Validate(copr).Violations,
        BuildUpdate update => ContractValidator.Validate(update).Violations,
        _ => InspectTask(value),
    };

    private static IReadOnlyList<Violation> InspectTask<T>(T value) where T : class, IContractObject<T>
    {
        var inspection = new Inspection(ReadingMode.Strict);
        return inspection.Inspect(value, value =>
        {
            switch (value)
            {
                case PendingTask task: inspection.Inspect(task); break;
                case BuildTask task: inspection.Inspect(task); break;
                case SourceTask task: inspection.Inspect(task); break;
                case StartTaskRequest request: inspection.Inspect(request); break;
                case TaskUpdate update: inspection.Inspect(update, isRepeated: false, releases: []); break;
                default: inspection.RunOnUnknown(value.UnknownMembers); break;
            }
        });
    }

    private static ListValidation<PendingTaskList, PendingTask> OfPendingTasks(ReaderLimits? limits)
    {
        var inspection = new Inspection(ReadingMode.Strict, list: "");
        var ids = new SeenTaskIds();
        return new(new() { Limits = limits ?? ReaderLimits.Default }, inspection,
            task =>
            {
                inspection.Run(new ListedTask(task, !ids.Add(task.TaskId)));
                inspection.Inspect(task);
            },
            static (_, _) => { });
    }

    private static ListValidation<TaskUpdates, TaskUpdate> OfUpdates(
        Func<long, IReadOnlyList<string>?>? releasesOf, ReaderLimits? limits = null)
    {
        var inspection = new Inspection(ReadingMode.Strict);
        SortedSet<long> ids = [];
        return new(new() { Limits = limits ?? ReaderLimits.Default }, inspection,
            update => inspection.Inspect(update, !ids.Add(update.Id), releasesOf?.Invoke(update.Id) ?? []),
            static (_, _) => { });
    }
}
