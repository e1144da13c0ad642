using System.Text.Json;
using Copr.Contracts.Tests.Json;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Threads;

/// <summary>
/// The first use of everything that is created once and then shared, each on several threads at once. It runs in an assembly that is not
/// in use yet: see <see cref="FirstUseTests"/>.
/// </summary>
internal static class FirstUse
{
    private const int ThreadsOfEachUse = 2;

    private static readonly Func<string>[] Uses =
    [
        static () => $"{CoprJson.Read<WaitingBuilds>(WikiExample.Bytes)}",
        static () => $"{CoprJson.Read<WaitingBuilds>(WikiExample.Bytes, ReadingMode.Lenient)}",
        static () => $"{JsonSerializer.Deserialize<WaitingBuilds>(WikiExample.Bytes, CoprJson.StrictOptions)}",
        static () => $"{JsonSerializer.Deserialize<Build>($"{Samples.Build}", new JsonSerializerOptions().AddCoprContracts())}",
        static () => $"{JsonSerializer.Deserialize<Build>($"{Samples.Build}", Resolving())}",
        static () => $"{ContractValidator.ValidateWaitingBuilds(WikiExample.Bytes)}",
        static () => $"{ContractValidator.ValidateBuildUpdates("""{"builds":[{"id":1,"status":2}]}"""u8.ToArray())}",
        static () => $"{ContractValidator.Validate(CoprJson.Read<BuildUpdates>("""{"builds":[{"id":1,"status":1}]}""").Builds[0])}",
        static () => string.Join(' ', Rules.All),
        static () => $"{Rules.Find("COPR107")}",
        static () => string.Join(' ', BuildByBuild.ReadAsync(WikiExample.Bytes).Result.Entries.Select(static entry => entry.Build)),
        static () => $"{new StartBuildRequest { BuildId = 1, Backend = "a" }} {new StartBuildResponse { CanStart = true }}",
        static () => $"{UnknownMembers.Empty}",
        static () => $"{Samples.Chroots("fedora-17-i386 fedora-17-x86_64")[1].BaseArchitecture} {PackageUrl.Parse("http://例え/x")}",
        static () => $"{new ReaderLimits().MaxDepth} {string.Join(' ', ContractSchema.All)} {CoprEndpoints.WaitingBuilds}",
    ];

    /// <summary>Returns the results of all uses, each on its own threads, which start in another order each time.</summary>
    public static string[] Run(int first)
    {
        string[] results = new string[Uses.Length * ThreadsOfEachUse];
        Crowd.Run([.. results.Select((_, thread) => (Action)(() => results[thread] = Uses[(thread + first) % Uses.Length]()))]);
        IEnumerable<string> named = results.Select((result, thread) => $"{(thread + first) % Uses.Length} {result}");
        return [.. named.Distinct().Order(StringComparer.Ordinal)];
    }

    private static JsonSerializerOptions Resolving() => new() { TypeInfoResolver = CoprJson.TypeInfoResolver };
}
