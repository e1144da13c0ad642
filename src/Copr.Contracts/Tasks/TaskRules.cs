using Copr.Contracts.Validation;

namespace Copr.Contracts.Tasks;

/// <summary>60x and 61x: a list of tasks, or a task, is wrong.</summary>
internal static class TaskRules
{
    /// <summary>The names of a worker's own attributes and methods, which a member of a task would replace.</summary>
    private static readonly HashSet<string> Reserved =
    [
        "backend_log", "builder_log", "chroot_dir", "mockchain_macros", "pkg_version", "results_dir", "results_dir_url", "review_log",
        "rsync_log_name", "target_dir_name", "task_url", "took_seconds", "to_dict", "update", "validate",
    ];

    private static readonly SearchValues<string> Unsafe = SearchValues.Create(["\"", "'", "\\", "{{", "{%"], StringComparison.Ordinal);

    public static Rule CutOffList { get; } = new("COPR601", "cut-off-list", Severity.Error, RuleKind.Document,
        "The list of tasks is closed. A frontend that fails after its 200 just ends the body.");

    public static Rule NullTask { get; } = new("COPR602", "null-task", Severity.Error, RuleKind.Schema,
        "A task, or an entry of the list, is an object and not null.");

    public static Rule TaskIdMismatch { get; } = new("COPR603", "task-id-mismatch", Severity.Error, RuleKind.Document,
        "A task's id is its build's id, and for a task that builds for a chroot, a dash and the chroot.");

    public static Rule BadModuleToggle { get; } = new("COPR612", "bad-module-toggle", Severity.Error, RuleKind.Schema,
        "Modules are toggled by an array of objects, each with one member: enable or disable.");

    public static Rule UnusableTask { get; } = new("COPR616", "unusable-task", Severity.Error, RuleKind.Schema,
        "A task has its lists. Those of a chroot that the project dropped are null, and no builder can use them.");

    public static Rule IncompletePackage { get; } = new("COPR624", "incomplete-package", Severity.Error, RuleKind.Schema,
        "A package in the results has a name, an epoch, a version, a release and an architecture, and nothing else.");

    public static IReadOnlyList<RuleChecks> All { get; } =
    [
        new RuleChecks(CutOffList),
        new RuleChecks(NullTask),
        new RuleChecks(TaskIdMismatch)
            .On<PendingTask>("/task_id", static (in task, _) => task.TaskId != default && task.Chroot is null && !task.TaskId.IsSource
                ? new($"\"task_id\" is {Excerpt.Of(task.TaskId.ToString())} and \"chroot\" is null", $"the chroot {task.TaskId.Chroot}")
                : CheckId(task.TaskId, task.BuildId, task.TaskId != default && task.TaskId.IsSource ? null : task.Chroot))
            .On<BuildTask>("/task_id", static (in task, _) => CheckId(task.TaskId, task.BuildId, task.Chroot))
            .On<SourceTask>("/task_id", static (in task, _) => CheckId(task.TaskId, task.BuildId, chroot: null)),
        new RuleChecks("COPR604", "duplicate-task", Severity.Error, RuleKind.Document, "No task is listed twice.")
            .On<ListedTask>("/task_id", static (in listed, _) => !listed.IsRepeated ? null
                : new($"task {listed.Task.TaskId} is listed twice", "each task once")),
        new RuleChecks("COPR605", "listed-not-served", Severity.Error, RuleKind.Network, "A frontend serves each task that it lists."),
        new RuleChecks("COPR606", "reserved-member", Severity.Error, RuleKind.Schema,
            "No member has the name of an attribute or a method of Copr's workers.")
            .On<UnknownTaskMember>(static (in member, _) => !Reserved.Contains(member.Name) ? null
                : new($"Copr's workers use {Excerpt.Of(member.Name)} for themselves", "another name")),
        new RuleChecks("COPR607", "unsafe-text", Severity.Error, RuleKind.Schema,
            "No text in the builder's configuration contains a quote, a backslash, a control character, {{ or {%.")
            .On<ConfiguredText>(static (in text, _) => CheckText(text.Value)),
        new RuleChecks("COPR608", "unsafe-path", Severity.Error, RuleKind.Document,
            "An owner, a directory's name, a package's name and a result directory are each the name of one directory.")
            .On<DirectoryName>(static (in name, _) => CheckDirectory(name.Value)),
        new RuleChecks("COPR609", "duplicate-repository", Severity.Warning, RuleKind.Document, "No two repositories have the same id.")
            .On<UsedRepository>("/id", static (in used, _) => !used.IsRepeated ? null
                : new($"{Excerpt.Of(used.Repository.Id)} is the id of an earlier repository, too", "an id of its own")),
        new RuleChecks("COPR610", "bad-priority", Severity.Warning, RuleKind.Document, "A repository's priority is an integer or null.")
            .On<UsedRepository>("/priority", static (in used, _) => used.Repository.Priority is not { Text: { } text } priority ? null
                : new($"\"priority\" is the {(priority.IsLiteral ? "literal" : "string")} {Excerpt.Of(text)}", "an integer or null")),
        new RuleChecks("COPR611", "release-variable-in-rawhide", Severity.Warning, RuleKind.Document,
            "No repository of a rawhide chroot contains $releasever, which dnf replaces with a number.")
            .On<UsedRepository>("/baseurl", static (in used, _) => used.Chroot is not { Version: "rawhide" } chroot
                || !ContainsRelease(used.Repository.BaseUrl) ? null
                : new(
                    $"{Excerpt.Of(used.Repository.BaseUrl)} contains $releasever, and the chroot is {chroot}",
                    "the directory's name: rawhide")),
        new RuleChecks(BadModuleToggle)
            .On<TaskModules>("/toggle", static (in modules, _) => modules.Toggles.Count > 0 ? null
                : new("\"toggle\" is empty", "at least one object, or no \"modules\""))
            .On<ModuleToggle>(static (in toggle, _) =>
                toggle.Enable.IsPresent != toggle.Disable.IsPresent && (toggle.Enable.Value ?? toggle.Disable.Value) is not null
                && toggle.UnknownMembers.Count == 0 ? null
                : new($"the step is {Excerpt.Of(toggle.ToString())}", "one member, \"enable\" or \"disable\", with a module")),
        new RuleChecks("COPR613", "bad-source", Severity.Error, RuleKind.Document,
            "A source's JSON has what its type needs. The type custom has a chroot.")
            .On<SourceTask>("/source_json", static (in task, _) => TaskSource.FindProblem(task) is not { } problem ? null
                : new($"\"source_json\" {problem}", "a string with a JSON object that has what the source's type needs")),
        new RuleChecks("COPR614", "no-distribution", Severity.Error, RuleKind.Schema, "A source task names a release.")
            .On<SourceTask>("/distributions_in_project", static (in task, _) =>
                task.DistributionsInProject.Count + task.DistributionsInBuild.Count > 0 ? null
                : new("both lists of distributions are empty", "at least one release in one of them, because a builder needs one")),
        new RuleChecks("COPR615", "unbounded-timeout", Severity.Warning, RuleKind.Document, "A task's timeout is at least one second.")
            .On<BuildTask>("/timeout", static (in task, _) => task.Timeout > 0 ? null
                : new(task.Timeout is { } timeout ? Invariant($"\"timeout\" is {timeout}") : "\"timeout\" is null", "a number of seconds")),
        new RuleChecks(UnusableTask)
            .On<BuildTask>("/repos", static (in task, _) => CheckList(task.Repositories, "repos"))
            .On<BuildTask>("/buildroot_pkgs", static (in task, _) => CheckList(task.BuildrootPackages, "buildroot_pkgs"))
            .On<BuildTask>("/with_opts", static (in task, _) => CheckList(task.WithOptions, "with_opts"))
            .On<BuildTask>("/without_opts", static (in task, _) => CheckList(task.WithoutOptions, "without_opts"))
            .On<BuildTask>("/tags", static (in task, _) => CheckList(task.Tags, "tags"))
            .On<SourceTask>("/repos", static (in task, _) => CheckList(task.Repositories, "repos")),
        new RuleChecks("COPR617", "unknown-kind", Severity.Warning, RuleKind.Document,
            "The contract knows the type of a source, and a status.")
            .On<SourceTask>("/source_type", static (in task, _) => Enum.IsDefined(task.SourceType) ? null
                : new(Invariant($"\"source_type\" is {(long)task.SourceType}"), "a type that the contract knows; this one is preserved"))
            .On<TaskUpdate>("/status", static (in update, _) => CheckKnown(update.Status))
            .On<StartTaskRequest>("/status", static (in request, _) => CheckKnown(request.Status)),
    ];

    /// <summary>Checks a task's id against its build and its chroot; null for a source task.</summary>
    public static Finding? CheckId(TaskId id, long buildId, Chroot? chroot) =>
        id != default && id.BuildId == buildId && id.Chroot == chroot ? null
        : new(Invariant($"\"task_id\" is {Excerpt.Of(id.ToString())}, the build is {buildId} and ")
            + (chroot is null ? "the task makes its source" : $"the chroot is {chroot}"),
            chroot is null ? Invariant($"\"{buildId}\"") : Invariant($"\"{buildId}-{chroot}\""));

    private static Finding? CheckText(ReadOnlySpan<char> text) =>
        !text.ContainsAny(Unsafe) && text.IndexOfAnyInRange('\0', '\x1f') < 0 && text.IndexOfAnyInRange('\x7f', '\x9f') < 0 ? null
        : new($"{Excerpt.Of(text)} contains a quote, a backslash, a control character, {{{{ or {{%",
            "text without them, because the builder's configuration is a program that contains it");

    private static Finding? CheckDirectory(string name) =>
        name is not ("" or "." or "..") && name.IndexOfAny(['/', '\0']) < 0 && Encoding.UTF8.GetByteCount(name) <= Characters.MaxName ? null
        : new($"{Excerpt.Of(name)} is not the name of one directory",
            "a name without / that is not empty, . or .., because results are stored in a directory of that name");

    private static bool ContainsRelease(string url) =>
        url.Contains("$releasever", StringComparison.Ordinal) || url.Contains("${releasever", StringComparison.Ordinal);

    private static Finding? CheckList(object? list, string member) =>
        list is not null ? null : new($"\"{member}\" is null", "an array, because no builder can use the task without it");

    private static Finding? CheckKnown(BuildTaskStatus? status) => status is not { } known || Enum.IsDefined(known) ? null
        : new(Invariant($"\"status\" is {(long)known}"), "a status that the contract knows; this one is preserved");
}
