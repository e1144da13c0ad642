using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of any document that is read and written.</summary>
internal static class RoundTripPromises
{
    public static void Check<T>(T value, ReadingMode mode)
        where T : class, IContractObject<T>, IEquatable<T>
    {
        string json = Encoding.UTF8.GetString(CoprJson.Write(value));
        Promise.Same(WriteToBuffer(value), json, "a buffer gets what Write returns");
        Promise.Same(WriteToStream(value), json, "a stream gets what Write returns");
        Promise.Same(JsonSerializer.Serialize(value, Serializers.Of(mode).Package), json, "JsonSerializer writes what Write returns");
        Promise.Same(value.ToString(), json, "the text of a value is its JSON");
        foreach (string layout in new[] { json, JsonSerializer.Serialize(value, Serializers.Of(mode).Indented) })
        {
            T again = CoprJson.Read<T>(layout, ReadingMode.Lenient);
            Promise.Same(again, value, "what is read, written and read again is equal");
            Promise.Same(again.GetHashCode(), value.GetHashCode(), "equal values have equal hash codes");
        }

        string written = Encoding.UTF8.GetString(CoprJson.Write(CoprJson.Read<T>(json, ReadingMode.Lenient)));
        Promise.Same(written, json, "what is read is written as it was");
        Outcome<T> strict = Outcome<T>.Of(() => CoprJson.Read<T>(json));
        Promise.Holds(
            value.Equals(strict.Value) || strict.Violation is { Rule.Id: "COPR103", Path: [.., '_', 'o', 'n'] },
            "strict reading accepts what is written, except for fractions of a second", strict);
    }

    private static string WriteToBuffer<T>(T value)
        where T : class, IContractObject<T>
    {
        var buffer = new ArrayBufferWriter<byte>();
        CoprJson.Write(buffer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string WriteToStream<T>(T value)
        where T : class, IContractObject<T>
    {
        using var stream = new MemoryStream();
        CoprJson.WriteAsync(stream, value).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
