using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>
/// Writes a text with no more escapes than JSON asks for, whatever encoder the writer has: no <c>\u0026</c> for the
/// <c>&amp;</c> of a URL.
/// </summary>
internal static class PlainText
{
    private const int OnTheStack = 512;

    /// <summary>RFC 8259, section 7: quotation mark, reverse solidus and the control characters.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. "\"\\", .. Enumerable.Range(0, 0x20).Select(static code => (char)code)]);

    /// <summary>Half of a surrogate pair must not go out as another character.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> escaped = text.ContainsAny(Escaped) ? Escape(text) : text;
        int longest = Utf8.GetMaxByteCount(escaped.Length) + 2;
        byte[]? rented = null;
        Span<byte> quoted = longest <= OnTheStack ? stackalloc byte[OnTheStack] : rented = ArrayPool<byte>.Shared.Rent(longest);
        try
        {
            quoted[0] = (byte)'"';
            int length = Utf8.GetBytes(escaped, quoted[1..]) + 1;
            quoted[length] = (byte)'"';
            writer.WriteRawValue(quoted[..(length + 1)], skipInputValidation: true);
        }
        catch (EncoderFallbackException exception)
        {
            throw new JsonException($"{Text.Excerpt.Of(text)} holds half of a surrogate pair and cannot be written; expected Unicode text.", exception);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
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
}
