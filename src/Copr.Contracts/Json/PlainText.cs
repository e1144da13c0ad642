using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
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

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(Escaped))
        {
            writer.WriteStringValue(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
            return;
        }

        int longest = Encoding.UTF8.GetMaxByteCount(text.Length) + 2;
        byte[]? rented = null;
        Span<byte> quoted = longest <= OnTheStack ? stackalloc byte[OnTheStack] : rented = ArrayPool<byte>.Shared.Rent(longest);
        quoted[0] = (byte)'"';
        int length = Encoding.UTF8.GetBytes(text, quoted[1..]) + 1;
        quoted[length] = (byte)'"';
        writer.WriteRawValue(quoted[..(length + 1)], skipInputValidation: true);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
