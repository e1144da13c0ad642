using Copr.Contracts.Validation;

namespace Copr.Contracts.Tasks;

/// <summary>62x: a backend's report about a task is wrong.</summary>
internal static class TaskReportRules
{
    private const string Statuses = "0 for failed, 1 for succeeded, 3 for running or 6 for starting";

    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        new RuleChecks(TaskRules.TaskIdMismatch)
            .On<TaskUpdate>("/task_id", static (in update, _) => CheckId(update.TaskId, update.Id, update.Chroot))
            .On<StartTaskRequest>("/task_id", static (in request, _) => CheckId(request.TaskId, request.BuildId, request.Chroot)),
        new RuleChecks("COPR621", "build-reported-twice", Severity.Error, RuleKind.Document,
            "A report has one entry for a build. A frontend keeps the last one only.")
            .On<ReportedTask>("/id", static (in reported, _) => !reported.IsRepeated ? null
                : new(Invariant($"build {reported.Update.Id} has an earlier entry, which is lost"), "one entry for each build")),
        new RuleChecks("COPR622", "no-result-dir", Severity.Warning, RuleKind.Document,
            "An entry has a result directory. A frontend stores an empty text in place of an absent one.")
            .On<TaskUpdate>(static (in update, _) => update.ResultDirectory is { Length: > 0 } ? null
                : new("the entry has no \"result_dir\"", "\"result_dir\", such as 00000008-hello")),
        new RuleChecks("COPR623", "bad-task-status", Severity.Error, RuleKind.Schema,
            "A backend reports a start (6), a machine (3), and then a failure (0) or a success (1).")
            .On<TaskUpdate>("/status", static (in update, _) => CheckStatus(update.Status))
            .On<TaskUpdate>(static (in update, _) => CheckStatus(update.Status, update.TaskId))
            .On<StartTaskRequest>("/status", static (in request, _) => CheckStatus(request.Status))
            .On<StartTaskRequest>(static (in request, _) => CheckStatus(request.Status, request.TaskId)),
        new RuleChecks(TaskRules.IncompletePackage)
            .On<TaskPackage>(static (in package, _) => package.UnknownMembers.Count == 0 ? null
                : new(
                    $"the package has {Excerpt.Of(package.UnknownMembers.Keys.First())}", "name, epoch, version, release and arch alone")),
        new RuleChecks("COPR625", "missing-release", Severity.Error, RuleKind.Document,
            "The architectures of a source package are reported for each release of the build's chroots.")
            .On<ReportedTask>("/results", static (in reported, _) => CheckReleases(reported)),
        new RuleChecks("COPR626", "start-ignored", Severity.Warning, RuleKind.Document,
            "The time of a start is reported with the status 6. A frontend ignores it otherwise.")
            .On<TaskUpdate>("/started_on", static (in update, _) =>
                update.StartedOn.Value is null || update.Status is BuildTaskStatus.Starting || update.TaskId is { IsSource: true } ? null
                : new($"there is a \"started_on\" {DescribeStatus(update.Status)}", "it with the status 6, or not at all")),
        new RuleChecks("COPR631", "no-version-header", Severity.Warning, RuleKind.Network,
            "Each response has the header Copr-FE-BE-API-Version with an integer."),
    ];

    private static Finding? CheckId(TaskId? id, long buildId, string? chroot) => id is not { } task ? null
        : chroot is null ? TaskRules.CheckId(task, buildId, task.Chroot)
        : chroot == SourceTask.ReportedChroot ? TaskRules.CheckId(task, buildId, chroot: null)
        : Chroot.TryParse(chroot, CultureInfo.InvariantCulture, out Chroot parsed) ? TaskRules.CheckId(task, buildId, parsed)
        : new($"\"chroot\" is {Excerpt.Of(chroot)}", task.IsSource ? SourceTask.ReportedChroot : "a chroot, such as fedora-42-x86_64");

    private static Finding? CheckStatus(BuildTaskStatus? status) => status is null or BuildTaskStatus.Failed or BuildTaskStatus.Succeeded
        or BuildTaskStatus.Running or BuildTaskStatus.Starting ? null
        : new(Invariant($"\"status\" is {(long)status}"), Statuses);

    /// <summary>A frontend answers with 500 if a source has no status.</summary>
    private static Finding? CheckStatus(BuildTaskStatus? status, TaskId? task) =>
        status is null && task is { IsSource: true } ? new("the source has no \"status\"", Statuses) : null;

    private static string DescribeStatus(BuildTaskStatus? status) =>
        status is { } known ? Invariant($"with the status {(long)known}") : "without a status";

    private static Finding? CheckReleases(ReportedTask reported)
    {
        if (reported.Update is not { Chroot: SourceTask.ReportedChroot, Results.Value: { } results })
            return null;
        if (results.ArchitectureSpecificTags is not { } tags)
            return new("the results have no \"architecture_specific_tags\"", "an object with each release of the build's chroots");

        string? missing = reported.Releases.FirstOrDefault(release => !tags.ContainsKey(release));
        return missing is null ? null
            : new($"\"architecture_specific_tags\" has no {Excerpt.Of(missing)}", "each release of the build's chroots");
    }
}
