using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>Reads a document in every way there is and says how it was refused.</summary>
internal static class Probe
{
    /// <summary>What the contract's own readers say; they have to agree. Null where the document was read.</summary>
    public static Violation? Refusal(byte[] document, JsonSerializerOptions options)
    {
        Violation? whole = Caught(() => CoprJson.Read<WaitingBuilds>(document, options)) is { } thrown ? thrown.Should().BeOfType<ContractException>().Which.Violation : null;
        Violation? streamed = Caught(() => CoprJson.ReadAsync<WaitingBuilds>(new ChunkedStream(document, 4096), options).AsTask().GetAwaiter().GetResult()) is ContractException { Violation: var violation } ? violation : null;
        streamed.Should().Be(whole);
        return whole;
    }

    /// <summary>What System.Text.Json throws where it is asked directly, in each of its ways; all of it has to be a JsonException.</summary>
    public static IReadOnlyList<JsonException> Direct(byte[] document, JsonSerializerOptions options)
    {
        Func<WaitingBuilds?>[] ways =
        [
            () => JsonSerializer.Deserialize<WaitingBuilds>(document, options),
            () => JsonSerializer.Deserialize<WaitingBuilds>(Encoding.UTF8.GetString(document), options),
            () => JsonSerializer.DeserializeAsync<WaitingBuilds>(new ChunkedStream(document, document.Length > 5000 ? 4096 : 1), options).AsTask().GetAwaiter().GetResult(),
        ];
        return [.. ways.Select(Caught).OfType<Exception>().Select(static thrown => thrown.Should().BeAssignableTo<JsonException>().Subject)];
    }

    /// <summary>The violation's place is in the text: its pointer leads to a value, or the beginning of one, and its line and column exist.</summary>
    public static void IsPlaced(Violation violation, byte[] document)
    {
        Exists(violation.Path, document).Should().BeTrue("{0} has to lead to a value", violation.Path);
        violation.Line.Should().BeInRange(1, document.AsSpan().Count((byte)'\n') + 1);
        violation.Column.Should().BeInRange(1, LineOf(document, (int)violation.Line!).Length + 1);
    }

    /// <summary>The text from a place on, to be compared with what a violation is about.</summary>
    public static string TextAt(Violation violation, byte[] document) =>
        Encoding.UTF8.GetString(document).Split('\n')[(int)violation.Line! - 1][((int)violation.Column! - 1)..];

    private static ReadOnlySpan<byte> LineOf(byte[] document, int line)
    {
        ReadOnlySpan<byte> rest = document;
        while (--line > 0)
        {
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        }

        int end = rest.IndexOf((byte)'\n');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Goes through the text as far as it is JSON.</summary>
    private static bool Exists(string pointer, byte[] document)
    {
        var reader = new Utf8JsonReader(document, new JsonReaderOptions { AllowTrailingCommas = true, MaxDepth = 1_000_000 });
        var path = new Stack<(string Pointer, int Index)>();
        string current = "";
        try
        {
            while (current != pointer && reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                {
                    path.Pop();
                }
                else if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    current = $"{path.Peek().Pointer}/{Name(reader).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
                }
                else
                {
                    if (path.TryPeek(out (string Pointer, int Index) parent) && parent.Index >= 0)
                    {
                        path.Pop();
                        path.Push((parent.Pointer, parent.Index + 1));
                        current = $"{parent.Pointer}/{parent.Index}";
                    }

                    if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                    {
                        path.Push((current, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                    }
                }
            }
        }
        catch (JsonException)
        {
            // The item at which the text stops being JSON has a pointer too.
            return path.TryPeek(out (string Pointer, int Index) parent) && pointer == $"{parent.Pointer}/{parent.Index}";
        }

        return current == pointer;
    }

    private static string Name(Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static Exception? Caught<T>(Func<T> read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }
}
