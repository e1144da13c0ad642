namespace Copr.Contracts.Json;

/// <summary>Reads and writes the texts of JSON exactly as they are, whatever encoder the application's writer has.</summary>
internal static class JsonText
{
    public const string ExpectedUnicode = "UTF-8 without halves of surrogate pairs";

    private const string NotUnicode = "a string that is not Unicode text";

    /// <summary>The maximum number of a number's digits that a message shows.</summary>
    private const int MaxDigits = 40;

    /// <summary>The characters that no encoder escapes.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(" !#$%()*,-./:;=?@[]^_{|}~" + Characters.LettersAndDigits);

    /// <summary>Decodes a string that is in quotation marks; returns false if it is not Unicode text.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> utf8Json, bool isEscaped, [NotNullWhen(true)] out string? value)
    {
        if (isEscaped)
        {
            var reader = new Utf8JsonReader(utf8Json);
            reader.Read();
            return TryGetString(reader, out value);
        }

        ReadOnlySpan<byte> content = utf8Json[1..^1];
        value = Ascii.IsValid(content) ? string.Create(content.Length, content, static (text, ascii) => Ascii.ToUtf16(ascii, text, out _))
            : Utf8.IsValid(content) ? Encoding.UTF8.GetString(content)
            : null;
        return value is not null;
    }

    /// <summary>Gets the text of a string or a member's name; returns false if it is not Unicode text.</summary>
    public static bool TryGetString(in Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // The bytes are not UTF-8, or half of a surrogate pair is escaped.
            text = null;
            return false;
        }
    }

    /// <summary>Reads the text of a value that must be a string, or of a member's name.</summary>
    public static string ReadString(ref Utf8JsonReader reader, string expected)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            var violation = new Violation(ReadingRules.WrongType, "", $"the value is {Describe(reader)}", expected);
            reader.TrySkip();
            throw new ContractException(violation);
        }

        return TryGetString(reader, out string? text) ? text
            : throw new ContractException(new(ReadingRules.MalformedJson, "", $"the value is {NotUnicode}", ExpectedUnicode));
    }

    /// <summary>Describes the value, as the end of a clause that begins with its name.</summary>
    public static string Describe(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => $"the number {GetDigits(reader)}",
        JsonTokenType.String => TryGetString(reader, out string? text) ? $"the string {Excerpt.Of(text)}" : NotUnicode,
        JsonTokenType.StartArray => "an array",
        _ => "an object",
    };

    public static void WriteText(this Utf8JsonWriter writer, ReadOnlySpan<char> text)
    {
        if (IsWrittenAsIs(writer, text))
            writer.WriteStringValue(text);
        else
            writer.WriteStringValue(JsonEncodedText.Encode(text, ContractEncoder.Instance));
    }

    public static void WriteName(this Utf8JsonWriter writer, ReadOnlySpan<char> name)
    {
        if (IsWrittenAsIs(writer, name))
            writer.WritePropertyName(name);
        else
            writer.WritePropertyName(JsonEncodedText.Encode(name, ContractEncoder.Instance));
    }

    private static bool IsWrittenAsIs(Utf8JsonWriter writer, ReadOnlySpan<char> text) =>
        ReferenceEquals(writer.Options.Encoder, ContractEncoder.Instance) || !text.ContainsAnyExcept(Plain);

    private static string GetDigits(in Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> digits = reader.HasValueSequence
            ? reader.ValueSequence.Slice(0, Math.Min(reader.ValueSequence.Length, MaxDigits + 1)).ToArray()
            : reader.ValueSpan;
        return digits.Length > MaxDigits ? Encoding.UTF8.GetString(digits[..MaxDigits]) + "…" : Encoding.UTF8.GetString(digits);
    }
}
