namespace Copr.Contracts.Tasks;

/// <content>How the objects of the wire are read and written: one line per member. Copr's frontend sends the members of a
/// task in the order of their names, and they are read and written in this order, too.</content>
public sealed partial record PendingTask : IContractObject<PendingTask>
{
    static Rule IContractObject<PendingTask>.NullRule => TaskRules.NullTask;

    static PendingTask IContractObject<PendingTask>.Read(ref Members members) => new()
    {
        AllowsUserSsh = members.BooleanOrAbsent("allow_user_ssh"u8),
        IsBackground = members.Boolean("background"u8),
        BuildId = members.Integer("build_id"u8),
        Chroot = members.ItemOrNull<Chroot>("chroot"u8),
        ProjectOwner = members.Text("project_owner"u8),
        Sandbox = members.Text("sandbox"u8),
        Tags = members.TextsOrAbsent("tags"u8, TaskRules.UnusableTask),
        TaskId = members.Item<TaskId>("task_id"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<PendingTask>.Write(Utf8JsonWriter writer, PendingTask value)
    {
        writer.WriteBoolean(TaskMemberNames.AllowUserSsh, value.AllowsUserSsh, isLeftOut: true);
        writer.WriteBoolean(TaskMemberNames.Background, value.IsBackground);
        writer.WriteNumber(MemberNames.BuildId, value.BuildId);
        writer.WriteText(TaskMemberNames.Chroot, value.Chroot?.ToString());
        writer.WriteText(TaskMemberNames.ProjectOwner, value.ProjectOwner);
        writer.WriteText(TaskMemberNames.Sandbox, value.Sandbox);
        writer.WriteTexts(TaskMemberNames.Tags, value.Tags, isLeftOut: true);
        writer.WriteText(TaskMemberNames.TaskId, value.TaskId.ToString());
    }
}

public sealed partial record BuildTask : IContractObject<BuildTask>
{
    static Rule IContractObject<BuildTask>.NullRule => TaskRules.NullTask;

    static BuildTask IContractObject<BuildTask>.Read(ref Members members) => new()
    {
        AllowsUserSsh = members.Boolean("allow_user_ssh"u8),
        CreatesAppStream = members.Boolean("appstream"u8),
        IsBackground = members.Boolean("background"u8),
        Bootstrap = members.OptionalText("bootstrap"u8),
        BootstrapImage = members.OptionalText("bootstrap_image"u8),
        BuildId = members.Integer("build_id"u8),
        BuildrootPackages = members.TextsOrNull("buildroot_pkgs"u8, isRequired: true),
        Chroot = members.Item<Chroot>("chroot"u8),
        EnablesNetwork = members.Boolean("enable_net"u8),
        RunsFedoraReview = members.Boolean("fedora_review"u8),
        GitHash = members.TextOrNull("git_hash"u8),
        GitRepository = members.TextOrNull("git_repo"u8),
        Isolation = members.Text("isolation"u8),
        RequiredMemory = members.IntegerOrNull("memory_reqs"u8),
        Modules = members.OptionalObject<TaskModules>("modules"u8),
        PackageName = members.Text("package_name"u8),
        PackageVersion = members.TextOrNull("package_version"u8),
        PrebuiltPackageUrls = members.TextsOrAbsent("prebuilt_rpm_urls"u8),
        ProjectDirectoryName = members.Text("project_dirname"u8),
        ProjectName = members.Text("project_name"u8),
        ProjectOwner = members.Text("project_owner"u8),
        RepositoryPriority = members.IntegerOrNull("repo_priority"u8),
        Repositories = members.ObjectsOrNull<TaskRepository>("repos"u8, isRequired: true),
        Sandbox = members.Text("sandbox"u8),
        SshPublicKeys = members.TextOrNull("ssh_public_keys"u8),
        Storage = members.IntegerOrNull("storage"u8),
        Submitter = members.TextOrNull("submitter"u8),
        Tags = members.TextsOrNull("tags"u8, isRequired: true),
        TaskId = members.Item<TaskId>("task_id"u8),
        Timeout = members.IntegerOrNull("timeout"u8, isRequired: true),
        UsesDevelopmentRepository = members.Boolean("uses_devel_repo"u8),
        WithOptions = members.TextsOrNull("with_opts"u8, isRequired: true),
        WithoutOptions = members.TextsOrNull("without_opts"u8, isRequired: true),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<BuildTask>.Write(Utf8JsonWriter writer, BuildTask value)
    {
        writer.WriteBoolean(TaskMemberNames.AllowUserSsh, value.AllowsUserSsh);
        writer.WriteBoolean(TaskMemberNames.AppStream, value.CreatesAppStream);
        writer.WriteBoolean(TaskMemberNames.Background, value.IsBackground);
        writer.WriteText(TaskMemberNames.Bootstrap, value.Bootstrap);
        writer.WriteText(TaskMemberNames.BootstrapImage, value.BootstrapImage);
        writer.WriteNumber(MemberNames.BuildId, value.BuildId);
        writer.WriteTexts(TaskMemberNames.BuildrootPackages, value.BuildrootPackages);
        writer.WriteText(TaskMemberNames.Chroot, value.Chroot.ToString());
        writer.WriteBoolean(TaskMemberNames.EnableNetwork, value.EnablesNetwork);
        writer.WriteBoolean(TaskMemberNames.FedoraReview, value.RunsFedoraReview);
        writer.WriteText(TaskMemberNames.GitHash, value.GitHash);
        writer.WriteText(TaskMemberNames.GitRepository, value.GitRepository);
        writer.WriteText(TaskMemberNames.Isolation, value.Isolation);
        writer.WriteInteger(TaskMemberNames.RequiredMemory, value.RequiredMemory);
        writer.WriteObject(TaskMemberNames.Modules, value.Modules);
        writer.WriteText(TaskMemberNames.PackageName, value.PackageName);
        writer.WriteText(TaskMemberNames.PackageVersion, value.PackageVersion);
        writer.WriteTexts(TaskMemberNames.PrebuiltPackageUrls, value.PrebuiltPackageUrls, isLeftOut: true);
        writer.WriteText(TaskMemberNames.ProjectDirectoryName, value.ProjectDirectoryName);
        writer.WriteText(TaskMemberNames.ProjectName, value.ProjectName);
        writer.WriteText(TaskMemberNames.ProjectOwner, value.ProjectOwner);
        writer.WriteInteger(TaskMemberNames.RepositoryPriority, value.RepositoryPriority);
        writer.WriteObjects(MemberNames.Repositories, value.Repositories);
        writer.WriteText(TaskMemberNames.Sandbox, value.Sandbox);
        writer.WriteText(TaskMemberNames.SshPublicKeys, value.SshPublicKeys);
        writer.WriteInteger(TaskMemberNames.Storage, value.Storage);
        writer.WriteText(TaskMemberNames.Submitter, value.Submitter);
        writer.WriteTexts(TaskMemberNames.Tags, value.Tags);
        writer.WriteText(TaskMemberNames.TaskId, value.TaskId.ToString());
        writer.WriteInteger(TaskMemberNames.Timeout, value.Timeout);
        writer.WriteBoolean(TaskMemberNames.UsesDevelopmentRepository, value.UsesDevelopmentRepository);
        writer.WriteTexts(TaskMemberNames.WithOptions, value.WithOptions);
        writer.WriteTexts(TaskMemberNames.WithoutOptions, value.WithoutOptions);
    }
}

public sealed partial record SourceTask : IContractObject<SourceTask>
{
    static Rule IContractObject<SourceTask>.NullRule => TaskRules.NullTask;

    static SourceTask IContractObject<SourceTask>.Read(ref Members members) => new()
    {
        CreatesAppStream = members.Boolean("appstream"u8),
        IsBackground = members.Boolean("background"u8),
        BuildId = members.Integer("build_id"u8),
        Chroot = members.ItemOrNull<Chroot>("chroot"u8),
        DistributionsInBuild = members.Texts("distributions_in_build"u8, TaskRules.UnusableTask),
        DistributionsInProject = members.Texts("distributions_in_project"u8, TaskRules.UnusableTask),
        PackageName = members.TextOrNull("package_name"u8),
        ProjectDirectoryName = members.Text("project_dirname"u8),
        ProjectName = members.Text("project_name"u8),
        ProjectOwner = members.Text("project_owner"u8),
        Repositories = members.ObjectsOrNull<TaskRepository>("repos"u8, isRequired: true),
        Sandbox = members.Text("sandbox"u8),
        SourceJson = members.TextOrNull("source_json"u8),
        SourceType = (SourceType)members.Integer("source_type"u8),
        Submitter = members.TextOrNull("submitter"u8),
        TaskId = members.Item<TaskId>("task_id"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<SourceTask>.Write(Utf8JsonWriter writer, SourceTask value)
    {
        writer.WriteBoolean(TaskMemberNames.AppStream, value.CreatesAppStream);
        writer.WriteBoolean(TaskMemberNames.Background, value.IsBackground);
        writer.WriteNumber(MemberNames.BuildId, value.BuildId);
        writer.WriteText(TaskMemberNames.Chroot, value.Chroot?.ToString());
        writer.WriteTexts(TaskMemberNames.DistributionsInBuild, value.DistributionsInBuild);
        writer.WriteTexts(TaskMemberNames.DistributionsInProject, value.DistributionsInProject);
        writer.WriteText(TaskMemberNames.PackageName, value.PackageName);
        writer.WriteText(TaskMemberNames.ProjectDirectoryName, value.ProjectDirectoryName);
        writer.WriteText(TaskMemberNames.ProjectName, value.ProjectName);
        writer.WriteText(TaskMemberNames.ProjectOwner, value.ProjectOwner);
        writer.WriteObjects(MemberNames.Repositories, value.Repositories);
        writer.WriteText(TaskMemberNames.Sandbox, value.Sandbox);
        writer.WriteText(TaskMemberNames.SourceJson, value.SourceJson);
        writer.WriteNumber(TaskMemberNames.SourceType, (long)value.SourceType);
        writer.WriteText(TaskMemberNames.Submitter, value.Submitter);
        writer.WriteText(TaskMemberNames.TaskId, value.TaskId.ToString());
    }
}

public sealed partial record TaskRepository : IContractObject<TaskRepository>
{
    static TaskRepository IContractObject<TaskRepository>.Read(ref Members members) => new()
    {
        BaseUrl = members.Text("baseurl"u8),
        Id = members.Text("id"u8),
        IsModuleHotfixes = members.OptionalBoolean("module_hotfixes"u8),
        Name = members.Text("name"u8),
        Priority = members.Priority("priority"u8),
        VerifiesMetadata = members.OptionalBoolean("repo_gpgcheck"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<TaskRepository>.Write(Utf8JsonWriter writer, TaskRepository value)
    {
        writer.WriteText(TaskMemberNames.BaseUrl, value.BaseUrl);
        writer.WriteText(MemberNames.Id, value.Id);
        writer.WriteBoolean(TaskMemberNames.ModuleHotfixes, value.IsModuleHotfixes);
        writer.WriteText(MemberNames.Name, value.Name);
        if (value.Priority is { IsLiteral: true, Text: { } literal })
            writer.WriteLiteral(TaskMemberNames.Priority, literal);
        else if (value.Priority.Text is { } text)
            writer.WriteText(TaskMemberNames.Priority, text);
        else
            writer.WriteInteger(TaskMemberNames.Priority, value.Priority.Value, isLeftOut: !value.Priority.IsPresent);
        writer.WriteBoolean(TaskMemberNames.VerifiesMetadata, value.VerifiesMetadata);
    }
}

public sealed partial record TaskModules : IContractObject<TaskModules>
{
    static TaskModules IContractObject<TaskModules>.Read(ref Members members)
    {
        members.MissingRule = TaskRules.BadModuleToggle;
        return new()
        {
            Toggles = members.Objects<ModuleToggle>("toggle"u8),
            UnknownMembers = members.Rest(),
        };
    }

    static void IContractObject<TaskModules>.Write(Utf8JsonWriter writer, TaskModules value) =>
        writer.WriteObjects(TaskMemberNames.Toggles, value.Toggles);
}

public sealed partial record ModuleToggle : IContractObject<ModuleToggle>
{
    static Rule IContractObject<ModuleToggle>.NullRule => TaskRules.BadModuleToggle;
    static Rule IContractObject<ModuleToggle>.ListRule => TaskRules.BadModuleToggle;

    static ModuleToggle IContractObject<ModuleToggle>.Read(ref Members members) => new()
    {
        Enable = members.OptionalText("enable"u8),
        Disable = members.OptionalText("disable"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<ModuleToggle>.Write(Utf8JsonWriter writer, ModuleToggle value)
    {
        writer.WriteText(TaskMemberNames.Enable, value.Enable);
        writer.WriteText(TaskMemberNames.Disable, value.Disable);
    }
}

public sealed partial record StartTaskRequest : IContractObject<StartTaskRequest>
{
    static StartTaskRequest IContractObject<StartTaskRequest>.Read(ref Members members) => new()
    {
        BuildId = members.Integer("build_id"u8),
        TaskId = members.ItemOrNull<TaskId>("task_id"u8),
        Chroot = members.TextOrNull("chroot"u8),
        Status = (BuildTaskStatus?)members.IntegerOrNull("status"u8),
        ResultDirectory = members.TextOrNull("result_dir"u8),
        StartedOn = members.OptionalTime("started_on"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<StartTaskRequest>.Write(Utf8JsonWriter writer, StartTaskRequest value)
    {
        writer.WriteNumber(MemberNames.BuildId, value.BuildId);
        writer.WriteText(TaskMemberNames.TaskId, value.TaskId?.ToString(), isLeftOut: true);
        writer.WriteText(TaskMemberNames.Chroot, value.Chroot, isLeftOut: true);
        writer.WriteInteger(MemberNames.Status, (long?)value.Status, isLeftOut: true);
        writer.WriteText(TaskMemberNames.ResultDirectory, value.ResultDirectory, isLeftOut: true);
        writer.WriteTime(MemberNames.StartedOn, value.StartedOn);
    }
}

public sealed partial record StartTaskResponse : IContractObject<StartTaskResponse>
{
    static StartTaskResponse IContractObject<StartTaskResponse>.Read(ref Members members) => new()
    {
        CanStart = members.Boolean("can_start"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<StartTaskResponse>.Write(Utf8JsonWriter writer, StartTaskResponse value) =>
        writer.WriteBoolean(MemberNames.CanStart, value.CanStart);
}

public sealed partial record TaskUpdates : IContractObject<TaskUpdates>
{
    static string? IContractObject<TaskUpdates>.ListName => MemberNames.Builds.Value;

    static TaskUpdates IContractObject<TaskUpdates>.Read(ref Members members) => new()
    {
        Builds = members.ObjectsOrAbsent<TaskUpdate>("builds"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<TaskUpdates>.Write(Utf8JsonWriter writer, TaskUpdates value) =>
        writer.WriteObjects(MemberNames.Builds, value.Builds, isLeftOut: true);
}

public sealed partial record TaskUpdate : IContractObject<TaskUpdate>
{
    static TaskUpdate IContractObject<TaskUpdate>.Read(ref Members members) => new()
    {
        Id = members.Integer("id"u8),
        TaskId = members.ItemOrNull<TaskId>("task_id"u8),
        Chroot = members.TextOrNull("chroot"u8),
        Status = (BuildTaskStatus?)members.IntegerOrNull("status"u8),
        ResultDirectory = members.TextOrNull("result_dir"u8),
        StartedOn = members.OptionalTime("started_on"u8),
        EndedOn = members.OptionalTime("ended_on"u8),
        BuiltPackages = members.OptionalText("built_packages"u8),
        PackageName = members.OptionalText("pkg_name"u8),
        PackageVersion = members.OptionalText("pkg_version"u8),
        SourcePackageUrl = members.OptionalText("srpm_url"u8),
        Results = members.OptionalObject<TaskResults>("results"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<TaskUpdate>.Write(Utf8JsonWriter writer, TaskUpdate value)
    {
        writer.WriteNumber(MemberNames.Id, value.Id);
        writer.WriteText(TaskMemberNames.TaskId, value.TaskId?.ToString(), isLeftOut: true);
        writer.WriteText(TaskMemberNames.Chroot, value.Chroot, isLeftOut: true);
        writer.WriteInteger(MemberNames.Status, (long?)value.Status, isLeftOut: true);
        writer.WriteText(TaskMemberNames.ResultDirectory, value.ResultDirectory, isLeftOut: true);
        writer.WriteTime(MemberNames.StartedOn, value.StartedOn);
        writer.WriteTime(MemberNames.EndedOn, value.EndedOn);
        writer.WriteText(TaskMemberNames.BuiltPackages, value.BuiltPackages);
        writer.WriteText(TaskMemberNames.ReportedPackageName, value.PackageName);
        writer.WriteText(TaskMemberNames.ReportedPackageVersion, value.PackageVersion);
        writer.WriteText(TaskMemberNames.SourcePackageUrl, value.SourcePackageUrl);
        writer.WriteObject(MemberNames.Results, value.Results);
    }
}

public sealed partial record TaskResults : IContractObject<TaskResults>
{
    static TaskResults IContractObject<TaskResults>.Read(ref Members members) => new()
    {
        Packages = members.ObjectsOrAbsent<TaskPackage>("packages"u8),
        Name = members.TextOrNull("name"u8),
        Epoch = members.OptionalInteger("epoch"u8),
        Version = members.TextOrNull("version"u8),
        Release = members.TextOrNull("release"u8),
        ArchitectureSpecificTags = members.MapOrNull<ArchitectureTags>("architecture_specific_tags"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<TaskResults>.Write(Utf8JsonWriter writer, TaskResults value)
    {
        writer.WriteObjects(TaskMemberNames.Packages, value.Packages, isLeftOut: true);
        writer.WriteText(MemberNames.Name, value.Name, isLeftOut: true);
        writer.WriteInteger(TaskMemberNames.Epoch, value.Epoch);
        writer.WriteText(TaskMemberNames.Version, value.Version, isLeftOut: true);
        writer.WriteText(TaskMemberNames.Release, value.Release, isLeftOut: true);
        writer.WriteMap(TaskMemberNames.ArchitectureSpecificTags, value.ArchitectureSpecificTags, isLeftOut: true);
    }
}

public sealed partial record TaskPackage : IContractObject<TaskPackage>
{
    static TaskPackage IContractObject<TaskPackage>.Read(ref Members members)
    {
        members.MissingRule = TaskRules.IncompletePackage;
        return new()
        {
            Name = members.Text("name"u8),
            Epoch = members.IntegerOrNull("epoch"u8, isRequired: true),
            Version = members.Text("version"u8),
            Release = members.Text("release"u8),
            Architecture = members.Text("arch"u8),
            UnknownMembers = members.Rest(),
        };
    }

    static void IContractObject<TaskPackage>.Write(Utf8JsonWriter writer, TaskPackage value)
    {
        writer.WriteText(MemberNames.Name, value.Name);
        writer.WriteInteger(TaskMemberNames.Epoch, value.Epoch);
        writer.WriteText(TaskMemberNames.Version, value.Version);
        writer.WriteText(TaskMemberNames.Release, value.Release);
        writer.WriteText(TaskMemberNames.Architecture, value.Architecture);
    }
}

public sealed partial record ArchitectureTags : IContractObject<ArchitectureTags>
{
    static ArchitectureTags IContractObject<ArchitectureTags>.Read(ref Members members) => new()
    {
        ExclusiveArchitectures = members.TextsOrAbsent("exclusivearch"u8),
        ExcludedArchitectures = members.TextsOrAbsent("excludearch"u8),
        BuildArchitectures = members.TextsOrAbsent("buildarch"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<ArchitectureTags>.Write(Utf8JsonWriter writer, ArchitectureTags value)
    {
        writer.WriteTexts(TaskMemberNames.ExclusiveArchitectures, value.ExclusiveArchitectures, isLeftOut: true);
        writer.WriteTexts(TaskMemberNames.ExcludedArchitectures, value.ExcludedArchitectures, isLeftOut: true);
        writer.WriteTexts(TaskMemberNames.BuildArchitectures, value.BuildArchitectures, isLeftOut: true);
    }
}

public sealed partial record TaskUpdatesResult : IContractObject<TaskUpdatesResult>
{
    static TaskUpdatesResult IContractObject<TaskUpdatesResult>.Read(ref Members members) => new()
    {
        UpdatedBuildIds = members.IntegersOrNull("updated_builds_ids"u8),
        NonExistingBuildIds = members.IntegersOrNull("non_existing_builds_ids"u8),
        UnknownMembers = members.Rest(),
    };

    static void IContractObject<TaskUpdatesResult>.Write(Utf8JsonWriter writer, TaskUpdatesResult value)
    {
        writer.WriteIntegers(MemberNames.UpdatedBuildIds, value.UpdatedBuildIds, isLeftOut: true);
        writer.WriteIntegers(MemberNames.NonExistingBuildIds, value.NonExistingBuildIds, isLeftOut: true);
    }
}

/// <summary>The tasks that somebody wants stopped: an array of ids.</summary>
internal sealed record CancelRequests(ValueList<TaskId> TaskIds) : IContractObject<CancelRequests>
{
    static JsonTokenType IContractObject<CancelRequests>.Kind => JsonTokenType.StartArray;
    UnknownMembers IContractObject<CancelRequests>.UnknownMembers => UnknownMembers.Empty;
    static CancelRequests IContractObject<CancelRequests>.Read(ref Members members) => new(members.Items<TaskId>());
    static void IContractObject<CancelRequests>.Write(Utf8JsonWriter writer, CancelRequests value) => throw new NotSupportedException();
}

/// <summary>The list of tasks, which a reader reads entry by entry: an array.</summary>
internal sealed class PendingTaskList : IContractObject<PendingTaskList>
{
    static JsonTokenType IContractObject<PendingTaskList>.Kind => JsonTokenType.StartArray;
    static Rule IContractObject<PendingTaskList>.CutOffRule => TaskRules.CutOffList;
    UnknownMembers IContractObject<PendingTaskList>.UnknownMembers => UnknownMembers.Empty;
    static PendingTaskList IContractObject<PendingTaskList>.Read(ref Members members) => new();
    static void IContractObject<PendingTaskList>.Write(Utf8JsonWriter writer, PendingTaskList value) => throw new NotSupportedException();
}
