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
            default:
                await CoprJson.ReadAsync<CanceledBuilds>(stream, limits: limits);
                return [];
        }
    }

    private static async Task<IEnumerable<Rule>> ReadBuildByBuildAsync(Stream text, ReaderLimits limits)
    {
        List<Rule> broken = [];
        try
        {
            await foreach (BuildEntry entry in new WaitingBuildsReader(limits: limits).ReadAsync(text))
            {
                broken.AddRange(entry.Violations.Select(static violation => violation.Rule).Except(broken));
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
