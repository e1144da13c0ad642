using System.Runtime.InteropServices;
using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>Reads and writes a member that the contract does not know, whatever it holds.</summary>
internal static class UnknownMember
{
    /// <summary>Checks a value as the reading of an unknown member does, without keeping it.</summary>
    public static ContractConverter<bool> Checker { get; } = new CheckingConverter();

    /// <summary>Reads the member whose name the reader stands at; false where it was reported.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, ReadContext context, ref OrderedDictionary<string, JsonElement>? members)
    {
        if (!Token.TryGetText(reader, context, out string? name))
        {
            reader.TrySkip();
            return false;
        }

        context.Enter(name);
        bool isFirst = members is null || !members.ContainsKey(name);
        if (!isFirst)
        {
            ReportDuplicate(reader, context);
        }

        reader.Read();
        Utf8JsonReader start = reader;
        bool isWhole = IsWhole(ref reader, context) && isFirst;
        if (isWhole)
        {
            members ??= new(StringComparer.Ordinal);
            members.Add(name, JsonElement.ParseValue(ref start));
        }

        context.Leave();
        return isWhole;
    }

    /// <summary>Writes a member.</summary>
    public static void Write(ref ContractWriter writer, string name, JsonElement value)
    {
        writer.NextMember(name);
        Write(ref writer, value);
    }

    /// <summary>What keeps a value from being written as JSON that can be read back; null where nothing does.</summary>
    public static string? FindProblem(JsonElement value)
    {
        List<(Violation Violation, long Offset)> found = [];
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value), new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = int.MaxValue });
        reader.Read();
        IsWhole(ref reader, new ReadContext(ReadingMode.Strict, isDocument: false, found));
        return found is [var first, ..] ? first.Violation.Message : null;
    }

    /// <summary>Writes the value: laid out as the writer does, its texts and numbers to the letter as they came in.</summary>
    private static void Write(ref ContractWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.StartObject();
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    Write(ref writer, member.Name, member.Value);
                }

                writer.EndObject();
                break;
            case JsonValueKind.Array:
                writer.StartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    writer.NextItem();
                    Write(ref writer, item);
                }

                writer.EndArray();
                break;
            default:
                writer.WriteRaw(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }

    public static void ReportDuplicate(in Utf8JsonReader reader, ReadContext context) =>
        context.Report(Rules.DuplicateMember, reader, $"{context.Subject} comes twice in one object; expected once");

    /// <summary>Whether the value holds no member twice and nothing but Unicode text; the reader ends up behind it.</summary>
    private static bool IsWhole(ref Utf8JsonReader reader, ReadContext context)
    {
        bool isWhole = true;
        Stack<HashSet<string>?> objects = [];
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    objects.Push(reader.TokenType == JsonTokenType.StartObject ? new(StringComparer.Ordinal) : null);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    objects.Pop();
                    break;
                case JsonTokenType.PropertyName or JsonTokenType.String:
                    isWhole &= IsWhole(reader, context, objects);
                    break;
            }
        }
        while (objects.Count > 0 && reader.Read());

        return isWhole;
    }

    private static bool IsWhole(in Utf8JsonReader reader, ReadContext context, Stack<HashSet<string>?> objects)
    {
        if (!Token.TryGetText(reader, context, out string? text))
        {
            return false;
        }

        if (reader.TokenType == JsonTokenType.PropertyName && !objects.Peek()!.Add(text))
        {
            context.Report(Rules.DuplicateMember, reader, $"{context.Subject} holds an object in which {Text.Excerpt.Of(text)} comes twice; expected once");
            return false;
        }

        return true;
    }

    private sealed class CheckingConverter() : ContractConverter<bool>(ReadingMode.Strict)
    {
        internal override bool TryRead(ref Utf8JsonReader reader, ReadContext context, out bool value) => value = IsWhole(ref reader, context);

        internal override void Write(ref ContractWriter writer, bool value) => throw new NotSupportedException();
    }
}
