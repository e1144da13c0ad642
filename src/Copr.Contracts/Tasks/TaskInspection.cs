using Copr.Contracts.Validation;

namespace Copr.Contracts.Tasks;

/// <summary>An entry of the list, and whether its task was listed before.</summary>
internal readonly record struct ListedTask(PendingTask Task, bool IsRepeated);

/// <summary>A repository of a task, the task's chroot, and whether an earlier one has its id.</summary>
internal readonly record struct UsedRepository(TaskRepository Repository, Chroot? Chroot, bool IsRepeated);

/// <summary>A text that is written into the builder's configuration.</summary>
internal readonly record struct ConfiguredText(string Value);

/// <summary>A text that becomes the name of a directory.</summary>
internal readonly record struct DirectoryName(string Value);

/// <summary>A member of a task that the contract does not define.</summary>
internal readonly record struct UnknownTaskMember(string Name);

/// <summary>An entry of a report, whether its build has an earlier one, and the known releases of the build's chroots.</summary>
internal readonly record struct ReportedTask(TaskUpdate Update, bool IsRepeated, IReadOnlyList<string> Releases);

/// <summary>Runs the rules on the documents of the wire.</summary>
internal static class TaskInspection
{
    public static void Inspect(this Inspection inspection, PendingTask task)
    {
        inspection.Run(task);
        inspection.At("/project_owner").Run(new DirectoryName(task.ProjectOwner));
        inspection.At("").RunOnUnknown(task.UnknownMembers);
    }

    public static void Inspect(this Inspection inspection, BuildTask task)
    {
        inspection.Run(task);
        RunOnNames(inspection, task.ProjectOwner, task.ProjectName, task.ProjectDirectoryName, task.PackageName);
        RunOnText(inspection, "/isolation", task.Isolation);
        RunOnText(inspection, "/bootstrap_image", task.BootstrapImage.Value);
        foreach ((int index, string package) in (task.BuildrootPackages ?? []).Index())
            RunOnText(inspection, JsonPointer.Append("/buildroot_pkgs", index), package);
        RunOnRepositories(inspection, task.Repositories, task.Chroot == default ? null : task.Chroot);
        if (task.Modules.Value is { } modules)
        {
            inspection.At("/modules").Run(modules);
            inspection.RunOnUnknown(modules.UnknownMembers);
            foreach ((int index, ModuleToggle toggle) in modules.Toggles.Index())
                inspection.At(JsonPointer.Append("/modules/toggle", index)).Run(toggle);
        }

        RunOnUnknown(inspection, task.UnknownMembers);
    }

    public static void Inspect(this Inspection inspection, SourceTask task)
    {
        inspection.Run(task);
        RunOnNames(inspection, task.ProjectOwner, task.ProjectName, task.ProjectDirectoryName, task.PackageName);
        RunOnRepositories(inspection, task.Repositories, task.Chroot);
        RunOnUnknown(inspection, task.UnknownMembers);
    }

    public static void Inspect(this Inspection inspection, StartTaskRequest request)
    {
        inspection.Run(request);
        RunOnReportedName(inspection, "/result_dir", request.ResultDirectory);
    }

    public static void Inspect(this Inspection inspection, TaskUpdate update, bool isRepeated, IReadOnlyList<string> releases)
    {
        inspection.Run(new ReportedTask(update, isRepeated, releases));
        inspection.Run(update);
        RunOnReportedName(inspection, "/result_dir", update.ResultDirectory);
        RunOnReportedName(inspection, "/pkg_name", update.PackageName.Value);
        foreach ((int index, TaskPackage package) in (update.Results.Value?.Packages ?? []).Index())
            inspection.At(JsonPointer.Append("/results/packages", index)).Run(package);
    }

    private static void RunOnNames(Inspection inspection, string owner, string name, string directory, string? package)
    {
        RunOnText(inspection, "/project_owner", owner);
        RunOnText(inspection, "/project_name", name);
        RunOnName(inspection, "/project_owner", owner);
        RunOnName(inspection, "/project_dirname", directory);
        RunOnName(inspection, "/package_name", package);
    }

    /// <summary>An empty text in a report is as good as none.</summary>
    private static void RunOnReportedName(Inspection inspection, string pointer, string? name) =>
        RunOnName(inspection, pointer, name is "" ? null : name);

    private static void RunOnName(Inspection inspection, string pointer, string? name)
    {
        if (name is not null)
            inspection.At(pointer).Run(new DirectoryName(name));
    }

    private static void RunOnText(Inspection inspection, string pointer, string? text)
    {
        if (text is not null)
            inspection.At(pointer).Run(new ConfiguredText(text));
    }

    private static void RunOnRepositories(Inspection inspection, IReadOnlyList<TaskRepository>? repositories, Chroot? chroot)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach ((int index, TaskRepository repository) in (repositories ?? []).Index())
        {
            string pointer = JsonPointer.Append("/repos", index);
            inspection.At(pointer).Run(new UsedRepository(repository, chroot, !ids.Add(repository.Id)));
            inspection.RunOnUnknown(repository.UnknownMembers);
            RunOnText(inspection, $"{pointer}/id", repository.Id);
            RunOnText(inspection, $"{pointer}/baseurl", repository.BaseUrl);
            RunOnText(inspection, $"{pointer}/name", repository.Name);
            RunOnText(inspection, $"{pointer}/priority", repository.Priority.Text);
        }
    }

    private static void RunOnUnknown(Inspection inspection, UnknownMembers members)
    {
        foreach (string name in members.Keys)
            inspection.At(JsonPointer.Append("", name)).Run(new UnknownTaskMember(name));
        inspection.At("").RunOnUnknown(members);
    }
}
