using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Text;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>What can be said of the token that a reader stands at.</summary>
internal static class Token
{
    /// <summary>How many digits of a number a message shows.</summary>
    private const int LongestNumber = 40;

    /// <summary>Whether the value is of the type; where it is not, reports it and goes to its end.</summary>
    public static bool Is(JsonTokenType type, ref Utf8JsonReader reader, ReadContext context, string expected)
    {
        if (reader.TokenType == type)
        {
            return true;
        }

        ReportWrongType(ref reader, context, expected);
        return false;
    }

    /// <summary>Reports a value that is not what was expected, and goes to its end.</summary>
    public static void ReportWrongType(ref Utf8JsonReader reader, ReadContext context, string expected)
    {
        context.Report(Rules.WrongType, reader, $"{context.Subject} is {Describe(reader)}; expected {expected}");
        reader.TrySkip();
    }

    /// <summary>The text of a string or a member's name; where it is no Unicode text, reports it.</summary>
    public static bool TryGetText(in Utf8JsonReader reader, ReadContext context, [NotNullWhen(true)] out string? text)
    {
        bool isText = TryGetText(reader, out text);
        if (!isText)
        {
            context.Report(Rules.MalformedJson, reader, $"{context.Subject} holds a text that is not Unicode; expected UTF-8 without halves of surrogate pairs");
        }

        return isText;
    }

    /// <summary>The text of a string or a member's name, where it is Unicode text.</summary>
    public static bool TryGetText(in Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // The framework's way to say that the bytes are not UTF-8, or that half of a surrogate pair is escaped.
            text = null;
            return false;
        }
    }

    /// <summary>What the token is, for a message.</summary>
    public static string Describe(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => $"the number {Digits(reader)}",
        JsonTokenType.String => TryGetText(reader, out string? text) ? $"the text {Excerpt.Of(text)}" : "a text that is not Unicode",
        JsonTokenType.StartArray => "an array",
        _ => "an object",
    };

    private static string Digits(in Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> digits = reader.HasValueSequence ? reader.ValueSequence.Slice(0, Math.Min(reader.ValueSequence.Length, LongestNumber + 1)).ToArray() : reader.ValueSpan;
        return digits.Length > LongestNumber ? Encoding.UTF8.GetString(digits[..LongestNumber]) + "…" : Encoding.UTF8.GetString(digits);
    }
}
