using System.Globalization;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Serving;

/// <summary>Reports what is wrong with a backend's requests together.</summary>
internal static class ConversationRule
{
    private static readonly Rule Unfinished = Rules.Find("COPR641")!;

    private static readonly Rule Twice = Rules.Find("COPR642")!;

    private static readonly Rule Canceled = Rules.Find("COPR643")!;

    private static readonly Rule Unknown = Rules.Find("COPR644")!;

    private static readonly Rule ReportedTwice = Rules.Find("COPR621")!;

    /// <param name="path">The JSON Pointer of the build in its file.</param>
    /// <param name="build">The build or the task.</param>
    /// <param name="isStarted">Whether it started.</param>
    /// <param name="isStoppedUnasked">Whether a backend says that it stopped the task, and nobody wants that.</param>
    public static Violation UnfinishedBuild(string path, string build, bool isStarted, bool isStoppedUnasked = false) => new(
        Unfinished,
        path,
        $"{build} {(isStarted ? "started and did not end" : "never started")}{(isStoppedUnasked ? ", and nobody canceled it" : "")}",
        "a start and an end");

    public static Violation EndedTwice(string path, string build) =>
        new(Twice, path, $"{build} has ended before", "one end; the first one counts");

    public static Violation CanceledBuildStarted(string path, string build) =>
        new(Canceled, path, $"{build} is canceled", "no start of a canceled build");

    public static Violation UnknownBuild(string path, string build) =>
        new(Unknown, path, $"{build} is not served", "a build that the frontend has");

    public static Violation OtherUrl(BackendRequest request, string own) =>
        new(Unknown, "", $"no task is at {request.Path}", own);

    public static Violation NoPassword(BackendRequest request) => new(
        Unknown,
        "",
        $"{request.Method} {request.Path}/ has no header Authorization with HTTP Basic",
        "Authorization: Basic, with any user and the backend's password, which can be any here");

    public static Violation NotJson(BackendRequest request) => new(
        Unknown,
        "",
        $"{request.Method} {request.Path}/ has {(request.ContentType is { } type ? $"the content type \"{type}\"" : "no content type")}",
        "Content-Type: application/json");

    public static Violation NoTask(string path) =>
        new(Unknown, path, "the entry has no chroot, so a frontend ignores it", "the chroot, or the build's id as \"task_id\"");

    public static Violation NoTaskId(string id) =>
        new(Unknown, "", $"\"{id}\" is no task's id", "an id such as 8 or 8-fedora-42-x86_64");

    public static Violation UnknownRequest(BackendRequest request) =>
        new(Unknown, "", $"no frontend answers {request.Method} {request.Path}/", "a path and a method of the contract");

    public static Violation BuildReportedTwice(string path, string build) =>
        new(ReportedTwice, path, $"{build} has an earlier entry, which is lost", "one entry for each build");

    public static string PathOf(int index) => string.Create(CultureInfo.InvariantCulture, $"/builds/{index}");
}
