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

    public static Violation UnfinishedBuild(string path, string build, bool isStarted) =>
        new(Unfinished, path, $"{build} {(isStarted ? "started and did not end" : "never started")}", "a start and an end");

    public static Violation EndedTwice(string path, string build) =>
        new(Twice, path, $"{build} has ended before", "one end; the first one counts");

    public static Violation CanceledBuildStarted(string path, string build) =>
        new(Canceled, path, $"{build} is canceled", "no start of a canceled build");

    public static Violation UnknownBuild(string path, string build) =>
        new(Unknown, path, $"{build} is not served", "a build that the frontend has");

    public static Violation UnknownRequest(BackendRequest request) =>
        new(Unknown, "", $"no frontend answers {request.Method} {request.Path}/", "a path and a method of the contract");

    public static Violation BuildReportedTwice(string path, string build) =>
        new(ReportedTwice, path, $"{build} has an earlier entry, which is lost", "one entry for each build");

    public static string PathOf(int index) => string.Create(CultureInfo.InvariantCulture, $"/builds/{index}");
}
