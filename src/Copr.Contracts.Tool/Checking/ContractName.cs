using System.Text.Json;

namespace Copr.Contracts.Tool.Checking;

/// <summary>The contracts that a document can be checked against, which are named after their schemas.</summary>
internal static class ContractName
{
    public const string WaitingBuilds = "waiting-builds";

    public const string UpdateBuilds = "update-builds";

    public const string UpdateBuildsResult = "update-builds-result";

    public const string StartingBuild = "starting-build";

    public const string StartingBuildResult = "starting-build-result";

    public const string CanceledBuilds = "canceled-builds";

    public const string PendingTasks = "pending-tasks";

    public const string BuildTask = "build-task";

    public const string SourceTask = "source-task";

    public const string StartTask = "start-task";

    public const string StartTaskResponse = "start-task-response";

    public const string TaskUpdates = "task-updates";

    public const string TaskUpdatesResult = "task-updates-result";

    public const string CancelRequests = "cancel-requests";

    private static readonly string[] MembersOfWaitingBuilds = ["copr", "copr_id", "user_id", "pkgs", "chroots", "submitted_on", "canceled"];

    private static readonly string[] MembersOfUpdateBuilds = ["started_on", "results", "ended_on", "status"];

    // A worker sends its whole task, in any order, in which members of a wiki's build are too.
    private static readonly string[] MembersOfTaskUpdates =
    [
        "task_id", "chroot", "result_dir", "built_packages", "pkg_name", "srpm_url", "project_owner", "project_name", "frontend_base_url",
        "enable_net", "sandbox",
    ];

    public static string[] All { get; } =
    [
        WaitingBuilds, UpdateBuilds, UpdateBuildsResult, StartingBuild, StartingBuildResult, CanceledBuilds,
        PendingTasks, BuildTask, SourceTask, StartTask, StartTaskResponse, TaskUpdates, TaskUpdatesResult, CancelRequests,
    ];

    /// <summary>
    /// Detects the contract from the members of the document and of its first builds, as far as its beginning contains them. If they do not
    /// decide, as those of an empty array, its name does. Without one, an array is a list of tasks, and anything else is a list of waiting
    /// builds, or of tasks. An answer that both wires have is the wiki's unless the wire is that of tasks.
    /// </summary>
    public static string Detect(ReadOnlySpan<byte> beginning, string name, bool isOfTasks)
    {
        ReadOnlySpan<byte> text = beginning[TextEncoding.LengthOfMark(beginning)..];
        bool isArray = text.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
        string contract = DetectByShape(text) ?? DetectByName(name) ?? (isOfTasks || isArray ? PendingTasks : WaitingBuilds);
        return !isOfTasks ? contract : contract switch
        {
            UpdateBuilds => TaskUpdates,
            UpdateBuildsResult => TaskUpdatesResult,
            StartingBuild => StartTask,
            StartingBuildResult => StartTaskResponse,
            _ => contract,
        };
    }

    /// <summary>Returns the contract with which the name of a file begins; null if there is none.</summary>
    public static string? DetectByName(string name)
    {
        string file = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Replace('_', '-');
        return All.OrderByDescending(static contract => contract.Length)
            .FirstOrDefault(contract => file.StartsWith(contract, StringComparison.OrdinalIgnoreCase));
    }

    private static string? DetectByShape(ReadOnlySpan<byte> beginning)
    {
        var state = new JsonReaderState(new JsonReaderOptions { AllowTrailingCommas = true });
        var reader = new Utf8JsonReader(beginning, isFinalBlock: false, state);
        bool isUpdate = false;
        bool isInBuilds = false;
        HashSet<string> members = new(StringComparer.Ordinal);
        try
        {
            if (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
            {
                return !reader.Read() || reader.TokenType == JsonTokenType.EndArray ? null
                    : reader.TokenType == JsonTokenType.String ? CancelRequests
                    : PendingTasks;
            }

            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                {
                    string member = reader.GetString()!;
                    isInBuilds = member == "builds";
                    members.Add(member);
                }
                else if (isInBuilds && reader.TokenType == JsonTokenType.Number && reader.CurrentDepth == 2)
                {
                    return CanceledBuilds;
                }
                else if (isInBuilds && reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3)
                {
                    string member = reader.GetString()!;
                    if (MembersOfWaitingBuilds.Contains(member))
                    {
                        return WaitingBuilds;
                    }

                    if (MembersOfTaskUpdates.Contains(member))
                    {
                        return TaskUpdates;
                    }

                    isUpdate |= MembersOfUpdateBuilds.Contains(member);
                }
                else if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 2 && isUpdate)
                {
                    return UpdateBuilds;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The check reports the error.
        }

        return isUpdate ? UpdateBuilds : OfMembers(members);
    }

    /// <summary>A worker sends its whole task in a question, and more.</summary>
    private static string? OfMembers(HashSet<string> members) =>
        members.Overlaps(["updated_actions_ids", "non_existing_actions_ids"]) ? TaskUpdatesResult
        : members.Overlaps(["updated_builds_ids", "non_existing_builds_ids", "updated_builds"]) ? UpdateBuildsResult
        : members.Contains("can_start") ? StartingBuildResult
        : members.Contains("backend") ? StartingBuild
        : members.Overlaps(["result_dir", "status"]) ? StartTask
        : members.Overlaps(["source_type", "source_json", "distributions_in_project", "distributions_in_build"]) ? SourceTask
        : members.Overlaps(["git_repo", "enable_net", "buildroot_pkgs", "memory_reqs", "project_name"]) ? BuildTask
        : members.Contains("build_id") ? StartingBuild
        : null;
}
