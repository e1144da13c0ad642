using System.Reflection;
using System.Text.Json;
using Copr.Contracts.Tasks;
using Copr.Contracts.Validation;
using Xunit.Sdk;

namespace Copr.Contracts.Tests.Docs;

/// <summary>The tables of rules and fields in the docs, each between two comments. The command below writes them.</summary>
public sealed class TablesTests
{
    private const string Command = "UPDATE_TABLES=1 dotnet test tests/Copr.Contracts.Tests --filter TablesTests";

    /// <summary>Properties whose names are not those of the wire.</summary>
    private static readonly Dictionary<(Type, string), string> Renamed = new()
    {
        [(typeof(Build), "pkgs")] = nameof(Build.Packages),
        [(typeof(CoprProject), "repos")] = nameof(CoprProject.Repositories),
        [(typeof(BuildUpdatesResult), "updated_builds_ids")] = nameof(BuildUpdatesResult.UpdatedBuildIds),
        [(typeof(BuildUpdatesResult), "non_existing_builds_ids")] = nameof(BuildUpdatesResult.NonExistingBuildIds),
        [(typeof(CanceledBuilds), "builds")] = nameof(CanceledBuilds.BuildIds),
    };

    /// <summary>The same for the types of the wire of tasks, which share their names.</summary>
    private static readonly Dictionary<string, string> RenamedInTasks = new()
    {
        ["allow_user_ssh"] = nameof(BuildTask.AllowsUserSsh),
        ["appstream"] = nameof(BuildTask.CreatesAppStream),
        ["arch"] = nameof(TaskPackage.Architecture),
        ["background"] = nameof(BuildTask.IsBackground),
        ["baseurl"] = nameof(TaskRepository.BaseUrl),
        ["buildarch"] = nameof(ArchitectureTags.BuildArchitectures),
        ["buildroot_pkgs"] = nameof(BuildTask.BuildrootPackages),
        ["enable_net"] = nameof(BuildTask.EnablesNetwork),
        ["excludearch"] = nameof(ArchitectureTags.ExcludedArchitectures),
        ["exclusivearch"] = nameof(ArchitectureTags.ExclusiveArchitectures),
        ["fedora_review"] = nameof(BuildTask.RunsFedoraReview),
        ["git_repo"] = nameof(BuildTask.GitRepository),
        ["memory_reqs"] = nameof(BuildTask.RequiredMemory),
        ["module_hotfixes"] = nameof(TaskRepository.IsModuleHotfixes),
        ["non_existing_builds_ids"] = nameof(TaskUpdatesResult.NonExistingBuildIds),
        ["pkg_name"] = nameof(TaskUpdate.PackageName),
        ["pkg_version"] = nameof(TaskUpdate.PackageVersion),
        ["prebuilt_rpm_urls"] = nameof(BuildTask.PrebuiltPackageUrls),
        ["project_dirname"] = nameof(BuildTask.ProjectDirectoryName),
        ["repo_gpgcheck"] = nameof(TaskRepository.VerifiesMetadata),
        ["repo_priority"] = nameof(BuildTask.RepositoryPriority),
        ["repos"] = nameof(BuildTask.Repositories),
        ["result_dir"] = nameof(TaskUpdate.ResultDirectory),
        ["srpm_url"] = nameof(TaskUpdate.SourcePackageUrl),
        ["toggle"] = nameof(TaskModules.Toggles),
        ["updated_builds_ids"] = nameof(TaskUpdatesResult.UpdatedBuildIds),
        ["uses_devel_repo"] = nameof(BuildTask.UsesDevelopmentRepository),
        ["with_opts"] = nameof(BuildTask.WithOptions),
        ["without_opts"] = nameof(BuildTask.WithoutOptions),
    };

    [Fact]
    public void The_index_of_the_rule_pages_lists_every_rule() => CompareOrUpdate(
        "docs/rules/README.md",
        "rules",
        ["| id | name | severity | kind | requirement |", "| --- | --- | --- | --- | --- |"],
        Rules.All.Select(static rule =>
            $"| [{rule.Id}]({rule.Id}.md) | {rule.Name} | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Kind} | {rule.Summary} |"));

    [Theory]
    [InlineData("waiting-builds", "", typeof(WaitingBuilds))]
    [InlineData("waiting-builds", "properties/builds/items", typeof(Build))]
    [InlineData("waiting-builds", "properties/builds/items/properties/copr", typeof(CoprProject))]
    [InlineData("update-builds", "", typeof(BuildUpdates))]
    [InlineData("update-builds", "properties/builds/items", typeof(BuildUpdate))]
    [InlineData("update-builds-result", "", typeof(BuildUpdatesResult))]
    [InlineData("canceled-builds", "", typeof(CanceledBuilds))]
    [InlineData("starting-build", "", typeof(StartBuildRequest))]
    [InlineData("starting-build-result", "", typeof(StartBuildResponse))]
    [InlineData("pending-tasks", "items", typeof(PendingTask))]
    [InlineData("build-task", "", typeof(BuildTask))]
    [InlineData("build-task", "properties/repos/items", typeof(TaskRepository))]
    [InlineData("build-task", "properties/modules", typeof(TaskModules))]
    [InlineData("build-task", "properties/modules/properties/toggle/items", typeof(ModuleToggle))]
    [InlineData("source-task", "", typeof(SourceTask))]
    [InlineData("start-task", "", typeof(StartTaskRequest))]
    [InlineData("start-task-response", "", typeof(StartTaskResponse))]
    [InlineData("task-updates", "", typeof(TaskUpdates))]
    [InlineData("task-updates", "properties/builds/items", typeof(TaskUpdate))]
    [InlineData("task-updates", "properties/builds/items/properties/results", typeof(TaskResults))]
    [InlineData("task-updates", "properties/builds/items/properties/results/properties/packages/items", typeof(TaskPackage))]
    [InlineData(
        "task-updates", "properties/builds/items/properties/results/properties/architecture_specific_tags/additionalProperties",
        typeof(ArchitectureTags))]
    [InlineData("task-updates-result", "", typeof(TaskUpdatesResult))]
    public void The_table_of_fields_lists_every_member(string schema, string path, Type type)
    {
        using Stream stream = ContractSchema.Find(schema)!.OpenRead();
        using JsonDocument document = JsonDocument.Parse(stream);
        JsonElement definition = path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(document.RootElement, static (element, name) => element.GetProperty(name));

        CompareOrUpdate(
            "docs/fields.md",
            type.Name,
            ["| on the wire | JSON | in .NET | meaning |", "| --- | --- | --- | --- |"],
            definition.GetProperty("properties").EnumerateObject().Select(member =>
                $"| `{member.Name}` | {TypeOf(member.Value)} | `{type.Name}.{PropertyOf(type, member.Name).Name}` | {member.Value.GetProperty("description")} |"));
    }

    private static PropertyInfo PropertyOf(Type type, string member)
    {
        string name = Renamed.GetValueOrDefault((type, member))
            ?? (type.Namespace == typeof(BuildTask).Namespace ? RenamedInTasks.GetValueOrDefault(member) : null)
            ?? string.Concat(member.Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
        return type.GetProperty(name) ?? throw new XunitException($"{type.Name} has no property {name} for \"{member}\".");
    }

    /// <summary>Returns the JSON types of a member, or its values if the schema names them instead.</summary>
    private static string TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out JsonElement type) ? string.Join(" or ", schema.GetProperty("enum").EnumerateArray().Select(static value => value.GetRawText()))
        : type.ValueKind == JsonValueKind.String ? type.GetString()!
        : string.Join(" or ", type.EnumerateArray());

    private static void CompareOrUpdate(string file, string name, string[] header, IEnumerable<string> rows)
    {
        string begin = $"<!-- {name} -->\n";
        string end = $"<!-- /{name} -->\n";
        string path = Path.Combine(TestFolder.Root, file);
        string text = File.ReadAllText(path);
        int start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int stop = text.IndexOf(end, StringComparison.Ordinal);
        (start < begin.Length || stop < start).Should().BeFalse("the table in {0} is between \"{1}\" and \"{2}\"", file, begin, end);

        string updated = text[..start] + string.Concat(header.Concat(rows).Select(static line => line + "\n")) + text[stop..];
        if (Environment.GetEnvironmentVariable("UPDATE_TABLES") == "1")
        {
            File.WriteAllText(path, updated);
        }
        else if (updated != text)
        {
            throw new XunitException($"The table \"{name}\" in {file} is not up to date. To update it, run: {Command}");
        }
    }
}
