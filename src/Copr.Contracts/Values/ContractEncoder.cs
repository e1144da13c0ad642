using System.Text.Encodings.Web;

namespace Copr.Contracts.Json;

/// <summary>Escapes only what RFC 8259, section 7, requires: quotation marks, reverse solidi and control characters. The <c>&amp;</c> of a
/// URL stays as it is. The framework's interface is of pointers, so this and <see cref="ReaderText"/> are the only unsafe code.</summary>
internal sealed unsafe class ContractEncoder : JavaScriptEncoder
{
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. "\"\\", .. Enumerable.Range(0, ' ').Select(static code => (char)code)]);

    private static readonly SearchValues<byte> EscapedBytes =
        SearchValues.Create([.. "\"\\"u8, .. Enumerable.Range(0, ' ').Select(static code => (byte)code)]);

    private ContractEncoder() { }

    public static ContractEncoder Instance { get; } = new();

    /// <summary>The longest escape is <c>\u001F</c>.</summary>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\';

    public override int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny(Escaped);

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => utf8Text.IndexOfAny(EscapedBytes);

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        string text = unicodeScalar switch
        {
            '"' or '\\' => $"\\{(char)unicodeScalar}",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            < ' ' => Invariant($"\\u{unicodeScalar:X4}"),
            _ => new Rune(unicodeScalar).ToString(),
        };
        bool fits = text.TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? text.Length : 0;
        return fits;
    }
}
