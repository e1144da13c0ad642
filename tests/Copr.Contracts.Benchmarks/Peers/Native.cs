using System.Text.Json;
using System.Text.Json.Serialization;

namespace Copr.Contracts.Benchmarks.Peers;

/// <summary>
/// The same records with System.Text.Json alone: attributes, <c>required</c>, <c>init</c> and converters, source-generated. It rejects
/// missing and duplicate members and keeps unknown ones, but cannot say which rule is broken.
/// </summary>
internal static class Native
{
    public static NativeWaitingBuilds Read(byte[] document) =>
        JsonSerializer.Deserialize(document, NativeContext.Default.NativeWaitingBuilds)!;
}

internal sealed record NativeWaitingBuilds
{
    [JsonPropertyName("builds")]
    public required IReadOnlyList<NativeBuild> Builds { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}

internal sealed record NativeBuild
{
    [JsonPropertyName("copr_id")]
    public required long CoprId { get; init; }

    [JsonPropertyName("user_id")]
    public required long UserId { get; init; }

    [JsonPropertyName("results")]
    public string? Results { get; init; }

    [JsonPropertyName("started_on")]
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? StartedOn { get; init; }

    [JsonPropertyName("copr")]
    public required NativeCopr Copr { get; init; }

    [JsonPropertyName("canceled")]
    public bool? Canceled { get; init; }

    [JsonPropertyName("submitted_on")]
    [JsonConverter(typeof(UnixTimeConverter))]
    public required DateTimeOffset SubmittedOn { get; init; }

    [JsonPropertyName("ended_on")]
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? EndedOn { get; init; }

    [JsonPropertyName("pkgs")]
    [JsonConverter(typeof(ListConverter<PackageUrl>))]
    public required SpaceSeparatedList<PackageUrl> Packages { get; init; }

    [JsonPropertyName("chroots")]
    [JsonConverter(typeof(ListConverter<Chroot>))]
    public required SpaceSeparatedList<Chroot> Chroots { get; init; }

    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}

internal sealed record NativeCopr
{
    [JsonPropertyName("owner_id")]
    public required long OwnerId { get; init; }

    [JsonPropertyName("repos")]
    [JsonConverter(typeof(ListConverter<RepositoryUrl>))]
    public SpaceSeparatedList<RepositoryUrl> Repositories { get; init; }

    [JsonPropertyName("chroots")]
    [JsonConverter(typeof(ListConverter<Chroot>))]
    public required SpaceSeparatedList<Chroot> Chroots { get; init; }

    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}

internal sealed class UnixTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeSeconds());
}

internal sealed class ListConverter<T> : JsonConverter<SpaceSeparatedList<T>>
    where T : struct, IListItem<T>
{
    public override bool HandleNull => true;

    public override SpaceSeparatedList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SpaceSeparatedList<T>.TryParse(reader.GetString() ?? "", out SpaceSeparatedList<T> list) ? list : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, SpaceSeparatedList<T> value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

[JsonSourceGenerationOptions(AllowTrailingCommas = true, AllowDuplicateProperties = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(NativeWaitingBuilds))]
internal sealed partial class NativeContext : JsonSerializerContext;
