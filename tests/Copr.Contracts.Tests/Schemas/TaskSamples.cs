using Copr.Contracts.Tasks;

namespace Copr.Contracts.Tests.Schemas;

/// <summary>Objects of the wire of tasks with every member that can be written.</summary>
internal static class TaskSamples
{
    private static readonly TaskId Id = TaskId.Parse("8-fedora-42-x86_64");

    private static readonly Chroot Chroot = Chroot.Parse("fedora-42-x86_64");

    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch;

    public static PendingTask PendingTask { get; } = new()
    {
        TaskId = Id,
        BuildId = 8,
        ProjectOwner = "jdoe",
        Sandbox = "",
        IsBackground = false,
        Chroot = Chroot,
        Tags = [],
        AllowsUserSsh = false,
    };

    public static TaskRepository Repository { get; } =
        new() { Id = "a", BaseUrl = "", Name = "", Priority = 1, VerifiesMetadata = false, IsModuleHotfixes = true };

    public static TaskModules Modules { get; } = new() { Toggles = [new() { Enable = "nodejs:20" }] };

    public static BuildTask BuildTask { get; } = new()
    {
        TaskId = Id,
        BuildId = 8,
        ProjectOwner = "jdoe",
        ProjectName = "hello",
        ProjectDirectoryName = "hello",
        Sandbox = "",
        IsBackground = false,
        Chroot = Chroot,
        Tags = [],
        AllowsUserSsh = false,
        Repositories = [],
        Timeout = 1,
        EnablesNetwork = false,
        PackageName = "hello",
        UsesDevelopmentRepository = false,
        Isolation = "default",
        RunsFedoraReview = false,
        CreatesAppStream = false,
        Modules = Modules,
        BuildrootPackages = [],
        WithOptions = [],
        WithoutOptions = [],
        Bootstrap = "on",
        BootstrapImage = "",
        PrebuiltPackageUrls = [],
    };

    public static SourceTask SourceTask { get; } = new()
    {
        TaskId = new TaskId(8),
        BuildId = 8,
        ProjectOwner = "jdoe",
        ProjectName = "hello",
        ProjectDirectoryName = "hello",
        Sandbox = "",
        IsBackground = false,
        CreatesAppStream = false,
        SourceType = SourceType.Unset,
        Repositories = [],
        DistributionsInProject = ["fedora-42"],
        DistributionsInBuild = [],
    };

    public static StartTaskRequest StartTaskRequest { get; } = new()
    {
        BuildId = 8,
        TaskId = Id,
        Chroot = "fedora-42-x86_64",
        Status = BuildTaskStatus.Starting,
        ResultDirectory = "00000008-hello",
        StartedOn = Time,
    };

    public static TaskPackage Package { get; } = new() { Name = "hello", Epoch = null, Version = "1", Release = "1", Architecture = "src" };

    public static ArchitectureTags Tags { get; } = new() { ExclusiveArchitectures = [], ExcludedArchitectures = [], BuildArchitectures = [] };

    public static TaskResults Results { get; } = new()
    {
        Packages = [],
        Name = "hello",
        Epoch = (long?)null,
        Version = "1",
        Release = "1",
        ArchitectureSpecificTags = new Dictionary<string, ArchitectureTags>(),
    };

    public static TaskUpdate TaskUpdate { get; } = new()
    {
        Id = 8,
        TaskId = Id,
        Chroot = "fedora-42-x86_64",
        Status = BuildTaskStatus.Starting,
        ResultDirectory = "00000008-hello",
        StartedOn = Time,
        EndedOn = Time,
        BuiltPackages = "",
        PackageName = "",
        PackageVersion = "",
        SourcePackageUrl = "",
        Results = Results,
    };
}
