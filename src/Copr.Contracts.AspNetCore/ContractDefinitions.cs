using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Copr.Contracts.Tasks;
using Copr.Contracts.Validation;

namespace Copr.Contracts.AspNetCore;

/// <summary>The definitions of the contract's types in the schemas of the package <c>Copr.Contracts</c>.</summary>
internal static partial class ContractDefinitions
{
    private static readonly Dictionary<Type, Func<JsonNode>> All = new()
    {
        [typeof(WaitingBuilds)] = static () => Read("waiting-builds"),
        [typeof(Build)] = static () => DefineBuild(WaitingBuild()),
        [typeof(CoprProject)] = static () => WaitingMember("copr"),
        [typeof(BuildUpdates)] = static () => Read("update-builds"),
        [typeof(BuildUpdate)] = static () => ReadItem("update-builds"),
        [typeof(BuildUpdatesResult)] = static () => Read("update-builds-result"),
        [typeof(CanceledBuilds)] = static () => Read("canceled-builds"),
        [typeof(StartBuildRequest)] = static () => Read("starting-build"),
        [typeof(StartBuildResponse)] = static () => Read("starting-build-result"),
        [typeof(BuildStatus)] = static () => DefineStatus(WaitingMember("status")),
        [typeof(Chroot)] = static () => DefineItem(WaitingMember("chroots"), "COPR106"),
        [typeof(PackageUrl)] = static () => DefineItem(WaitingMember("pkgs"), "COPR107"),
        [typeof(RepositoryUrl)] = static () => DefineItem(CoprMember("repos"), "COPR107"),
        [typeof(SpaceSeparatedList<Chroot>)] = static () => DefineList(WaitingMember("chroots"), "Chroots"),
        [typeof(SpaceSeparatedList<PackageUrl>)] = static () => DefineList(WaitingMember("pkgs"), "URLs of source packages"),
        [typeof(SpaceSeparatedList<RepositoryUrl>)] = static () => DefineList(CoprMember("repos"), "URLs of repositories"),
        [typeof(PendingTask)] = static () => Read("pending-tasks")["items"]!,
        [typeof(TaskId)] = static () => Find("pending-tasks", "items", "properties", "task_id"),
        [typeof(BuildTask)] = static () => Read("build-task"),
        [typeof(TaskRepository)] = static () => Find("build-task", "properties", "repos", "items"),
        [typeof(TaskModules)] = static () => Find("build-task", "properties", "modules"),
        [typeof(ModuleToggle)] = static () => Find("build-task", "properties", "modules", "properties", "toggle", "items"),
        [typeof(SourceTask)] = static () => Read("source-task"),
        [typeof(StartTaskRequest)] = static () => Read("start-task"),
        [typeof(StartTaskResponse)] = static () => Read("start-task-response"),
        [typeof(TaskUpdates)] = static () => Read("task-updates"),
        [typeof(TaskUpdate)] = static () => ReadItem("task-updates"),
        [typeof(TaskUpdatesResult)] = static () => Read("task-updates-result"),
        [typeof(TaskResults)] = static () => FindInResults(),
        [typeof(TaskPackage)] = static () => FindInResults("properties", "packages", "items"),
        [typeof(ArchitectureTags)] = static () => FindInResults("properties", "architecture_specific_tags", "additionalProperties"),
    };

    /// <summary>The members that are fixed because the build waits. A build in any other state has other values.</summary>
    private static readonly string[] FixedWhileWaiting = ["started_on", "ended_on", "canceled"];

    /// <summary>Returns the definition of a type as JSON Schema; null if the type is not the contract's.</summary>
    public static JsonNode? Find(Type type) => All.TryGetValue(type, out Func<JsonNode>? define) ? define() : null;

    /// <summary>Returns what the schema of the list requires of its builds, in addition to what it requires of any build.</summary>
    public static JsonNode RequireWaiting()
    {
        JsonNode build = WaitingBuild();
        return new JsonObject
        {
            ["description"] = build["description"]!.DeepClone(),
            ["properties"] = new JsonObject(FixedWhileWaiting.Select(name =>
                KeyValuePair.Create<string, JsonNode?>(name, build["properties"]![name]!.DeepClone()))),
        };
    }

    private static JsonNode Read(string schema) => JsonNode.Parse(ContractSchema.Find(schema)!.ToString())!;

    /// <summary>The definition of a build in a document that lists builds.</summary>
    private static JsonNode ReadItem(string schema) => Read(schema)["properties"]!["builds"]!["items"]!;

    /// <summary>Finds the definition of a type in the schema of a document that contains it, where it may also be null.</summary>
    private static JsonNode Find(string schema, params IEnumerable<string> path)
    {
        JsonNode found = path.Aggregate(Read(schema), static (node, name) => node[name]!);
        found["type"] = found["type"] is JsonArray types ? types[0]!.DeepClone() : found["type"]!.DeepClone();
        return found;
    }

    private static JsonNode FindInResults(params string[] path) =>
        Find("task-updates", ["properties", "builds", "items", "properties", "results", .. path]);

    private static JsonNode WaitingBuild() => ReadItem("waiting-builds");

    private static JsonNode WaitingMember(string name) => WaitingBuild()["properties"]![name]!;

    private static JsonNode CoprMember(string name) => WaitingMember("copr")["properties"]![name]!;

    private static JsonNode DefineBuild(JsonNode build)
    {
        JsonNode members = build["properties"]!;
        build["description"] = "A build, in any state.";
        members["started_on"] = DefineTime("The time of the start: Unix time in whole seconds, UTC; null until the build starts.");
        members["ended_on"] = DefineTime("The time of the end: Unix time in whole seconds, UTC; null until the build ends.");
        members["canceled"] = new JsonObject
        {
            ["description"] = "Null and false both mean not canceled.",
            ["type"] = new JsonArray("boolean", "null"),
        };
        return build;

        JsonNode DefineTime(string description)
        {
            JsonNode time = members["submitted_on"]!.DeepClone();
            time["description"] = description;
            time["type"] = new JsonArray("integer", "null");
            return time;
        }
    }

    private static JsonNode DefineStatus(JsonNode member)
    {
        member["description"] = "How a build ended: 0 failed, 1 succeeded (COPR502).";
        member["type"] = "integer";
        member["enum"] = new JsonArray([.. member["enum"]!.AsArray().OfType<JsonNode>().Select(static value => value.DeepClone())]);
        return member;
    }

    private static JsonNode DefineItem(JsonNode list, string rule)
    {
        list["description"] = Rules.Find(rule)!.Summary;
        list["type"] = "string";
        list["pattern"] = ListPattern().Replace(list["pattern"]!.GetValue<string>(), "^${item}$$");
        list["examples"] = new JsonArray(list["examples"]![0]!.GetValue<string>().Split(' ')[0]);
        return list;
    }

    private static JsonNode DefineList(JsonNode list, string items)
    {
        list["description"] = $"{items}, separated by one space; null if there are none.";
        list["type"] = new JsonArray("string", "null");
        list["pattern"] = ListPattern().Replace(list["pattern"]!.GetValue<string>(), "^(?:${item}(?: ${item})*)?$$");
        return list;
    }

    /// <summary>Finds the pattern of an item in the pattern of its list, which contains it twice.</summary>
    [GeneratedRegex(
        @"^\^(\(\?:)?(?<item>.+)\(\?: \k<item>\)\*(\)\?)?\$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ListPattern();
}
