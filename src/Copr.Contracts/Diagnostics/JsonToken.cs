namespace Copr.Contracts.Diagnostics;

/// <summary>The current token of a <see cref="Utf8JsonReader"/>: its text, and its description in a message.</summary>
internal static class JsonToken
{
    /// <summary>The maximum number of a number's digits that a message shows.</summary>
    private const int MaxDigits = 40;

    /// <summary>What is expected if a string is not Unicode text.</summary>
    public const string ExpectedUnicode = "UTF-8 without halves of surrogate pairs";

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
    /// <exception cref="ContractException">The token is not a string, or not Unicode text.</exception>
    public static string ReadString(ref Utf8JsonReader reader, string expected)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            var violation = new Violation(ReadingRules.WrongType, "", $"the value is {Describe(reader)}", expected);
            reader.TrySkip();
            throw new ContractException(violation);
        }

        return TryGetString(reader, out string? text) ? text
            : throw new ContractException(new Violation(ReadingRules.MalformedJson, "", "the value is a string that is not Unicode text", ExpectedUnicode));
    }

    /// <summary>Describes the value, as the end of a clause that begins with its name.</summary>
    public static string Describe(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => $"the number {GetDigits(reader)}",
        JsonTokenType.String => TryGetString(reader, out string? text) ? $"the string {Excerpt.Of(text)}" : "a string that is not Unicode text",
        JsonTokenType.StartArray => "an array",
        _ => "an object",
    };

    private static string GetDigits(in Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> digits = reader.HasValueSequence
            ? reader.ValueSequence.Slice(0, Math.Min(reader.ValueSequence.Length, MaxDigits + 1)).ToArray()
            : reader.ValueSpan;
        return digits.Length > MaxDigits ? Encoding.UTF8.GetString(digits[..MaxDigits]) + "…" : Encoding.UTF8.GetString(digits);
    }
}
