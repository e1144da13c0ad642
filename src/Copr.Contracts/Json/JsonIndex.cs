namespace Copr.Contracts.Json;

/// <summary>The values of a JSON text, found in one pass: where each begins and ends, in the order of the text. Values that are nested
/// deeper than the contract's objects have no entry of their own.</summary>
internal sealed class JsonIndex(int maxValues) : IDisposable
{
    /// <summary>A report, its builds, a build, its results, their architectures by release, a release, one of its lists, and the
    /// items.</summary>
    private const int MaxIndexedDepth = 8;

    /// <summary>The typical number of bytes of a value and its name.</summary>
    private const int TypicalValue = 24;

    private static readonly JsonReaderState Start = new(new() { AllowTrailingCommas = true, MaxDepth = int.MaxValue });
    private JsonEntry[] entries = ArrayPool<JsonEntry>.Shared.Rent(32);

    public int Count { get; private set; }

    /// <summary>The entry of the value that was expected where the text stops being JSON; -1 if the text is well-formed.</summary>
    public int Fault { get; private set; } = -1;

    public bool IsTooDeep { get; private set; }
    public bool HasTooManyValues { get; private set; }

    /// <summary>What the framework's reader threw; null if it threw nothing.</summary>
    public JsonException? Exception { get; private set; }

    public Span<JsonEntry> Entries => entries;

    public void Dispose()
    {
        ArrayPool<JsonEntry>.Shared.Return(entries);
        entries = [];
    }

    /// <summary>Indexes the value that a text begins with. The length includes the white space before it. Returns false if the text is not
    /// JSON, so that there is a <see cref="Fault"/>, or if more bytes are needed.</summary>
    public bool TryRead(ReadOnlySpan<byte> utf8Json, bool isLast, int maxDepth, out int length)
    {
        Grow(isLast ? utf8Json.Length / TypicalValue : 0);
        var reader = new Utf8JsonReader(utf8Json, isLast, Start);
        bool isComplete = TryRead(ref reader, maxDepth, origin: 0);
        length = (int)reader.BytesConsumed;
        if (Exception is not null)
            entries[Fault].Start = OffsetOf(utf8Json, Exception);
        return isComplete;
    }

    /// <summary>Indexes the value that a reader is at or before, and moves the reader to the value's end.</summary>
    public bool TryRead(ref Utf8JsonReader reader, int maxDepth, long origin)
    {
        (Count, Fault, IsTooDeep, HasTooManyValues, Exception) = (0, -1, false, false, null);
        entries[0].NameStart = -1;
        try
        {
            return (reader.TokenType != JsonTokenType.None || reader.Read()) && TryReadTokens(ref reader, maxDepth, origin);
        }
        catch (JsonException exception)
        {
            Exception = exception;

            // The depth of a start token is that of what contains it.
            int depth = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
            IsTooDeep = depth >= reader.CurrentState.Options.MaxDepth;
            AddFault((int)(reader.BytesConsumed - origin));
            return false;
        }
    }

    /// <summary>Checks that nothing but white space follows the value of a whole document.</summary>
    public void ReadEnd(ReadOnlySpan<byte> utf8Json, int start)
    {
        int rest = utf8Json[start..].IndexOfAnyExcept(" \t\r\n"u8);
        if (rest >= 0)
            AddFault(start + rest);
    }

    /// <summary>Numbers the items of an array, and returns how many there are.</summary>
    public int NumberItems(int array)
    {
        int count = 0;
        for (int item = array + 1; item < entries[array].Next; item = entries[item].Next)
            entries[item].NameLength = count++;
        return count;
    }

    /// <summary>The offset of a line and a byte of the framework's reader. If only a comma is left and the text could go on after it, the
    /// text is cut off: returns its length.</summary>
    private static int OffsetOf(ReadOnlySpan<byte> text, JsonException exception)
    {
        int offset = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
            offset += text[offset..].IndexOf((byte)'\n') + 1;
        offset += (int)(exception.BytePositionInLine ?? 0);
        bool endsWithComma = text[offset..] is [(byte)',', .. var rest] && !rest.ContainsAnyExcept(" \t\r\n"u8);
        return endsWithComma && IsBeginning(text) ? text.Length : offset;
    }

    private static bool IsBeginning(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, Start);
        try
        {
            while (reader.Read())
            {
                // Only whether it throws matters.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool TryReadTokens(ref Utf8JsonReader reader, int maxDepth, long origin)
    {
        int open = -1;
        int depth = 0;
        do
        {
            JsonTokenType kind = reader.TokenType;
            int start = (int)(reader.TokenStartIndex - origin);
            switch (kind)
            {
                case JsonTokenType.PropertyName:
                    if (depth < MaxIndexedDepth)
                        SetName(reader, start);
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open = depth < MaxIndexedDepth ? Add(kind, start, end: 0, open) : open;
                    if (++depth > maxDepth)
                    {
                        IsTooDeep = true;
                        AddFault(start);
                        return false;
                    }

                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (--depth < MaxIndexedDepth)
                    {
                        (entries[open].End, entries[open].Next) = (start + 1, Count);
                        open = entries[open].Parent;
                    }

                    break;
                default:
                    if (depth < MaxIndexedDepth)
                    {
                        entries[Count].IsEscaped = reader.ValueIsEscaped;
                        Add(kind, start, (int)(reader.BytesConsumed - origin), open);
                    }

                    break;
            }

            if (depth == 0)
                return true;
        }
        while (Count <= maxValues && reader.Read());

        HasTooManyValues = Count > maxValues;
        if (HasTooManyValues)
            AddFault(entries[Count - 1].Start);
        return false;
    }

    private void SetName(in Utf8JsonReader reader, int start)
    {
        ref JsonEntry entry = ref entries[Count];
        (entry.NameStart, entry.NameLength, entry.IsNameEscaped) = (start + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
    }

    /// <summary>Adds a value. The entry after the last one is always free, and has no name yet.</summary>
    private int Add(JsonTokenType kind, int start, int end, int parent)
    {
        ref JsonEntry entry = ref entries[Count];
        (entry.Kind, entry.IsTaken) = (kind, false);
        (entry.Start, entry.End) = (start, end);
        (entry.Parent, entry.Next) = (parent, Count + 1);
        if (++Count == entries.Length)
            Grow(2 * Count);
        entries[Count].NameStart = -1;
        return Count - 1;
    }

    private void Grow(int capacity)
    {
        if (capacity <= entries.Length)
            return;

        JsonEntry[] larger = ArrayPool<JsonEntry>.Shared.Rent(capacity);
        entries.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<JsonEntry>.Shared.Return(entries);
        entries = larger;
    }

    /// <summary>Adds the value that was expected, and ends the objects and arrays that are open.</summary>
    private void AddFault(int start)
    {
        int open = Count - 1;
        while (open >= 0 && !entries[open].IsCutOff)
            open--;
        Fault = Add(JsonTokenType.None, start, end: 0, open);
        for (; open >= 0; open = entries[open].Parent)
        {
            entries[open].Next = Count;
            if (entries[open].Kind == JsonTokenType.StartArray)
                NumberItems(open);
        }
    }
}
