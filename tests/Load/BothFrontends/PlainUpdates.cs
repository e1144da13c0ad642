using System.Text.Json.Serialization;

namespace BothFrontends;

internal sealed record PlainUpdates(List<PlainUpdate> Builds);

internal sealed record PlainUpdate(
    long Id,
    [property: JsonPropertyName("started_on")] long? StartedOn,
    string? Results,
    [property: JsonPropertyName("ended_on")] long? EndedOn,
    int? Status);

internal sealed record PlainResult(
    [property: JsonPropertyName("updated_builds_ids")] long[] UpdatedBuildIds,
    [property: JsonPropertyName("non_existing_builds_ids")] long[] NonExistingBuildIds);
