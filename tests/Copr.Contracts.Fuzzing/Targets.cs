using Copr.Contracts.Fuzzing.Promises;

namespace Copr.Contracts.Fuzzing;

/// <summary>The fuzzer's targets. Each checks every promise about its kind of input, and throws if the input breaks one.</summary>
public static class Targets
{
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>(StringComparer.Ordinal)
    {
        ["waiting-builds"] = WaitingBuildsPromises.Check,
        ["reports"] = CheckReports,
        ["tasks"] = TaskPromises.Check,
        ["values"] = ValuePromises.Check,
    };

    /// <summary>What a backend sends besides, and the responses to it.</summary>
    private static void CheckReports(byte[] document)
    {
        BuildUpdatesPromises.Check(document);
        DocumentPromises.Check<BuildUpdatesResult>(document);
        DocumentPromises.Check<CanceledBuilds>(document);
        DocumentPromises.Check<StartBuildRequest>(document);
        DocumentPromises.Check<StartBuildResponse>(document);
    }
}
