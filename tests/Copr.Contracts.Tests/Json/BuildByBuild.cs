namespace Copr.Contracts.Tests.Json;

/// <summary>What a reader returned build by build, and the violation that ended the reading, if one did.</summary>
internal sealed record BuildByBuild(IReadOnlyList<BuildEntry> Entries, Violation? Thrown)
{
    /// <summary>The sizes of the pieces in which tests send a document.</summary>
    public static IReadOnlyList<int> Chunks { get; } = [1, 2, 3, 7, 64, int.MaxValue];

    /// <summary>The violations in the order in which they were reported.</summary>
    public IEnumerable<Violation> Violations =>
        Entries.SelectMany(static entry => entry.Violations).Concat(Thrown is null ? [] : [Thrown]);

    public static Task<BuildByBuild> ReadAsync(
        byte[] document, int chunk = int.MaxValue, ReadingMode mode = ReadingMode.Strict, ReaderLimits? limits = null) =>
        ReadAsync(new WaitingBuildsReader(mode, limits).ReadAsync(new ChunkedStream(document, chunk)));

    public static async Task<BuildByBuild> ReadAsync(IAsyncEnumerable<BuildEntry> reading)
    {
        List<BuildEntry> entries = [];
        try
        {
            await foreach (BuildEntry entry in reading)
            {
                entries.Add(entry);
            }
        }
        catch (ContractException exception)
        {
            return new(entries, exception.Violation);
        }

        return new(entries, null);
    }
}
