using System.Text.Json;
using System.Text.Json.Serialization;

namespace Copr.Contracts.Benchmarks.Peers;

/// <summary>The fastest that System.Text.Json reads and writes: source-generated, plain strings and numbers, without any check.</summary>
internal static class PlainStrings
{
    public static PlainWaitingBuilds Read(byte[] document) =>
        JsonSerializer.Deserialize(document, PlainContext.Default.PlainWaitingBuilds)!;

    public static byte[] Write(PlainWaitingBuilds list) =>
        JsonSerializer.SerializeToUtf8Bytes(list, PlainContext.Default.PlainWaitingBuilds);
}

internal sealed class PlainWaitingBuilds
{
    [JsonPropertyName("builds")]
    public List<PlainBuild> Builds { get; set; } = [];
}

internal sealed class PlainBuild
{
    [JsonPropertyName("copr_id")]
    public long CoprId { get; set; }

    [JsonPropertyName("user_id")]
    public long UserId { get; set; }

    [JsonPropertyName("results")]
    public string? Results { get; set; }

    [JsonPropertyName("started_on")]
    public long? StartedOn { get; set; }

    [JsonPropertyName("copr")]
    public PlainCopr Copr { get; set; } = new();

    [JsonPropertyName("canceled")]
    public bool? Canceled { get; set; }

    [JsonPropertyName("submitted_on")]
    public long SubmittedOn { get; set; }

    [JsonPropertyName("ended_on")]
    public long? EndedOn { get; set; }

    [JsonPropertyName("pkgs")]
    public string Packages { get; set; } = "";

    [JsonPropertyName("chroots")]
    public string Chroots { get; set; } = "";

    [JsonPropertyName("id")]
    public long Id { get; set; }
}

internal sealed class PlainCopr
{
    [JsonPropertyName("owner_id")]
    public long OwnerId { get; set; }

    [JsonPropertyName("repos")]
    public string? Repositories { get; set; }

    [JsonPropertyName("chroots")]
    public string Chroots { get; set; } = "";

    [JsonPropertyName("id")]
    public long Id { get; set; }

    [JsonPropertyName("name")]
    public string Name { get; set; } = "";
}

[JsonSourceGenerationOptions(AllowTrailingCommas = true)]
[JsonSerializable(typeof(PlainWaitingBuilds))]
internal sealed partial class PlainContext : JsonSerializerContext;
