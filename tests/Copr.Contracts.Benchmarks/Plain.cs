using System.Text.Json.Serialization;

namespace Copr.Contracts.Benchmarks;

/// <summary>The same with plain strings and numbers, as System.Text.Json and Newtonsoft.Json read it by themselves.</summary>
internal sealed class PlainWaitingBuilds
{
    [JsonPropertyName("builds")]
    [Newtonsoft.Json.JsonProperty("builds")]
    public List<PlainBuild> Builds { get; set; } = [];
}

internal sealed class PlainBuild
{
    [JsonPropertyName("copr_id")]
    [Newtonsoft.Json.JsonProperty("copr_id")]
    public long CoprId { get; set; }

    [JsonPropertyName("user_id")]
    [Newtonsoft.Json.JsonProperty("user_id")]
    public long UserId { get; set; }

    [JsonPropertyName("results")]
    [Newtonsoft.Json.JsonProperty("results")]
    public string? Results { get; set; }

    [JsonPropertyName("started_on")]
    [Newtonsoft.Json.JsonProperty("started_on")]
    public long? StartedOn { get; set; }

    [JsonPropertyName("copr")]
    [Newtonsoft.Json.JsonProperty("copr")]
    public PlainCopr Copr { get; set; } = new();

    [JsonPropertyName("canceled")]
    [Newtonsoft.Json.JsonProperty("canceled")]
    public bool? Canceled { get; set; }

    [JsonPropertyName("submitted_on")]
    [Newtonsoft.Json.JsonProperty("submitted_on")]
    public long SubmittedOn { get; set; }

    [JsonPropertyName("ended_on")]
    [Newtonsoft.Json.JsonProperty("ended_on")]
    public long? EndedOn { get; set; }

    [JsonPropertyName("pkgs")]
    [Newtonsoft.Json.JsonProperty("pkgs")]
    public string Packages { get; set; } = "";

    [JsonPropertyName("chroots")]
    [Newtonsoft.Json.JsonProperty("chroots")]
    public string Chroots { get; set; } = "";

    [JsonPropertyName("id")]
    [Newtonsoft.Json.JsonProperty("id")]
    public long Id { get; set; }
}

internal sealed class PlainCopr
{
    [JsonPropertyName("owner_id")]
    [Newtonsoft.Json.JsonProperty("owner_id")]
    public long OwnerId { get; set; }

    [JsonPropertyName("repos")]
    [Newtonsoft.Json.JsonProperty("repos")]
    public string? Repositories { get; set; }

    [JsonPropertyName("chroots")]
    [Newtonsoft.Json.JsonProperty("chroots")]
    public string Chroots { get; set; } = "";

    [JsonPropertyName("id")]
    [Newtonsoft.Json.JsonProperty("id")]
    public long Id { get; set; }

    [JsonPropertyName("name")]
    [Newtonsoft.Json.JsonProperty("name")]
    public string Name { get; set; } = "";
}

[JsonSourceGenerationOptions(AllowTrailingCommas = true)]
[JsonSerializable(typeof(PlainWaitingBuilds))]
internal sealed partial class PlainContext : JsonSerializerContext;
