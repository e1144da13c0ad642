namespace Copr.Contracts.Json;

/// <summary>What keeps a value from being written as JSON that can be read back, and where it is in the value.</summary>
internal readonly record struct ValueProblem(Rule Rule, long Offset, string Found, string Expected);

/// <summary>Checks and writes the value of a member that the contract does not define.</summary>
internal static class UnknownValue
{
    /// <summary>The maximum number of problems that are reported for one value.</summary>
    private const int MaxProblems = 100;

    /// <summary>The nesting that System.Text.Json writes by default, and that a thread's stack has room for.</summary>
    public const int MaxDepth = 1000;

    private static readonly JsonReaderOptions Any =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = int.MaxValue };

    /// <summary>Finds duplicate names, text that is not Unicode, and what is nested too deeply.</summary>
    public static IReadOnlyList<ValueProblem> FindProblems(ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Json[0] is not ((byte)'{' or (byte)'[' or (byte)'"'))
            return [];

        List<ValueProblem> problems = [];
        Stack<HashSet<string>?> open = [];
        var reader = new Utf8JsonReader(utf8Json, Any);
        while (problems.Count < MaxProblems && reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when open.Count == MaxDepth:
                    string tooDeep = Invariant($"is nested deeper than {MaxDepth} objects and arrays");
                    problems.Add(new(ReadingRules.LimitExceeded, reader.TokenStartIndex, tooDeep, "less nesting"));
                    return problems;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(reader.TokenType == JsonTokenType.StartObject ? new(StringComparer.Ordinal) : null);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName or JsonTokenType.String when !JsonText.TryGetString(reader, out _):
                    problems.Add(new(
                        ReadingRules.MalformedJson, reader.TokenStartIndex, "contains text that is not Unicode", JsonText.ExpectedUnicode));
                    break;
                case JsonTokenType.PropertyName when !open.Peek()!.Add(reader.GetString()!):
                    string found = $"contains an object in which {Excerpt.Of(reader.GetString())} appears twice";
                    problems.Add(new(ReadingRules.DuplicateMember, reader.TokenStartIndex, found, "each name once"));
                    break;
            }
        }

        return problems;
    }

    /// <summary>Writes a value in the writer's layout, with its numbers exactly as they were read.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement value, bool isInArray = false)
    {
        int maxDepth = writer.Options.MaxDepth is 0 ? MaxDepth : writer.Options.MaxDepth;
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && writer.CurrentDepth >= maxDepth)
            throw new JsonException($"An unknown member is nested deeper than {maxDepth} objects and arrays and cannot be written.");

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    writer.WriteName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                    Write(writer, item, isInArray: true);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when isInArray && writer.Options.Indented:
                writer.WriteText(value.GetString());
                break;
            case not JsonValueKind.Undefined when isInArray && writer.Options.Indented:
                // The writer does not indent what is written as it is.
                value.WriteTo(writer);
                break;
            default:
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
                break;
        }
    }
}
