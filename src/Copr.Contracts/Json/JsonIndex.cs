using System.Buffers;
using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>
/// The values of a JSON text, found in one pass: where each begins and ends, in the order of the text. Values that are nested deeper
/// than the contract's objects have no entry of their own.
/// </summary>
internal sealed class JsonIndex : IDisposable
{
    /// <summary>A list, its builds, a build, its copr, the copr's owner, and the owner's members.</summary>
    private const int MaxIndexedDepth = 6;

    private JsonEntry[] entries = ArrayPool<JsonEntry>.Shared.Rent(32);

    public int Count { get; private set; }

    /// <summary>Where the text stops being JSON, or is nested too deeply; null if it is well-formed.</summary>
    public JsonFault? Fault { get; private set; }

    public ref JsonEntry this[int index] => ref entries[index];

    public void Dispose()
    {
        ArrayPool<JsonEntry>.Shared.Return(entries);
        entries = [];
    }

    /// <summary>Indexes the value that a text begins with.</summary>
    /// <param name="utf8Json">The text. It may continue after the value.</param>
    /// <param name="isLast">Whether no more bytes follow.</param>
    /// <param name="maxDepth">The maximum number of nested objects and arrays.</param>
    /// <param name="length">The length of the value, including white space before it.</param>
    /// <returns>Whether the value is complete. If not, there is a <see cref="Fault"/>, or more bytes are needed.</returns>
    public bool TryRead(ReadOnlySpan<byte> utf8Json, bool isLast, int maxDepth, out int length)
    {
        var options = new JsonReaderOptions { AllowTrailingCommas = true, MaxDepth = int.MaxValue };
        var reader = new Utf8JsonReader(utf8Json, isLast, new JsonReaderState(options));
        bool isComplete = TryRead(ref reader, maxDepth, origin: 0);
        length = (int)reader.BytesConsumed;
        if (Fault is { Exception: { } exception } fault)
        {
            Fault = fault with { Offset = OffsetOf(utf8Json, exception) };
        }

        return isComplete;
    }

    /// <summary>Indexes the value that a reader is positioned at or before, and moves the reader to the value's end.</summary>
    public bool TryRead(ref Utf8JsonReader reader, int maxDepth, long origin)
    {
        Count = 0;
        Fault = null;
        try
        {
            return (reader.TokenType != JsonTokenType.None || reader.Read()) && TryReadTokens(ref reader, maxDepth, origin);
        }
        catch (JsonException exception)
        {
            SetFault(reader, exception, origin);
            return false;
        }
    }

    /// <summary>Reports what follows the value of a whole document, which must be nothing but white space.</summary>
    public void ReadEnd(ReadOnlySpan<byte> utf8Json, int start)
    {
        int rest = utf8Json[start..].IndexOfAnyExcept(" \t\r\n"u8);
        if (rest >= 0)
        {
            Fault = new JsonFault(Container: -1, NameStart: -1, NameLength: 0, IsTooDeep: false, start + rest);
        }
    }

    /// <summary>The offset of the line and byte that the framework's reader reports.</summary>
    private static int OffsetOf(ReadOnlySpan<byte> text, JsonException exception)
    {
        int offset = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            offset += text[offset..].IndexOf((byte)'\n') + 1;
        }

        return offset + (int)(exception.BytePositionInLine ?? 0);
    }

    private bool TryReadTokens(ref Utf8JsonReader reader, int maxDepth, long origin)
    {
        int open = -1;
        int depth = 0;
        JsonEntry name = new() { NameStart = -1 };
        do
        {
            int start = (int)(reader.TokenStartIndex - origin);
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name.NameStart = start + 1;
                    name.NameLength = reader.ValueSpan.Length;
                    name.IsNameEscaped = reader.ValueIsEscaped;
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (depth < MaxIndexedDepth)
                    {
                        open = Add(name, reader.TokenType, start, end: 0, open);
                    }

                    if (++depth > maxDepth)
                    {
                        CloseCutOffEntries();
                        Fault = new JsonFault(open, NameStart: -1, NameLength: 0, IsTooDeep: true, start);
                        return false;
                    }

                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (--depth < MaxIndexedDepth)
                    {
                        ref JsonEntry closed = ref entries[open];
                        closed.End = start + 1;
                        closed.Next = Count;
                        open = closed.Parent;
                    }

                    break;
                default:
                    if (depth < MaxIndexedDepth)
                    {
                        int entry = Add(name, reader.TokenType, start, (int)(reader.BytesConsumed - origin), open);
                        entries[entry].IsEscaped = reader.ValueIsEscaped;
                    }

                    break;
            }

            if (depth == 0)
            {
                return true;
            }

            name.NameStart = -1;
        }
        while (reader.Read());

        return false;
    }

    private int Add(in JsonEntry name, JsonTokenType kind, int start, int end, int parent)
    {
        if (Count == entries.Length)
        {
            Grow();
        }

        ref JsonEntry entry = ref entries[Count];
        entry = name;
        entry.Kind = kind;
        entry.Start = start;
        entry.End = end;
        entry.Parent = parent;
        entry.Next = Count + 1;
        return Count++;
    }

    private void Grow()
    {
        JsonEntry[] larger = ArrayPool<JsonEntry>.Shared.Rent(2 * entries.Length);
        entries.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<JsonEntry>.Shared.Return(entries);
        entries = larger;
    }

    private void SetFault(in Utf8JsonReader reader, JsonException exception, long origin)
    {
        int open = CloseCutOffEntries();
        bool hasName = reader.TokenType == JsonTokenType.PropertyName;
        Fault = new JsonFault(
            open,
            hasName ? (int)(reader.TokenStartIndex - origin) + 1 : -1,
            hasName ? reader.ValueSpan.Length : 0,
            IsTooDeep: reader.CurrentDepth >= reader.CurrentState.Options.MaxDepth,
            Offset: null)
        {
            Exception = exception,
        };
    }

    /// <summary>Ends the objects and arrays that are open, and returns the innermost one, or -1.</summary>
    private int CloseCutOffEntries()
    {
        int open = Count - 1;
        while (open >= 0 && !entries[open].IsCutOff)
        {
            open--;
        }

        for (int entry = open; entry >= 0; entry = entries[entry].Parent)
        {
            entries[entry].Next = Count;
        }

        return open;
    }
}

/// <summary>Where a text stops being JSON, or is nested too deeply.</summary>
/// <param name="Container">The innermost indexed object or array that was open; -1 if there was none.</param>
/// <param name="NameStart">Where the name begins whose value was expected; -1 if no value was expected.</param>
/// <param name="NameLength">The length of that name.</param>
/// <param name="IsTooDeep">Whether the nesting is the fault.</param>
/// <param name="Offset">The offset in the text; null if only the exception has the position.</param>
internal sealed record JsonFault(int Container, int NameStart, int NameLength, bool IsTooDeep, int? Offset)
{
    /// <summary>What the framework's reader threw; null if it threw nothing.</summary>
    public JsonException? Exception { get; init; }
}
