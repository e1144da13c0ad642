using Copr.Contracts.Tasks;
using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <content>The objects of the wire of tasks, each with its JSON. A sandbox, which is not compared, has the text of the owner.</content>
internal static partial class Generate
{
    public static Gen<Written<PendingTask>> PendingTask => Gen.Select(
        Gen.Select(OrAbsent(Boolean), Boolean, Id, OrNull(OneChroot)),
        Gen.Select(WrittenText, OrAbsent(Texts), TaskId, Unknown("background", "tags", "chroot")))
        .Select(static (first, second) =>
        {
            var (ssh, background, build, chroot) = first;
            var (owner, tags, id, unknown) = second;
            return new Written<PendingTask>(
                new PendingTask
                {
                    AllowsUserSsh = ssh.Value.IsPresent ? ssh.Value.Value : null,
                    IsBackground = background.Value,
                    BuildId = build.Value,
                    Chroot = chroot.Value,
                    ProjectOwner = owner.Value,
                    Sandbox = owner.Value,
                    Tags = tags.Value.Value,
                    TaskId = id.Value,
                    UnknownMembers = unknown.Value,
                },
                Object(
                    unknown, Member("allow_user_ssh", ssh), Member("background", background), Member("build_id", build),
                    Member("chroot", chroot), Member("project_owner", owner), Member("sandbox", owner), Member("tags", tags),
                    Member("task_id", id)));
        });

    public static Gen<Written<BuildTask>> BuildTask => Gen.Select(
        Gen.Select(Boolean, Boolean, Boolean, OrAbsent(TextOrNull), OrAbsent(TextOrNull), Id, OrNull(Texts), OneChroot),
        Gen.Select(Boolean, Boolean, TextOrNull, TextOrNull, WrittenText, OrNull(Id), OrAbsent(OrNull(TaskModules)), WrittenText),
        Gen.Select(TextOrNull, OrAbsent(Texts), WrittenText, WrittenText, WrittenText, OrNull(Id), OrNull(Array(TaskRepository))),
        Gen.Select(OrNull(Id), TextOrNull, OrNull(Texts), TaskId, OrNull(Id), Boolean, OrNull(Texts), Unknown("tags", "timeout")))
        .Select(static (first, second, third, fourth) =>
        {
            var (ssh, appStream, background, bootstrap, image, build, buildroot, chroot) = first;
            var (network, review, hash, git, isolation, memory, modules, package) = second;
            var (version, prebuilt, directory, project, owner, priority, repositories) = third;
            var (storage, submitter, tags, id, timeout, development, options, unknown) = fourth;
            return new Written<BuildTask>(
                new BuildTask
                {
                    AllowsUserSsh = ssh.Value,
                    CreatesAppStream = appStream.Value,
                    IsBackground = background.Value,
                    Bootstrap = bootstrap.Value,
                    BootstrapImage = image.Value,
                    BuildId = build.Value,
                    BuildrootPackages = buildroot.Value,
                    Chroot = chroot.Value,
                    EnablesNetwork = network.Value,
                    RunsFedoraReview = review.Value,
                    GitHash = hash.Value,
                    GitRepository = git.Value,
                    Isolation = isolation.Value,
                    RequiredMemory = memory.Value,
                    Modules = modules.Value,
                    PackageName = package.Value,
                    PackageVersion = version.Value,
                    PrebuiltPackageUrls = prebuilt.Value.Value,
                    ProjectDirectoryName = directory.Value,
                    ProjectName = project.Value,
                    ProjectOwner = owner.Value,
                    RepositoryPriority = priority.Value,
                    Repositories = repositories.Value,
                    Sandbox = owner.Value,
                    SshPublicKeys = git.Value,
                    Storage = storage.Value,
                    Submitter = submitter.Value,
                    Tags = tags.Value,
                    TaskId = id.Value,
                    Timeout = timeout.Value,
                    UsesDevelopmentRepository = development.Value,
                    WithOptions = options.Value,
                    WithoutOptions = tags.Value,
                    UnknownMembers = unknown.Value,
                },
                Object(
                    unknown, Member("allow_user_ssh", ssh), Member("appstream", appStream), Member("background", background),
                    Member("bootstrap", bootstrap), Member("bootstrap_image", image), Member("build_id", build),
                    Member("buildroot_pkgs", buildroot), Member("chroot", chroot), Member("enable_net", network),
                    Member("fedora_review", review), Member("git_hash", hash), Member("git_repo", git), Member("isolation", isolation),
                    Member("memory_reqs", memory), Member("modules", modules), Member("package_name", package),
                    Member("package_version", version), Member("prebuilt_rpm_urls", prebuilt), Member("project_dirname", directory),
                    Member("project_name", project), Member("project_owner", owner), Member("repo_priority", priority),
                    Member("repos", repositories), Member("sandbox", owner), Member("ssh_public_keys", git), Member("storage", storage),
                    Member("submitter", submitter), Member("tags", tags), Member("task_id", id), Member("timeout", timeout),
                    Member("uses_devel_repo", development), Member("with_opts", options), Member("without_opts", tags)));
        });

    public static Gen<Written<SourceTask>> SourceTask => Gen.Select(
        Gen.Select(Boolean, Boolean, Id, OrNull(OneChroot), Texts, Texts, TextOrNull, WrittenText),
        Gen.Select(
            WrittenText, WrittenText, OrNull(Array(TaskRepository)), TextOrNull, Id, TextOrNull, TaskId, Unknown("repos", "submitter")))
        .Select(static (first, second) =>
        {
            var (appStream, background, build, chroot, ofBuild, ofProject, package, directory) = first;
            var (project, owner, repositories, source, type, submitter, id, unknown) = second;
            return new Written<SourceTask>(
                new SourceTask
                {
                    CreatesAppStream = appStream.Value,
                    IsBackground = background.Value,
                    BuildId = build.Value,
                    Chroot = chroot.Value,
                    DistributionsInBuild = ofBuild.Value,
                    DistributionsInProject = ofProject.Value,
                    PackageName = package.Value,
                    ProjectDirectoryName = directory.Value,
                    ProjectName = project.Value,
                    ProjectOwner = owner.Value,
                    Repositories = repositories.Value,
                    Sandbox = owner.Value,
                    SourceJson = source.Value,
                    SourceType = (SourceType)type.Value,
                    Submitter = submitter.Value,
                    TaskId = id.Value,
                    UnknownMembers = unknown.Value,
                },
                Object(
                    unknown, Member("appstream", appStream), Member("background", background), Member("build_id", build),
                    Member("chroot", chroot), Member("distributions_in_build", ofBuild), Member("distributions_in_project", ofProject),
                    Member("package_name", package), Member("project_dirname", directory), Member("project_name", project),
                    Member("project_owner", owner), Member("repos", repositories), Member("sandbox", owner),
                    Member("source_json", source), Member("source_type", type), Member("submitter", submitter), Member("task_id", id)));
        });

    public static Gen<Written<StartTaskRequest>> StartTaskRequest => Gen.Select(
        Id, OrAbsent(TaskId), OrAbsent(WrittenText), OrAbsent(Id), OrAbsent(WrittenText), OrAbsent(OrNull(Moment)),
        Unknown("chroot", "status"))
        .Select(static (build, id, chroot, status, directory, started, unknown) => new Written<StartTaskRequest>(
            new StartTaskRequest
            {
                BuildId = build.Value,
                TaskId = id.Value.IsPresent ? id.Value.Value : null,
                Chroot = chroot.Value.Value,
                Status = StatusOf(status),
                ResultDirectory = directory.Value.Value,
                StartedOn = started.Value,
                UnknownMembers = unknown.Value,
            },
            Object(
                unknown, Member("build_id", build), Member("task_id", id), Member("chroot", chroot), Member("status", status),
                Member("result_dir", directory), Member("started_on", started))));

    public static Gen<Written<StartTaskResponse>> StartTaskResponse => Gen.Select(Boolean, Unknown("can_start"))
        .Select(static (canStart, unknown) => new Written<StartTaskResponse>(
            new StartTaskResponse { CanStart = canStart.Value, UnknownMembers = unknown.Value },
            Object(unknown, Member("can_start", canStart))));

    public static Gen<Written<TaskUpdates>> TaskUpdates => Gen.Select(OrAbsent(Array(TaskUpdate)), Unknown("builds"))
        .Select(static (updates, unknown) => new Written<TaskUpdates>(
            new TaskUpdates { Builds = updates.Value.Value, UnknownMembers = unknown.Value }, Object(unknown, Member("builds", updates))));

    public static Gen<Written<TaskUpdatesResult>> TaskUpdatesResult => Gen.Select(
        OrAbsent(Ids), OrAbsent(Ids), Unknown("updated_builds_ids", "non_existing_builds_ids"))
        .Select(static (updated, missing, unknown) => new Written<TaskUpdatesResult>(
            new TaskUpdatesResult
            {
                UpdatedBuildIds = updated.Value.Value,
                NonExistingBuildIds = missing.Value.Value,
                UnknownMembers = unknown.Value,
            },
            Object(unknown, Member("updated_builds_ids", updated), Member("non_existing_builds_ids", missing))));

    private static Gen<Written<TaskUpdate>> TaskUpdate => Gen.Select(
        Gen.Select(Id, OrAbsent(TaskId), OrAbsent(WrittenText), OrAbsent(Id), OrAbsent(WrittenText), OrAbsent(OrNull(Moment))),
        Gen.Select(
            OrAbsent(OrNull(Moment)), OrAbsent(TextOrNull), OrAbsent(TextOrNull), OrAbsent(TextOrNull), OrAbsent(TextOrNull),
            OrAbsent(OrNull(TaskResults)), Unknown("chroot", "status", "results")))
        .Select(static (first, second) =>
        {
            var (build, id, chroot, status, directory, started) = first;
            var (ended, built, name, version, url, results, unknown) = second;
            return new Written<TaskUpdate>(
                new TaskUpdate
                {
                    Id = build.Value,
                    TaskId = id.Value.IsPresent ? id.Value.Value : null,
                    Chroot = chroot.Value.Value,
                    Status = StatusOf(status),
                    ResultDirectory = directory.Value.Value,
                    StartedOn = started.Value,
                    EndedOn = ended.Value,
                    BuiltPackages = built.Value,
                    PackageName = name.Value,
                    PackageVersion = version.Value,
                    SourcePackageUrl = url.Value,
                    Results = results.Value,
                    UnknownMembers = unknown.Value,
                },
                Object(
                    unknown, Member("id", build), Member("task_id", id), Member("chroot", chroot), Member("status", status),
                    Member("result_dir", directory), Member("started_on", started), Member("ended_on", ended),
                    Member("built_packages", built), Member("pkg_name", name), Member("pkg_version", version), Member("srpm_url", url),
                    Member("results", results)));
        });

    private static Gen<Written<TaskResults>> TaskResults => Gen.Select(
        OrAbsent(Array(TaskPackage)), OrAbsent(WrittenText), OrAbsent(OrNull(Id)), OrAbsent(WrittenText),
        OrAbsent(Gen.Select(WrittenText, ArchitectureTags).Array[0, 3]
            .Select(static tags => tags.DistinctBy(static tag => tag.Item1.Value).ToArray())
            .Select(static tags => new Written<IReadOnlyDictionary<string, ArchitectureTags>>(
                tags.ToDictionary(static tag => tag.Item1.Value, static tag => tag.Item2.Value),
                $$"""{{{string.Join(',', tags.Select(static tag => $"{tag.Item1}:{tag.Item2}"))}}}"""))),
        Unknown("packages", "name", "epoch", "version", "architecture_specific_tags"))
        .Select(static (packages, name, epoch, version, tags, unknown) => new Written<TaskResults>(
            new TaskResults
            {
                Packages = packages.Value.Value,
                Name = name.Value.Value,
                Epoch = epoch.Value,
                Version = version.Value.Value,
                Release = version.Value.Value,
                ArchitectureSpecificTags = tags.Value.Value,
                UnknownMembers = unknown.Value,
            },
            Object(
                unknown, Member("packages", packages), Member("name", name), Member("epoch", epoch), Member("version", version),
                Member("release", version), Member("architecture_specific_tags", tags))));

    private static Gen<Written<TaskPackage>> TaskPackage => Gen.Select(
        WrittenText, OrNull(Id), WrittenText, WrittenText, WrittenText, Unknown("name", "epoch", "version", "release", "arch"))
        .Select(static (name, epoch, version, release, architecture, unknown) => new Written<TaskPackage>(
            new TaskPackage
            {
                Name = name.Value,
                Epoch = epoch.Value,
                Version = version.Value,
                Release = release.Value,
                Architecture = architecture.Value,
                UnknownMembers = unknown.Value,
            },
            Object(
                unknown, Member("name", name), Member("epoch", epoch), Member("version", version), Member("release", release),
                Member("arch", architecture))));

    private static Gen<Written<ArchitectureTags>> ArchitectureTags => Gen.Select(
        OrAbsent(Texts), OrAbsent(Texts), OrAbsent(Texts), Unknown("exclusivearch", "excludearch", "buildarch"))
        .Select(static (exclusive, excluded, build, unknown) => new Written<ArchitectureTags>(
            new ArchitectureTags
            {
                ExclusiveArchitectures = exclusive.Value.Value,
                ExcludedArchitectures = excluded.Value.Value,
                BuildArchitectures = build.Value.Value,
                UnknownMembers = unknown.Value,
            },
            Object(unknown, Member("exclusivearch", exclusive), Member("excludearch", excluded), Member("buildarch", build))));

    private static Gen<Written<TaskRepository>> TaskRepository => Gen.Select(
        WrittenText, WrittenText, OrAbsent(OrNull(Boolean)), WrittenText, OrAbsent(OrNull(Id)), OrAbsent(OrNull(Boolean)),
        Unknown("id", "name"))
        .Select(static (url, id, hotfixes, name, priority, verifies, unknown) => new Written<TaskRepository>(
            new TaskRepository
            {
                BaseUrl = url.Value,
                Id = id.Value,
                IsModuleHotfixes = hotfixes.Value,
                Name = name.Value,
                Priority = priority.Value.IsPresent ? new RepositoryPriority(priority.Value.Value) : default,
                VerifiesMetadata = verifies.Value,
                UnknownMembers = unknown.Value,
            },
            Object(
                unknown, Member("baseurl", url), Member("id", id), Member("module_hotfixes", hotfixes), Member("name", name),
                Member("priority", priority), Member("repo_gpgcheck", verifies))));

    private static Gen<Written<TaskModules>> TaskModules => Gen.Select(Array(ModuleToggle), Unknown("toggle"))
        .Select(static (toggles, unknown) => new Written<TaskModules>(
            new TaskModules { Toggles = toggles.Value, UnknownMembers = unknown.Value }, Object(unknown, Member("toggle", toggles))));

    private static Gen<Written<ModuleToggle>> ModuleToggle => Gen.Select(
        OrAbsent(TextOrNull), OrAbsent(TextOrNull), Unknown("enable", "disable"))
        .Select(static (enable, disable, unknown) => new Written<ModuleToggle>(
            new ModuleToggle { Enable = enable.Value, Disable = disable.Value, UnknownMembers = unknown.Value },
            Object(unknown, Member("enable", enable), Member("disable", disable))));

    private static Gen<Written<TaskId>> TaskId => Gen.Select(Gen.Long[1, long.MaxValue], OrNull(OneChroot))
        .Select(static (build, chroot) => new Written<TaskId>(
            new(build, chroot.Value), Quoted(chroot.Value is null ? $"{build}" : $"{build}-{chroot.Value}")));

    private static Gen<Written<Chroot>> OneChroot =>
        ChrootText.Select(static text => new Written<Chroot>(Chroot.Parse(text), Quoted(text)));

    private static Gen<Written<IReadOnlyList<string>>> Texts => Array(WrittenText);

    private static BuildTaskStatus? StatusOf(Written<Optional<long>> status) =>
        status.Value.IsPresent ? (BuildTaskStatus)status.Value.Value : null;

    private static Gen<Written<IReadOnlyList<T>>> Array<T>(Gen<Written<T>> items) => items.Array[0, 3].Select(static items =>
        new Written<IReadOnlyList<T>>([.. items.Select(static item => item.Value)], Array((IEnumerable<Written<T>>)items)));

    private static Gen<Written<T?>> OrNull<T>(Gen<Written<T>> values, string json = "null")
        where T : class =>
        Gen.OneOf(Gen.Const(new Written<T?>(null, json)), values.Select(static value => new Written<T?>(value.Value, value.Json)));

    /// <summary>A member that may be absent, whose text is empty then.</summary>
    private static Gen<Written<Optional<T>>> OrAbsent<T>(Gen<Written<T>> values) => Gen.OneOf(
        Gen.Const(new Written<Optional<T>>(default, "")),
        values.Select(static value => new Written<Optional<T>>(value.Value, value.Json)));

    private static string Member<T>(string name, Written<T> value) => value.Json.Length == 0 ? "" : $"\"{name}\":{value}";

    private static string Object(Written<UnknownMembers> unknown, params IEnumerable<string> members) =>
        $"{{{string.Join(',', members.Append(unknown.Json.TrimStart(',')).Where(static member => member.Length > 0))}}}";
}
