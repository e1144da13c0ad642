using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Threads;

/// <summary>
/// The first use of everything that is made once and then shared, each on several threads at once. It is for an assembly that nobody has
/// used yet: see <see cref="FirstUseTests"/>.
/// </summary>
internal static class FirstUse
{
    private const int ThreadsOfAUse = 2;

    private static readonly Func<string>[] Uses =
    [
        static () => $"{CoprJson.Read<WaitingBuilds>(WikiExample.Bytes)}",
        static () => $"{CoprJson.Read<WaitingBuilds>(WikiExample.Bytes, CoprJson.Lenient)}",
        static () => $"{JsonSerializer.Deserialize(WikiExample.Bytes, CoprJsonContext.Default.WaitingBuilds)}",
        static () => $"{JsonSerializer.Deserialize<WaitingBuilds>(WikiExample.Bytes, new JsonSerializerOptions().AddCoprContracts())}",
        static () => $"{ContractValidator.Validate(WikiExample.Bytes)}",
        static () => $"{ContractValidator.ValidateUpdates("""{"builds":[{"id":1,"status":2}]}"""u8.ToArray())}",
        static () => $"{ContractValidator.Validate(CoprJson.Read<BuildUpdates>("""{"builds":[{"id":1,"status":1}]}"""u8))}",
        static () => string.Join(' ', Rules.All),
        static () => Rules.MalformedUrl.ToString(),
        static () => string.Join(' ', ReadToEnd().Select(static entry => entry.Build)),
        static () => $"{new StartingBuild { BuildId = 1, Backend = "a" }} {new StartingBuildResult { CanStart = true }} {new CanceledBuilds { BuildIds = [1] }} {UnknownMembers.Empty}",
        static () => $"{SpaceSeparatedList<Chroot>.Parse("fedora-17-i386 fedora-17-x86_64")[1].BaseArchitecture} {PackageUrl.Parse("http://例え/x")} {RepositoryUrl.Parse("http://foo/")}",
        static () => $"{ReaderLimits.Default} {string.Join(' ', ContractSchemas.All.Select(static schema => schema.Name))}",
    ];

    /// <summary>What came of each use, from a crowd that began with another one first each time.</summary>
    public static string[] Run(int first)
    {
        string[] results = new string[Uses.Length * ThreadsOfAUse];
        Crowd.Run([.. Enumerable.Range(0, results.Length).Select(thread => (Action)(() => results[thread] = Uses[(thread + first) % Uses.Length]()))]);
        return [.. results.Select((result, thread) => $"{(thread + first) % Uses.Length} {result}").Distinct().Order(StringComparer.Ordinal)];
    }

    private static List<BuildEntry> ReadToEnd()
    {
        List<BuildEntry> entries = [];
        Collect(entries).GetAwaiter().GetResult();
        return entries;
    }

    private static async Task Collect(List<BuildEntry> entries)
    {
        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(WikiExample.Bytes))
        {
            entries.Add(entry);
        }
    }
}
