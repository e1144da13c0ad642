using System.Linq.Expressions;
using System.Text.Json.Serialization;

namespace BothFrontends;

internal sealed record PlainWaitingBuilds(List<PlainBuild> Builds);

internal sealed record PlainBuild(
    long CoprId,
    long UserId,
    string? Results,
    long? StartedOn,
    PlainCopr Copr,
    bool? Canceled,
    long SubmittedOn,
    long? EndedOn,
    string Pkgs,
    string Chroots,
    long Id)
{
    private const long UnixEpochTicks = 621355968000000000;

    public static Expression<Func<PlainBuildRow, PlainBuild>> OfRow { get; } = static row => new PlainBuild(
        row.Copr.Id,
        row.UserId,
        row.Results,
        ToUnixTime(row.StartedOn),
        PlainCopr.Of(row.Copr),
        row.Canceled,
        ToUnixTime(row.SubmittedOn)!.Value,
        ToUnixTime(row.EndedOn),
        row.Packages,
        row.Chroots,
        row.Id);

    public static long? ToTicks(long? unixTime) => (unixTime * TimeSpan.TicksPerSecond) + UnixEpochTicks;

    private static long? ToUnixTime(long? ticks) => (ticks - UnixEpochTicks) / TimeSpan.TicksPerSecond;
}

internal sealed record PlainCopr(long OwnerId, string? Repos, string Chroots, long Id, string Name)
{
    public static PlainCopr Of(PlainCoprRow row) =>
        new(row.OwnerId, row.Repositories.Length == 0 ? null : row.Repositories, row.Chroots, row.Id, row.Name);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlainWaitingBuilds))]
internal sealed partial class PlainJson : JsonSerializerContext;
