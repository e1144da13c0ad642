using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Copr.Contracts.Fuzzing.Promises;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>The ways to read a list of waiting builds.</summary>
internal static class Ways
{
    /// <summary>Limits that no test's document exceeds, except by its depth.</summary>
    private static readonly ReaderLimits Large = new()
    {
        MaxDocumentBytes = int.MaxValue,
        MaxListBytes = long.MaxValue,
        MaxBuildBytes = int.MaxValue,
    };

    /// <summary>
    /// The first error that the contract's own readers and the validator report. Its rule and place must be the same. Null if they accept
    /// the document.
    /// </summary>
    public static Violation? Refusal(byte[] document, ReadingMode mode = ReadingMode.Strict)
    {
        IReadOnlyList<Violation?> all = All(document, mode);
        all.Select(PlaceOf).Distinct().Should().ContainSingle("every way uses the same reader");
        return all[0];
    }

    /// <summary>The first error that each of the contract's own readers and the validator reports.</summary>
    public static IReadOnlyList<Violation?> All(byte[] document, ReadingMode mode = ReadingMode.Strict) =>
        [.. Whole(document, mode), Piecemeal(document, mode), Validated(document, mode)];

    /// <summary>What whole-document reading reports, from bytes, from text and from a stream.</summary>
    public static IReadOnlyList<Violation?> Whole(byte[] document, ReadingMode mode = ReadingMode.Strict)
    {
        Violation? bytes = Thrown(() => CoprJson.Read<WaitingBuilds>(document, mode));
        return
        [
            bytes,
            Utf8.IsValid(document) ? Thrown(() => CoprJson.Read<WaitingBuilds>(Encoding.UTF8.GetString(document), mode)) : bytes,
            Thrown(() => Wait(CoprJson.ReadAsync<WaitingBuilds>(new ChunkedStream(document, ChunkOf(document)), mode, Large))),
        ];
    }

    /// <summary>The first violation that reading build by build reports.</summary>
    public static Violation? Piecemeal(byte[] document, ReadingMode mode = ReadingMode.Strict, int? chunk = null) =>
        BuildByBuild.ReadAsync(document, chunk ?? ChunkOf(document), mode, Large).GetAwaiter().GetResult().Violations.FirstOrDefault();

    /// <summary>The first violation of a reading rule that the validator reports.</summary>
    public static Violation? Validated(byte[] document, ReadingMode mode = ReadingMode.Strict) =>
        ContractValidator.ValidateWaitingBuilds(document, new() { Mode = mode, Limits = Large }).Violations
            .FirstOrDefault(static violation => DocumentPromises.IsOfReading(violation.Rule));

    /// <summary>CoprJson's options for a mode.</summary>
    public static JsonSerializerOptions OptionsOf(ReadingMode mode) =>
        mode == ReadingMode.Strict ? CoprJson.StrictOptions : CoprJson.LenientOptions;

    /// <summary>What <see cref="JsonSerializer"/> throws, from bytes, from text, from a stream and from a reader of pieces.</summary>
    public static IReadOnlyList<JsonException?> Serializer<T>(byte[] document, JsonSerializerOptions options) =>
    [
        Refused(() => JsonSerializer.Deserialize<T>(document, options)),
        Refused(() => JsonSerializer.Deserialize<T>(Encoding.UTF8.GetString(document), options)),
        Refused(() => Wait(JsonSerializer.DeserializeAsync<T>(new ChunkedStream(document, ChunkOf(document)), options))),
        Refused(() => DeserializePieces<T>(document, options)),
    ];

    /// <summary>Asserts that the document has the violation's line and column, and a value at its pointer, or the start of one.</summary>
    public static void AssertIsPlaced(Violation violation, byte[] document)
    {
        Exists(violation.Path, document).Should().BeTrue("{0} must lead to a value", violation.Path);
        violation.Line.Should().BeInRange(1, document.AsSpan().Count((byte)'\n') + 1);
        violation.Column.Should().BeInRange(1, LineOf(document, violation.Line!.Value).Length + 1);
    }

    /// <summary>The text from the violation's line and column to the end of the line.</summary>
    public static string TextAt(Violation violation, byte[] document) =>
        Encoding.UTF8.GetString(LineOf(document, violation.Line!.Value))[((int)violation.Column! - 1)..];

    private static (Rule? Rule, string? Path, long? Line, long? Column) PlaceOf(Violation? violation) =>
        (violation?.Rule, violation?.Path, violation?.Line, violation?.Column);

    private static Violation? Thrown<T>(Func<T> read) =>
        Refused(read) is { } exception ? exception.Should().BeOfType<ContractException>().Which.Violation : null;

    private static JsonException? Refused<T>(Func<T> read)
    {
        try
        {
            read();
            return null;
        }
        catch (JsonException exception)
        {
            return exception;
        }
    }

    private static T Wait<T>(ValueTask<T> read) => read.AsTask().GetAwaiter().GetResult();

    /// <summary>Short documents arrive in small pieces.</summary>
    private static int ChunkOf(byte[] document) => document.Length > 5000 ? 4096 : 7;

    private static T? DeserializePieces<T>(byte[] document, JsonSerializerOptions options)
    {
        byte[][] pieces = [.. document.Chunk(Math.Max(1, document.Length / 50))];
        var reader = new Utf8JsonReader(
            Segments.Of(pieces.Length == 0 ? [[]] : pieces),
            new JsonReaderOptions
            {
                AllowTrailingCommas = options.AllowTrailingCommas,
                CommentHandling = options.ReadCommentHandling,
                MaxDepth = options.MaxDepth,
            });
        return JsonSerializer.Deserialize<T>(ref reader, options);
    }

    private static ReadOnlySpan<byte> LineOf(byte[] document, long line)
    {
        ReadOnlySpan<byte> rest = document;
        while (--line > 0)
        {
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        }

        int end = rest.IndexOf((byte)'\n');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Searches for the pointer's value, as far as the text is JSON.</summary>
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
                    current = $"{path.Peek().Pointer}/{EscapedName(reader)}";
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
            // The item at which the text stops being JSON has a pointer, too.
            return path.TryPeek(out (string Pointer, int Index) parent) && pointer == $"{parent.Pointer}/{parent.Index}";
        }

        return current == pointer;
    }

    private static string EscapedName(Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // The name is not Unicode text, and the pointer has an empty name for it.
            return "";
        }
    }
}
