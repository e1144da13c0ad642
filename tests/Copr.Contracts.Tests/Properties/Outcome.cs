using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Copr.Contracts.Json;

namespace Copr.Contracts.Tests.Properties;

/// <summary>What a way to read made of a document: a value, or what was thrown.</summary>
internal sealed record Outcome<T>(string Way, T? Value, Exception? Thrown)
    where T : class
{
    /// <summary>Whether there is a value; System.Text.Json reads a document of null as none.</summary>
    public bool IsRead => Value is not null;

    public static Outcome<T> Of(string way, Func<T?> read)
    {
        try
        {
            return new(way, read(), null);
        }
        catch (Exception exception)
        {
            return new(way, null, exception);
        }
    }

    /// <summary>The contract's own ways.</summary>
    public static IReadOnlyList<Outcome<T>> OfContract(byte[] document, JsonSerializerOptions options, int chunk) =>
    [
        Of("CoprJson.Read", () => CoprJson.Read<T>(document, options)),
        Of("CoprJson.ReadAsync", () => CoprJson.ReadAsync<T>(new ChunkedStream(document, chunk), options).AsTask().GetAwaiter().GetResult()),
    ];

    /// <summary>The framework's ways, as far as they can be asked: some take a byte order mark off, or replace what is not UTF-8.</summary>
    public static IEnumerable<Outcome<T>> OfFramework(byte[] document, JsonSerializerOptions options, int chunk)
    {
        yield return Of("Deserialize(bytes)", () => JsonSerializer.Deserialize<T>(document, options));
        yield return Of("Deserialize(reader)", () => FromPieces(document, options, chunk));
        if (document.AsSpan().StartsWith("\ufeff"u8))
        {
            yield break;
        }

        yield return Of("DeserializeAsync", () => JsonSerializer.DeserializeAsync<T>(new ChunkedStream(document, chunk), options).AsTask().GetAwaiter().GetResult());
        if (Utf8.IsValid(document))
        {
            yield return Of("Deserialize(string)", () => JsonSerializer.Deserialize<T>(Encoding.UTF8.GetString(document), options));
        }
    }

    private static T? FromPieces(byte[] document, JsonSerializerOptions options, int chunk)
    {
        var reader = new Utf8JsonReader(Pieces(document, chunk), new JsonReaderOptions { AllowTrailingCommas = true });
        var value = JsonSerializer.Deserialize<T>(ref reader, options);
        return reader.Read() ? null : value;
    }

    private static ReadOnlySequence<byte> Pieces(byte[] document, int length)
    {
        var first = new Piece(default, null);
        Piece last = first;
        for (int at = 0; at < document.Length; at += length)
        {
            last = new Piece(document.AsMemory(at, Math.Min(length, document.Length - at)), last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            RunningIndex = before is null ? 0 : before.RunningIndex + before.Memory.Length;
            before?.Next = this;
        }
    }
}
