using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of any bytes that are read as one of its documents.</summary>
public static class DocumentPromises
{
    /// <summary>Both modes read the document in every way.</summary>
    public static void Check<T>(byte[] document)
        where T : class, IContractObject<T>, IEquatable<T> =>
        CheckModes(Read<T>(document, ReadingMode.Strict), Read<T>(document, ReadingMode.Lenient));

    internal static void CheckModes<T>(Outcome<T> strict, Outcome<T> lenient)
        where T : class =>
        Promise.Holds(!strict.IsAccepted || strict.Value!.Equals(lenient.Value), "lenient reading accepts what strict reading accepts, and returns an equal value");

    /// <summary>Reads the document in every way, checks that all of them agree, and returns what they agree on.</summary>
    internal static Outcome<T> Read<T>(byte[] document, ReadingMode mode)
        where T : class, IContractObject<T>, IEquatable<T>
    {
        Outcome<T> outcome = Outcome<T>.Of(() => CoprJson.Read<T>(document, mode));
        var text = new JsonText(document);
        CheckOwnWays(document, mode, outcome);
        CheckSerializer(text, mode, outcome);
        CheckInApplication(text, mode, outcome);
        if (outcome.Value is { } value)
        {
            CheckRoundTrip(value, mode);
        }
        else
        {
            new Places(text).Check(outcome.Violation!);
            Promise.Holds(IsOfReading(outcome.Violation!), "a reader reports only rules about reading", outcome.Violation);
        }

        return outcome;
    }

    /// <summary>Whether the rule says why a document cannot be read.</summary>
    internal static bool IsOfReading(Violation violation) =>
        violation.Rule.Id == "COPR502" || violation.Rule.Id.StartsWith("COPR1", StringComparison.Ordinal);

    private static void CheckOwnWays<T>(byte[] document, ReadingMode mode, Outcome<T> expected)
        where T : class, IContractObject<T>
    {
        Promise.Holds(expected.IsAccepted || expected.Violation is not null, "CoprJson throws only ContractException", expected.Thrown);
        CheckSame(Outcome<T>.Of(() => FromStream(limits: null)), expected, "a stream gives the same as its bytes");
        if (Utf8.IsValid(document))
        {
            CheckSame(Outcome<T>.Of(() => CoprJson.Read<T>(Encoding.UTF8.GetString(document), mode)), expected, "a string gives the same as its UTF-8");
        }

        if (document.Length > 1)
        {
            CheckSame(Outcome<T>.Of(() => FromStream(new() { MaxDocumentBytes = document.Length })), expected, "a document that is as large as its limit is read");
            Outcome<T> tooLarge = Outcome<T>.Of(() => FromStream(new() { MaxDocumentBytes = document.Length - 1 }));
            Promise.Same(tooLarge.Violation?.Rule.Id, "COPR108", "a document that is larger than its limit is rejected");
        }

        T FromStream(ReaderLimits? limits) => CoprJson.ReadAsync<T>(new CutStream(document), mode, limits).AsTask().GetAwaiter().GetResult();
    }

    private static void CheckSame<T>(Outcome<T> found, Outcome<T> expected, string promise)
        where T : class
    {
        Promise.Same(found.Value, expected.Value, promise);
        Promise.Same(found.Violation, expected.Violation, promise);
    }

    /// <summary>JsonSerializer with the package's options. Its streams skip a byte order mark, and its strings cannot have bytes that are not UTF-8.</summary>
    private static void CheckSerializer<T>(JsonText text, ReadingMode mode, Outcome<T> expected)
        where T : class
    {
        byte[] document = text.Utf8;
        JsonSerializerOptions options = Serializers.Of(mode).Package;
        CheckSerialized("JsonSerializer from bytes", () => JsonSerializer.Deserialize<T>(document, options));
        CheckSerialized("JsonSerializer from pieces", () => FromPieces<T>(document, options), isContiguous: false);
        if (document.AsSpan().StartsWith("\uFEFF"u8))
        {
            return;
        }

        CheckSerialized("JsonSerializer from a stream", () => JsonSerializer.DeserializeAsync<T>(new CutStream(document), options).AsTask().GetAwaiter().GetResult());
        if (Utf8.IsValid(document))
        {
            CheckSerialized("JsonSerializer from a string", () => JsonSerializer.Deserialize<T>(Encoding.UTF8.GetString(document), options));
        }

        void CheckSerialized(string way, Func<T?> read, bool isContiguous = true)
        {
            Outcome<T> found = Outcome<T>.Of(read);
            Promise.Same(found.Value, expected.Value, $"{way} accepts what CoprJson.Read accepts");

            // JsonSerializer itself reads null, and reports text that is not JSON unless the package reaches it first.
            Promise.Holds(
                expected.IsAccepted || found.Violation is not null || (found.Thrown is null ? text.IsNull : !text.IsJson),
                $"{way} rejects a document with a violation", found.Thrown);
            if (found.Violation is { } violation && text.IsJson)
            {
                Promise.Same(violation, expected.Violation! with { Line = null, Column = null }, $"{way} reports what CoprJson.Read reports");
                Promise.Holds(!isContiguous || IsAt(found.Thrown!, expected.Violation!, text), $"{way} reports the same place", found.Thrown);
            }
        }
    }

    /// <summary>Whether the exception has no line and byte, or those of the violation.</summary>
    private static bool IsAt(JsonException exception, Violation violation, JsonText text) =>
        exception.LineNumber is null
        || (exception.LineNumber + 1 == violation.Line && text.ColumnOf(exception.LineNumber.Value, exception.BytePositionInLine!.Value) == violation.Column);

    private static T? FromPieces<T>(byte[] document, JsonSerializerOptions options)
        where T : class
    {
        var reader = new Utf8JsonReader(CutStream.Cut(document), new JsonReaderOptions { AllowTrailingCommas = true });
        T? value = JsonSerializer.Deserialize<T>(ref reader, options);
        return reader.Read() ? throw new JsonException("Something follows the document.") : value;
    }

    /// <summary>The document as a value of an application's own type.</summary>
    private static void CheckInApplication<T>(JsonText text, ReadingMode mode, Outcome<T> expected)
        where T : class, IContractObject<T>
    {
        if (!text.IsStandardJson || text.IsNull)
        {
            return;
        }

        JsonSerializerOptions options = Serializers.Of(mode).Application;
        byte[] envelope = [.. "{\"Note\":\"&\",\"One\":"u8, .. text.Utf8, .. ",\"Many\":["u8, .. text.Utf8, .. "]}"u8];
        Outcome<Envelope<T>> found = Outcome<Envelope<T>>.Of(() => JsonSerializer.Deserialize<Envelope<T>>(envelope, options));
        if (expected.Value is { } value)
        {
            Promise.Holds(found.Value is { Note: "&", Many: [var one] } && value.Equals(found.Value.One) && value.Equals(one), "in an application's type, the document is the same", found.Thrown);
            string json = Encoding.UTF8.GetString(CoprJson.Write(value));
            Promise.Same(
                JsonSerializer.Serialize(found.Value, options), $$"""{"Note":"\u0026","One":{{json}},"Many":[{{json}}]}""",
                "in an application's type, the document is written the same");
        }
        else
        {
            Violation? violation = found.Violation;
            Promise.Same((violation?.Rule, violation?.Path), (expected.Violation!.Rule, expected.Violation.Path), "in an application's type, the same is reported");
        }
    }

    private static void CheckRoundTrip<T>(T value, ReadingMode mode)
        where T : class, IContractObject<T>, IEquatable<T>
    {
        byte[] utf8 = CoprJson.Write(value);
        string json = Encoding.UTF8.GetString(utf8);
        var buffer = new ArrayBufferWriter<byte>();
        CoprJson.Write(buffer, value);
        using var stream = new MemoryStream();
        CoprJson.WriteAsync(stream, value).GetAwaiter().GetResult();
        foreach (string other in new[] { Encoding.UTF8.GetString(buffer.WrittenSpan), Encoding.UTF8.GetString(stream.ToArray()), JsonSerializer.Serialize(value, Serializers.Of(mode).Package), value.ToString()! })
        {
            Promise.Same(other, json, "all ways of writing agree");
        }

        foreach (string layout in new[] { json, JsonSerializer.Serialize(value, Serializers.Of(mode).Indented) })
        {
            T again = CoprJson.Read<T>(layout, ReadingMode.Lenient);
            Promise.Same(again, value, "what is read, written and read again is equal");
            Promise.Same(again.GetHashCode(), value.GetHashCode(), "equal values have equal hash codes");
            Promise.Same(Encoding.UTF8.GetString(CoprJson.Write(again)), json, "equal values are written alike");
        }

        Outcome<T> strict = Outcome<T>.Of(() => CoprJson.Read<T>(utf8));
        Promise.Holds(
            value.Equals(strict.Value) || strict.Violation is { Rule.Id: "COPR103", Path: [.., '_', 'o', 'n'] },
            "strict reading accepts what is written, except for fractions of a second", strict.Thrown);
    }

    private sealed record Envelope<T>(string Note, T One, IReadOnlyList<T> Many);
}
