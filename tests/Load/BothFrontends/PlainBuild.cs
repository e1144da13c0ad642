using System.Text.Json.Serialization;

namespace BothFrontends;

internal sealed record PlainWaitingBuilds(List<PlainBuild> Builds);

internal sealed record PlainBuild(
    long CoprId, long UserId, string? Results, long? StartedOn, PlainCopr Copr, bool? Canceled, long SubmittedOn, long? EndedOn, string Pkgs, string Chroots, long Id)
{
    private const long TicksOfTheUnixEpoch = 621355968000000000;

    public static PlainBuild Of(PlainBuildRow row) => new(
        row.Copr.Id, row.UserId, row.Results, Seconds(row.StartedOn), PlainCopr.Of(row.Copr), row.Canceled,
        Seconds(row.SubmittedOn)!.Value, Seconds(row.EndedOn), row.Packages, row.Chroots, row.Id);

    private static long? Seconds(long? ticks) => (ticks - TicksOfTheUnixEpoch) / TimeSpan.TicksPerSecond;
}

internal sealed record PlainCopr(long OwnerId, string? Repos, string Chroots, long Id, string Name)
{
    public static PlainCopr Of(PlainCoprRow row) => new(row.OwnerId, row.Repositories.Length == 0 ? null : row.Repositories, row.Chroots, row.Id, row.Name);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlainWaitingBuilds))]
internal sealed partial class PlainJson : JsonSerializerContext;
