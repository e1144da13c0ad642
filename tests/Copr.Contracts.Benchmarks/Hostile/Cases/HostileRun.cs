using Copr.Contracts.Tasks;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Hostile;

/// <summary>Reads a text in one of the ways, and reports what comes of it.</summary>
internal static class HostileRun
{
    /// <summary>The highest limits, with which the code itself is measured.</summary>
    public static ReaderLimits Highest { get; } =
        new() { MaxDocumentBytes = int.MaxValue, MaxListBytes = long.MaxValue, MaxBuildBytes = int.MaxValue, MaxDepth = 1000 };

    /// <summary>Returns the ids of the rules that the text breaks, or "read".</summary>
    public static async Task<string> ReadAsync(IReadOnlyList<Part> text, Way way, ReaderLimits limits, int maxAtATime)
    {
        IEnumerable<Rule> broken;
        try
        {
            broken = await FindBrokenAsync(text, new MadeStream(text, maxAtATime), way, limits);
        }
        catch (ContractException exception)
        {
            broken = [exception.Violation.Rule];
        }

        string[] ids = [.. broken.Select(static rule => rule.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return ids.Length == 0 ? "read" : string.Join(' ', ids);
    }

    private static async Task<IEnumerable<Rule>> FindBrokenAsync(IReadOnlyList<Part> text, MadeStream stream, Way way, ReaderLimits limits)
    {
        var options = new ValidationOptions { MaxBuilds = int.MaxValue, Limits = limits };
        switch (way)
        {
            case Way.Read:
                CoprJson.Read<WaitingBuilds>(Create(text));
                return [];
            case Way.ReadStream:
                await CoprJson.ReadAsync<WaitingBuilds>(stream, limits: limits);
                return [];
            case Way.ReadBuildByBuild:
                return await ReadBuildByBuildAsync(stream, limits);
            case Way.Validate:
                return RulesOf(await ContractValidator.ValidateWaitingBuildsAsync(stream, options));
            case Way.ValidateObjects:
                return RulesOf(ContractValidator.Validate(CoprJson.Read<WaitingBuilds>(Create(text)), options));
            case Way.ReadReport:
                await CoprJson.ReadAsync<BuildUpdates>(stream, limits: limits);
                return [];
            case Way.ValidateReport:
                return RulesOf(await ContractValidator.ValidateBuildUpdatesAsync(stream, new() { Limits = limits }));
            case Way.ReadCanceled:
                await CoprJson.ReadAsync<CanceledBuilds>(stream, limits: limits);
                return [];
            case Way.ReadTaskByTask:
                return await ReadTaskByTaskAsync(stream, limits);
            case Way.ValidateTasks:
                return RulesOf(await TaskValidator.ValidatePendingTasksAsync(stream, limits));
            case Way.ReadBuildTask:
                await CoprJson.ReadAsync<BuildTask>(stream, limits: limits);
                return [];
            case Way.ValidateBuildTask:
                return RulesOf(TaskValidator.Validate<BuildTask>(Create(text), limits));
            case Way.ReadSourceTask:
                await CoprJson.ReadAsync<SourceTask>(stream, limits: limits);
                return [];
            case Way.ValidateSourceTask:
                return RulesOf(TaskValidator.Validate<SourceTask>(Create(text), limits));
            case Way.ReadTaskUpdates:
                await CoprJson.ReadAsync<TaskUpdates>(stream, limits: limits);
                return [];
            default:
                return RulesOf(TaskValidator.ValidateTaskUpdates(Create(text), limits));
        }
    }

    private static Task<IEnumerable<Rule>> ReadBuildByBuildAsync(Stream text, ReaderLimits limits) =>
        ReadEntriesAsync(new WaitingBuildsReader(limits: limits).ReadAsync(text).Select(static entry => entry.Violations));

    private static Task<IEnumerable<Rule>> ReadTaskByTaskAsync(Stream text, ReaderLimits limits) =>
        ReadEntriesAsync(new PendingTasksReader(limits).ReadAsync(text).Select(static entry => entry.Violations));

    private static async Task<IEnumerable<Rule>> ReadEntriesAsync(IAsyncEnumerable<IReadOnlyList<Violation>> entries)
    {
        List<Rule> broken = [];
        try
        {
            await foreach (IReadOnlyList<Violation> violations in entries)
            {
                broken.AddRange(violations.Select(static violation => violation.Rule).Except(broken));
            }
        }
        catch (ContractException exception)
        {
            broken.Add(exception.Violation.Rule);
        }

        return broken;
    }

    private static IEnumerable<Rule> RulesOf(ValidationReport report) => report.Violations.Select(static violation => violation.Rule);

    private static byte[] Create(IReadOnlyList<Part> text)
    {
        using var memory = new MemoryStream();
        new MadeStream(text).CopyTo(memory);
        return memory.ToArray();
    }
}
