using System.Text;
using System.Text.Json;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of any bytes that are read as one of its documents.</summary>
public static class DocumentPromises
{
    public static void Check<T>(byte[] document)
        where T : class, IContractObject<T>, IEquatable<T>
    {
        var text = new JsonText(document);
        CheckModes(Read<T>(text, ReadingMode.Strict), Read<T>(text, ReadingMode.Lenient));
    }

    /// <summary>Whether readers report the rule: a document that breaks it may be unreadable.</summary>
    public static bool IsOfReading(Rule rule) => rule.Id.StartsWith("COPR1", StringComparison.Ordinal)
        || rule.Id is "COPR502" or "COPR601" or "COPR602" or "COPR603" or "COPR612" or "COPR616" or "COPR624";

    internal static void CheckModes<T>(Outcome<T> strict, Outcome<T> lenient)
        where T : class =>
        Promise.Holds(
            !strict.IsAccepted || strict.Value!.Equals(lenient.Value),
            "lenient reading accepts what strict reading accepts, and returns an equal value", lenient);

    /// <summary>Reads the text in every way, checks that they agree, and returns what they agree on.</summary>
    internal static Outcome<T> Read<T>(JsonText text, ReadingMode mode)
        where T : class, IContractObject<T>, IEquatable<T>
    {
        Outcome<T> outcome = Outcome<T>.Of(() => CoprJson.Read<T>(text.Utf8, mode));
        CheckOwnWays(text, mode, outcome);
        CheckSerializer(text, mode, outcome);
        CheckInApplication(text, mode, outcome);
        if (outcome.Value is { } value)
        {
            RoundTripPromises.Check(value, mode);
        }
        else
        {
            CheckReadingViolation(outcome.Violation!, text);
        }

        return outcome;
    }

    internal static void CheckReadingViolation(Violation violation, JsonText text)
    {
        text.CheckPlace(violation);
        Promise.Holds(IsOfReading(violation.Rule), "a reader reports only rules about reading", violation);
    }

    /// <summary>
    /// Checks that two ways report the same violation. If the text is not JSON, their words may differ, because one reads all of it and
    /// the other only what surrounds the builds.
    /// </summary>
    internal static void CheckSameViolation(Violation? found, Violation? expected, JsonText text, string promise)
    {
        bool isSamePlace = (found?.Rule, found?.Path, found?.Line, found?.Column)
            == (expected?.Rule, expected?.Path, expected?.Line, expected?.Column);
        Promise.Holds(text.IsJson ? found == expected : isSamePlace, promise, $"{found}\nExpected: {expected}");
    }

    private static void CheckOwnWays<T>(JsonText text, ReadingMode mode, Outcome<T> expected)
        where T : class, IContractObject<T>
    {
        Promise.Holds(expected.IsAccepted || expected.Violation is not null, "CoprJson throws only ContractException", expected);
        Promise.Same(FromStream(limits: null), expected, "a stream gives the same as its bytes");
        if (text.IsUtf8)
        {
            Promise.Same(Outcome<T>.Of(() => CoprJson.Read<T>(text.Utf16, mode)), expected, "a string gives the same as its UTF-8");
        }

        int length = text.Utf8.Length;
        if (length > 1)
        {
            Promise.Same(FromStream(new() { MaxDocumentBytes = length }), expected, "a document that is as large as its limit is read");
            Violation? violation = FromStream(new() { MaxDocumentBytes = length - 1 }).Violation;
            Promise.Same(violation?.Rule.Id, "COPR108", "a document that is larger than its limit is rejected");
        }

        Outcome<T> FromStream(ReaderLimits? limits) =>
            Outcome<T>.Of(() => CoprJson.ReadAsync<T>(new CutStream(text.Utf8), mode, limits).AsTask().GetAwaiter().GetResult());
    }

    private static void CheckSerializer<T>(JsonText text, ReadingMode mode, Outcome<T> expected)
        where T : class
    {
        JsonSerializerOptions options = Serializers.Of(mode).Package;
        Outcome<T> fromBytes = Outcome<T>.Of(() => JsonSerializer.Deserialize<T>(text.Utf8, options));
        CheckSerialized(fromBytes, expected, text, "JsonSerializer from bytes");
        CheckSerialized(Outcome<T>.Of(() => FromPieces<T>(text, options)), expected, text, "JsonSerializer from pieces");
        if (text.Root is { ValueKind: JsonValueKind.Object } && fromBytes.Thrown is { } thrown)
        {
            // If the document is not an object, the framework sets the line and the byte: those of the value's end.
            (long line, long bytes) = (thrown.LineNumber!.Value, thrown.BytePositionInLine!.Value);
            (long?, long?) place = (expected.Violation!.Line, expected.Violation.Column);
            Promise.Same((line + 1, text.ColumnOf(line, bytes)), place, "JsonSerializer reports the same line and column");
        }

        // The framework's streams skip a byte order mark, and a string cannot contain bytes that are not UTF-8.
        if (!text.HasByteOrderMark)
        {
            var stream = new CutStream(text.Utf8);
            Outcome<T> found = Outcome<T>.Of(() => JsonSerializer.DeserializeAsync<T>(stream, options).AsTask().GetAwaiter().GetResult());
            CheckSerialized(found, expected, text, "JsonSerializer from a stream");
        }

        if (text.IsUtf8 && !text.HasByteOrderMark)
        {
            Outcome<T> found = Outcome<T>.Of(() => JsonSerializer.Deserialize<T>(text.Utf16, options));
            CheckSerialized(found, expected, text, "JsonSerializer from a string");
        }
    }

    private static void CheckSerialized<T>(Outcome<T> found, Outcome<T> expected, JsonText text, string way)
        where T : class
    {
        Promise.Same(found.Value, expected.Value, $"{way} accepts what CoprJson.Read accepts");
        if (!expected.IsAccepted && text is { IsJson: true, IsNull: false })
        {
            // The framework itself reads null, and may reject a text that is not JSON before the package reads it.
            Violation unplaced = expected.Violation! with { Line = null, Column = null };
            Promise.Same(found.Violation, unplaced, $"{way} reports what CoprJson.Read reports");
        }
    }

    private static T? FromPieces<T>(JsonText text, JsonSerializerOptions options)
        where T : class
    {
        var reader = new Utf8JsonReader(CutStream.Cut(text.Utf8), new JsonReaderOptions { AllowTrailingCommas = true });
        T? value = JsonSerializer.Deserialize<T>(ref reader, options);
        return reader.Read() ? throw new JsonException("Something follows the document.") : value;
    }

    /// <summary>Checks the document as a value of an application's own type, whose options do not allow trailing commas.</summary>
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
            Promise.Holds(
                found.Value is { Note: "&", Many: [var item] } && value.Equals(found.Value.One) && value.Equals(item),
                "in an application's type, the document is the same", found);
            string json = Encoding.UTF8.GetString(CoprJson.Write(value));
            Promise.Same(
                JsonSerializer.Serialize(found.Value, options), $$"""{"Note":"\u0026","One":{{json}},"Many":[{{json}}]}""",
                "in an application's type, the document is written the same");
        }
        else
        {
            Promise.Same(
                (found.Violation?.Rule, found.Violation?.Path), (expected.Violation!.Rule, expected.Violation.Path),
                "in an application's type, the same is reported");
        }
    }

    private sealed record Envelope<T>(string Note, T One, IReadOnlyList<T> Many);
}
