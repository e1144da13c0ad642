namespace Copr.Contracts.Tasks;

/// <summary>The paths of the wire, relative to a frontend's root. A frontend serves them at the root of a host, with and without the slash
/// at the end.</summary>
public static class TaskEndpoints
{
    /// <summary><c>GET</c>: the queue, a streamed array of <see cref="PendingTask"/>.</summary>
    public const string PendingJobs = "backend/pending-jobs/";

    /// <summary><c>GET</c>, followed by the id of a task: the <see cref="Tasks.BuildTask"/>.</summary>
    public const string BuildTask = "backend/get-build-task/";

    /// <summary><c>GET</c>, followed by the id of a build: the <see cref="Tasks.SourceTask"/>.</summary>
    public const string SourceTask = "backend/get-srpm-build-task/";

    /// <summary><c>POST</c>: a <see cref="StartTaskRequest"/>; response: <see cref="StartTaskResponse"/>.</summary>
    public const string StartingBuild = "backend/starting_build/";

    /// <summary><c>POST</c>: a backend's <see cref="TaskUpdates"/>; response: <see cref="TaskUpdatesResult"/>.</summary>
    public const string Update = "backend/update/";

    /// <summary><c>GET</c>: an array of the <see cref="TaskId"/>s that somebody wants stopped.</summary>
    public const string CancelRequests = "backend/build-tasks/cancel-requests/";

    /// <summary><c>POST</c>, followed by the id of a task: the task is stopped.</summary>
    public const string Canceled = "backend/build-tasks/canceled/";

    /// <summary>The header of each response: an integer, the version that a backend needs at least. It says nothing about the shape of the
    /// documents.</summary>
    public const string VersionHeader = "Copr-FE-BE-API-Version";

    /// <summary>Returns the path of a task, such as <c>backend/get-build-task/7-fedora-42-x86_64</c>.</summary>
    public static string PathOf(TaskId task) => $"{(task.IsSource ? SourceTask : BuildTask)}{task}";
}
