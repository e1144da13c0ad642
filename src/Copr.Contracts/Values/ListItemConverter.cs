namespace Copr.Contracts.Json;

/// <summary>Reads and writes an item that is a JSON string, or the name of a member.</summary>
internal sealed class ListItemConverter<T> : JsonConverter<T> where T : struct, IListItem<T>
{
    /// <summary>The converter reads null, to report what was expected.</summary>
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(JsonText.ReadString(ref reader, T.Expected));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(JsonText.ReadString(ref reader, T.Expected));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteText(Require(value));
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteName(Require(value));

    private static T Parse(string text) => T.FindProblem(text) is { } problem
        ? throw new ContractException(new(T.MalformedRule, "", $"the value is {Excerpt.Of(text)}, which {problem}", T.Expected))
        : T.FromValid(new ItemText(text));

    private static ReadOnlySpan<char> Require(T value) => value.Text.IsDefault
        ? throw new JsonException($"default({typeof(T).Name}) is not a value of its type and cannot be written.")
        : value.Text.Span;
}

/// <summary>Reads and writes a list that is a JSON string, or null if it is empty.</summary>
internal sealed class ListConverter<T>(ReadingMode mode) : JsonConverter<SpaceSeparatedList<T>> where T : struct, IListItem<T>
{
    /// <summary>The converter reads null, which is the empty list.</summary>
    public override bool HandleNull => true;

    public override SpaceSeparatedList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default
        : ListText.Parse<T>(JsonText.ReadString(ref reader, ListText.Expected), mode, static problem =>
            new ContractException(new(problem.Rule, "", problem.Found, problem.Expected)));

    public override void Write(Utf8JsonWriter writer, SpaceSeparatedList<T> value, JsonSerializerOptions options)
    {
        if (value.IsEmpty)
            writer.WriteNullValue();
        else
            writer.WriteText(value.ToString());
    }
}
