using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Hostile;

/// <summary>Reads a text in one of the ways, and says what came of it.</summary>
internal static class HostileRun
{
    /// <summary>As high as they go, so that the code itself is measured.</summary>
    public static ReaderLimits Raised { get; } = new() { MaxDocumentBytes = long.MaxValue, MaxBuildBytes = int.MaxValue, MaxDepth = 1000 };

    /// <summary>The rules that refused it or that it breaks, by their ids, or "read".</summary>
    public static async Task<string> ReadAsync(IReadOnlyList<Part> text, byte[]? document, Way way, ReaderLimits limits, int mostAtATime = int.MaxValue)
    {
        try
        {
            switch (way)
            {
                case Way.Whole:
                    CoprJson.Read<WaitingBuilds>(document);
                    return "read";
                case Way.ValidateObjects:
                    return Describe(ContractValidator.Validate(CoprJson.Read<WaitingBuilds>(document), int.MaxValue).Violations);
                case Way.Stream:
                    await CoprJson.ReadAsync<WaitingBuilds>(new MadeStream(text, mostAtATime), limits: limits);
                    return "read";
                case Way.BuildByBuild:
                    return await ReadBuildByBuildAsync(new MadeStream(text, mostAtATime), limits);
                default:
                    return Describe((await ContractValidator.ValidateAsync(new MadeStream(text, mostAtATime), limit: int.MaxValue, limits: limits)).Violations);
            }
        }
        catch (ContractException exception)
        {
            return exception.Violation.Rule.Id;
        }
    }

    /// <summary>The text in memory.</summary>
    public static byte[] Make(IReadOnlyList<Part> text)
    {
        long length = 0;
        byte[] piece = new byte[Part.LongestPiece];
        foreach (Part part in text)
        {
            for (long index = 0; index < part.Times; index++)
            {
                length += part.Write(index, piece);
            }
        }

        byte[] document = GC.AllocateUninitializedArray<byte>(checked((int)length));
        new MadeStream(text).ReadExactly(document);
        return document;
    }

    private static async Task<string> ReadBuildByBuildAsync(Stream text, ReaderLimits limits)
    {
        var rules = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (BuildEntry entry in new WaitingBuildsReader(limits: limits).ReadAsync(text))
            {
                foreach (Violation violation in entry.Violations)
                {
                    rules.Add(violation.Rule.Id);
                }
            }
        }
        catch (ContractException exception)
        {
            rules.Add(exception.Violation.Rule.Id);
        }

        return rules.Count == 0 ? "read" : string.Join(' ', rules);
    }

    private static string Describe(IReadOnlyList<Violation> violations) => violations.Count == 0 ? "read"
        : string.Join(' ', violations.Select(static violation => violation.Rule.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
