using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Copr.Contracts.Tasks;

namespace Copr.Contracts.Tool.Serving;

/// <summary>A task that is served.</summary>
/// <param name="File">The file that it came from.</param>
/// <param name="Path">Its JSON Pointer in the file.</param>
/// <param name="Entry">Its entry in the list.</param>
internal sealed record ServedTask(string File, string Path, PendingTask Entry)
{
    /// <summary>The task's own document, as it is in its file; null if there is none.</summary>
    public byte[]? Document { get; init; }

    /// <summary>Whether somebody wants the task stopped.</summary>
    public bool IsCanceled { get; init; }

    /// <summary>What a backend reported last, or what its report about the source means; null if there is nothing.</summary>
    public BuildTaskStatus? Status { get; set; }

    /// <summary>Whether a backend has reported an end. A canceled task can end without one.</summary>
    public bool IsEndReported { get; set; }

    /// <summary>Whether a backend says that it stopped the task, and nobody wants that.</summary>
    public bool IsStoppedUnasked { get; set; }

    public bool HasEnded =>
        Status is BuildTaskStatus.Failed or BuildTaskStatus.Succeeded or BuildTaskStatus.Canceled or BuildTaskStatus.Skipped;
}

/// <summary>A frontend of the wire of tasks.</summary>
/// <param name="served">The tasks, in the order of the list.</param>
/// <param name="releases">The releases of each build's chroots, as far as they are known.</param>
/// <param name="canceled">The tasks that somebody wants stopped. They need not be served.</param>
internal sealed class TaskStandIn(
    IReadOnlyList<ServedTask> served,
    IReadOnlyDictionary<long, IReadOnlyList<string>> releases,
    IReadOnlySet<TaskId> canceled) : IStandIn
{
    /// <summary>The version that Copr's own programs of August 2026 need.</summary>
    private const string Version = "9";

    /// <summary>The status for a body of another content type, as Copr's frontend answers it.</summary>
    private const int NotJson = 400;

    /// <summary>What Copr's other programs ask for. There is nothing for them to do.</summary>
    private static readonly Dictionary<string, string> Empty = new(StringComparer.Ordinal)
    {
        ["backend/pending-actions"] = "[]",
        ["backend/importing"] = "[]",
        ["backend/chroots-prunerepo-status"] = "{}",
    };

    private readonly Dictionary<TaskId, ServedTask> tasks = served.ToDictionary(static task => task.Entry.TaskId);

    /// <summary>The canceled tasks that a backend says it has stopped.</summary>
    private readonly HashSet<TaskId> stopped = [];

    public IReadOnlyList<(string Name, string Value)> Headers => [(TaskEndpoints.VersionHeader, Version)];

    public bool IsDone => served.All(static task => task.HasEnded || task.IsCanceled);

    public Answer Answer(BackendRequest request, List<Violation> violations)
    {
        string path = request.Path + "/";
        return request.IsGet && path == TaskEndpoints.PendingJobs ? Write(served.Where(static task => !task.HasEnded && !task.IsCanceled)
                .Select(static task => Encoding.UTF8.GetString(CoprJson.Write(task.Entry))))
            : request.IsGet && path == TaskEndpoints.CancelRequests ? Write(canceled.Except(stopped).Select(static task => $"\"{task}\""))
            : request.IsGet && Empty.TryGetValue(request.Path, out string? nothing) ? Serving.Answer.Ok(Encoding.UTF8.GetBytes(nothing))
            : request.IsGet && (FindId(path, TaskEndpoints.BuildTask) ?? FindId(path, TaskEndpoints.SourceTask)) is { } id
                ? FindDocument(request, id, violations)
            : request.IsPost && path == TaskEndpoints.StartingBuild
                ? request.Refuse(violations, NotJson) ?? Start(request.Body, violations)
            : request.IsPost && path == TaskEndpoints.Update ? request.Refuse(violations, NotJson) ?? Update(request.Body, violations)
            : request.IsPost && FindId(path, TaskEndpoints.Canceled) is { } stopping
                ? request.Refuse(violations) ?? Stop(stopping, violations)
            : Serving.Answer.Refuse(404, [ConversationRule.UnknownRequest(request)], violations);
    }

    public IEnumerable<(string File, Violation Violation)> FindUnfinished() =>
        from task in served
        where !task.HasEnded && !task.IsCanceled
        select (task.File, ConversationRule.UnfinishedBuild(
            task.Path, NameOf(task), task.Status is not null, task.IsStoppedUnasked));

    private static string NameOf(ServedTask task) => $"task {task.Entry.TaskId}";

    private static string? FindId(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length ? path[prefix.Length..^1] : null;

    private static Answer Write(IEnumerable<string> items) =>
        Serving.Answer.Ok(Encoding.UTF8.GetBytes($"[{string.Join(",\n", items)}]"));

    private ServedTask? Find(string id) =>
        TaskId.TryParse(id, CultureInfo.InvariantCulture, out TaskId task) ? tasks.GetValueOrDefault(task) : null;

    /// <summary>A task has one URL. A task without a document is listed, but not served.</summary>
    private Answer FindDocument(BackendRequest request, string id, List<Violation> violations)
    {
        ServedTask? task = Find(id);
        if (task is null)
        {
            violations.Add(ConversationRule.UnknownBuild("", $"task {id}"));
        }
        else if (TaskEndpoints.PathOf(task.Entry.TaskId) is var own && own != request.Path)
        {
            violations.Add(ConversationRule.OtherUrl(request, own));
        }
        else if (task.Document is not null)
        {
            return Serving.Answer.Ok(task.Document);
        }

        return new(404, """{"msg": "Specified task ID not found"}"""u8.ToArray());
    }

    /// <summary>A backend says that it stopped a task. That ends only a task that somebody wants stopped.</summary>
    private Answer Stop(string id, List<Violation> violations)
    {
        if (!TaskId.TryParse(id, CultureInfo.InvariantCulture, out TaskId stopping))
        {
            return Serving.Answer.Refuse(500, [ConversationRule.NoTaskId(id)], violations);
        }

        ServedTask? task = tasks.GetValueOrDefault(stopping);
        if (canceled.Contains(stopping))
        {
            stopped.Add(stopping);
            task?.Status = task.HasEnded ? task.Status : BuildTaskStatus.Canceled;
        }
        else if (task is null)
        {
            violations.Add(ConversationRule.UnknownBuild("", $"task {stopping}"));
        }
        else
        {
            task.IsStoppedUnasked = true;
        }

        return Serving.Answer.Ok("\"success\""u8);
    }

    private Answer Start(byte[] body, List<Violation> violations)
    {
        IReadOnlyList<Violation> found = TaskValidator.Validate<StartTaskRequest>(body).Violations;
        if (!TryRead(body, out StartTaskRequest? start))
        {
            return Serving.Answer.Refuse(400, found, violations);
        }

        violations.AddRange(found);
        ServedTask? task = FindTask(start.TaskId, start.BuildId, start.Chroot);
        if (task is null)
        {
            violations.Add(ConversationRule.UnknownBuild("", $"task {start.TaskId?.ToString() ?? IdOf(start.BuildId)}"));
        }

        bool canStart = task is { IsCanceled: false };
        if (canStart && !task!.HasEnded)
        {
            task.Status = BuildTaskStatus.Starting;
        }

        return Serving.Answer.Ok(CoprJson.Write(new StartTaskResponse { CanStart = canStart }));
    }

    private Answer Update(byte[] body, List<Violation> violations)
    {
        IReadOnlyList<Violation> found = TaskValidator.ValidateTaskUpdates(body, releasesOf: releases.GetValueOrDefault).Violations;
        if (!TryRead(body, out TaskUpdates? updates))
        {
            return Serving.Answer.Refuse(400, found, violations);
        }

        violations.AddRange(found);
        List<long> updated = [];
        List<long> unknown = [];
        foreach ((int index, TaskUpdate update) in KeptOf(updates))
        {
            string path = ConversationRule.PathOf(index);
            (tasks.Keys.Any(task => task.BuildId == update.Id) ? updated : unknown).Add(update.Id);
            bool isSource = update.TaskId is { IsSource: true } source && source.BuildId == update.Id;
            if (Find(isSource ? IdOf(update.Id) : $"{IdOf(update.Id)}-{update.Chroot}") is { } task)
            {
                Apply(update, task, path, violations);
            }
            else
            {
                violations.Add(isSource || update.Chroot is not null
                    ? ConversationRule.UnknownBuild(path, $"task {IdOf(update.Id)}{(isSource ? "" : "-" + update.Chroot)}")
                    : ConversationRule.NoTask(path));
            }
        }

        return Serving.Answer.Ok(CoprJson.Write(updates.Builds is null
            ? new TaskUpdatesResult()
            : new TaskUpdatesResult { UpdatedBuildIds = updated, NonExistingBuildIds = unknown }));
    }

    /// <summary>The last entry of each build, with its index. A frontend loses the others.</summary>
    private static IEnumerable<(int Index, TaskUpdate Update)> KeptOf(TaskUpdates updates) =>
        (updates.Builds ?? []).Index().GroupBy(static entry => entry.Item.Id).Select(static entries => entries.Last());

    /// <summary>Applies an entry. The first end counts. A backend reports a task as failed that it may not start.</summary>
    private void Apply(TaskUpdate update, ServedTask task, string path, List<Violation> violations)
    {
        bool isEnd = update.Status is BuildTaskStatus.Failed or BuildTaskStatus.Succeeded;
        if (task.IsCanceled && update.Status is not (null or BuildTaskStatus.Failed))
        {
            violations.Add(ConversationRule.CanceledBuildStarted(path, NameOf(task)));
        }

        if (task.IsEndReported && isEnd)
        {
            violations.Add(ConversationRule.EndedTwice(path, NameOf(task)));
        }

        task.IsEndReported |= isEnd;
        if (!task.HasEnded)
        {
            task.Status = update.Status ?? task.Status;
            EndBuildsOf(task, update);
        }
    }

    /// <summary>Ends the builds of a source that failed or was skipped, and skips those whose architecture it excludes.</summary>
    private void EndBuildsOf(ServedTask source, TaskUpdate update)
    {
        if (!source.Entry.TaskId.IsSource)
        {
            return;
        }

        bool isBuilt = update is { Chroot: SourceTask.ReportedChroot, Status: BuildTaskStatus.Succeeded };
        IReadOnlyDictionary<string, ArchitectureTags>? tags = isBuilt ? update.Results.Value?.ArchitectureSpecificTags : null;
        foreach (ServedTask task in served.Where(task => task.Entry.BuildId == source.Entry.BuildId && !task.HasEnded))
        {
            if (source.HasEnded && source.Status is not BuildTaskStatus.Succeeded)
            {
                task.Status = source.Status;
            }
            else if (task.Entry.TaskId.Chroot is { } chroot && Excludes(tags?.GetValueOrDefault(chroot.Release), chroot.Architecture))
            {
                task.Status = BuildTaskStatus.Skipped;
            }
        }
    }

    private static bool Excludes(ArchitectureTags? tags, string architecture) =>
        tags is { ExclusiveArchitectures: { Count: > 0 } only } && !only.Contains(architecture, StringComparer.Ordinal)
        || tags is { ExcludedArchitectures: { } excluded } && excluded.Contains(architecture, StringComparer.Ordinal);

    private static string IdOf(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static bool TryRead<T>(byte[] body, [NotNullWhen(true)] out T? value)
        where T : class, IContractObject<T>
    {
        try
        {
            value = CoprJson.Read<T>(body);
            return true;
        }
        catch (ContractException)
        {
            value = null;
            return false;
        }
    }

    /// <summary>Finds the task that a request is about, from its id or, without one, from its build and its chroot.</summary>
    private ServedTask? FindTask(TaskId? id, long buildId, string? chroot) =>
        id is { } known ? tasks.GetValueOrDefault(known)
        : buildId < 1 ? null
        : chroot is null or SourceTask.ReportedChroot ? tasks.GetValueOrDefault(new TaskId(buildId))
        : Find($"{IdOf(buildId)}-{chroot}");
}
