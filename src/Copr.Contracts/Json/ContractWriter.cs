using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>
/// Writes the contract's JSON into rented memory, laid out as an application wants it, with no more escapes than JSON asks for,
/// whatever encoder the application has: no <c>\u0026</c> for the <c>&amp;</c> of a URL.
/// </summary>
internal ref struct ContractWriter(ReadingMode mode, JsonWriterOptions layout, int depth) : IDisposable
{
    private const int Smallest = 4096;

    /// <summary>As deep as the framework's writer goes.</summary>
    private const int Deepest = 1000;

    private const int LongestInteger = 20;

    private const int LongestDecimal = 31;

    /// <summary>What goes out as one byte that is the same character.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static code => (char)code).Except("\"\\")]);

    /// <summary>RFC 8259, section 7: quotation mark, reverse solidus and the control characters.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. "\"\\", .. Enumerable.Range(0, 0x20).Select(static code => (char)code)]);

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(Smallest);
    private int count;
    private int depth = depth;
    private bool isBehindItem;

    public ReadingMode Mode { get; } = mode;

    public readonly ReadOnlySpan<byte> Written => bytes.AsSpan(0, count);

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(bytes);

    public void StartObject() => Start('{');

    public void EndObject() => End('}');

    public void StartArray() => Start('[');

    public void EndArray() => End(']');

    /// <summary>Goes to the next item of an array.</summary>
    public void NextItem()
    {
        if (isBehindItem)
        {
            Append(',');
        }

        BreakLine();
        isBehindItem = true;
    }

    /// <summary>Goes to the next member of an object, up to its value.</summary>
    /// <param name="quotedName">Its name in quotes, in UTF-8.</param>
    public void NextMember(ReadOnlySpan<byte> quotedName)
    {
        if (layout.Indented)
        {
            NextItem();
            WriteRaw(quotedName);
            WriteRaw(": "u8);
            return;
        }

        Span<byte> free = Reserve(quotedName.Length + 2);
        int start = isBehindItem ? 1 : 0;
        free[0] = (byte)',';
        quotedName.CopyTo(free[start..]);
        free[start + quotedName.Length] = (byte)':';
        count += start + quotedName.Length + 1;
        isBehindItem = true;
    }

    /// <inheritdoc cref="NextMember(ReadOnlySpan{byte})"/>
    public void NextMember(string name)
    {
        NextItem();
        WriteText(name);
        WriteRaw(layout.Indented ? ": "u8 : ":"u8);
    }

    public void WriteNull() => WriteRaw("null"u8);

    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    public void WriteNumber(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(LongestInteger), out int length);
        count += length;
    }

    public void WriteNumber(decimal value)
    {
        Utf8Formatter.TryFormat(value, Reserve(LongestDecimal), out int length);
        count += length;
    }

    /// <summary>Writes a text in its quotes; one that is no Unicode text got into no object.</summary>
    public void WriteText(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(Plain))
        {
            Append('"');
            WriteOther(text);
            Append('"');
            return;
        }

        Span<byte> free = Reserve(text.Length + 2);
        free[0] = (byte)'"';
        Ascii.FromUtf16(text, free[1..], out _);
        free[text.Length + 1] = (byte)'"';
        count += text.Length + 2;
    }

    /// <summary>Writes what is JSON already.</summary>
    public void WriteRaw(ReadOnlySpan<byte> utf8Json)
    {
        utf8Json.CopyTo(Reserve(utf8Json.Length));
        count += utf8Json.Length;
    }

    private static string Escape(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (char character in text)
        {
            _ = character switch
            {
                '"' or '\\' => escaped.Append('\\').Append(character),
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                '\t' => escaped.Append("\\t"),
                < ' ' => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    private void WriteOther(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> escaped = text.ContainsAny(Escaped) ? Escape(text) : text;
        count += Encoding.UTF8.GetBytes(escaped, Reserve(Encoding.UTF8.GetByteCount(escaped)));
    }

    private void Start(char bracket)
    {
        if (depth == Deepest)
        {
            throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"What is nested deeper than {Deepest} objects and arrays cannot be written."));
        }

        Append(bracket);
        depth++;
        isBehindItem = false;
    }

    private void End(char bracket)
    {
        depth--;
        if (isBehindItem)
        {
            BreakLine();
        }

        Append(bracket);
        isBehindItem = true;
    }

    private void BreakLine()
    {
        if (layout.Indented)
        {
            Ascii.FromUtf16(layout.NewLine, Reserve(layout.NewLine.Length), out int length);
            count += length;
            int indent = depth * layout.IndentSize;
            Reserve(indent)[..indent].Fill((byte)layout.IndentCharacter);
            count += indent;
        }
    }

    private void Append(char ascii)
    {
        Reserve(1)[0] = (byte)ascii;
        count++;
    }

    /// <summary>The free memory, of at least this length.</summary>
    private Span<byte> Reserve(int length)
    {
        if (bytes.Length - count < length)
        {
            Grow(length);
        }

        return bytes.AsSpan(count);
    }

    private void Grow(int length)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Max((long)count + length, Math.Min(2L * count, Array.MaxLength)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
