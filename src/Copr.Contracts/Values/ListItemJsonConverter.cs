namespace Copr.Contracts.Json;

/// <summary>Creates the strict converters of <see cref="Chroot"/>, <see cref="PackageUrl"/>, <see cref="RepositoryUrl"/>, their lists
/// and <see cref="Tasks.TaskId"/>. System.Text.Json and its source generator use it; applications call
/// <see cref="CoprJson.AddCoprContracts"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ListItemJsonConverter : JsonConverterFactory
{
    private readonly ReadingMode mode;

    /// <summary>Creates a factory of strict converters.</summary>
    public ListItemJsonConverter() : this(ReadingMode.Strict) { }

    internal ListItemJsonConverter(ReadingMode mode) => this.mode = mode;

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => ListItemKind.Find(typeToConvert) is not null;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        ListItemKind.Find(typeToConvert)?.CreateConverter(mode);
}
