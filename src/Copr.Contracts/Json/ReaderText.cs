namespace Copr.Contracts.Json;

/// <summary>The text of the object that a <see cref="Utf8JsonReader"/> is at, as far as it is JSON, and what precedes it in the reader's
/// input. The reader exposes neither. If the input is not contiguous, the text is a copy, and what precedes it is empty.</summary>
internal readonly ref struct ReaderText(ReadOnlySpan<byte> before, ReadOnlySpan<byte> text, bool isInPlace)
{
    public ReadOnlySpan<byte> Before { get; } = before;
    public ReadOnlySpan<byte> Text { get; } = text;
    public bool IsInPlace { get; } = isInPlace;

    /// <summary>Indexes the object and moves the reader to its end. Throws if it is not JSON and the input is not contiguous.</summary>
    public static ReaderText Index(scoped ref Utf8JsonReader reader, JsonIndex index)
    {
        Utf8JsonReader start = reader;

        // Undocumented, so FrameworkReaderTests checks it: only a reader of a span has no object in its position, its tokens are slices of
        // that span at their offsets, and it consumes no more than the span, even if it throws, after which there is no token to compare.
        if (reader is { TokenType: JsonTokenType.StartObject, HasValueSequence: false } && reader.Position.GetObject() is null)
        {
            ref byte first = ref MemoryMarshal.GetReference(reader.ValueSpan);
            bool isComplete = index.TryRead(ref reader, int.MaxValue, reader.TokenStartIndex);
            int length = (int)(reader.BytesConsumed - start.TokenStartIndex);

            // If the object is neither complete nor malformed, the copy reports that the reader has only a part of it.
            if (isComplete ? Unsafe.AreSame(ref Unsafe.Add(ref first, length - 1), ref MemoryMarshal.GetReference(reader.ValueSpan))
                : index.Fault >= 0)
            {
                ref byte input = ref Unsafe.Subtract(ref first, (nint)start.TokenStartIndex);
                ReadOnlySpan<byte> before = MemoryMarshal.CreateReadOnlySpan(ref input, (int)start.TokenStartIndex);
                return new(before, MemoryMarshal.CreateReadOnlySpan(ref first, length), isInPlace: true);
            }
        }

        reader = start;
        using JsonDocument copy = JsonDocument.ParseValue(ref reader);
        byte[] text = JsonMarshal.GetRawUtf8Value(copy.RootElement).ToArray();
        var copyReader = new Utf8JsonReader(text, isFinalBlock: true, new JsonReaderState(start.CurrentState.Options));
        index.TryRead(ref copyReader, int.MaxValue, origin: 0);
        return new(default, text, isInPlace: false);
    }
}
