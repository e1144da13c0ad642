using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Copr.Contracts.Json;

/// <summary>
/// Reads JSON as senders of the contract usually write it: the contract's members in ASCII, with no escapes, fractions or
/// exponents; a comma may trail. Whatever else it meets it only refuses, which says nothing of the document: the framework's
/// reader then reads it from its beginning, and has the last word.
/// </summary>
internal ref struct PlainJsonReader(ReadOnlySpan<byte> utf8Json, ReadingMode mode)
{
    /// <summary>So many digits are within 64 bits, whatever they are.</summary>
    private const int MostDigits = 18;

    private static readonly SearchValues<byte> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static code => (byte)code).Except("\"\\"u8.ToArray())]);

    private readonly ReadOnlySpan<byte> utf8Json = utf8Json;
    private int position;

    /// <summary>How much was taken.</summary>
    public readonly int Position => position;

    public readonly ReadingMode Mode { get; } = mode;

    /// <summary>Reads a value that has the text to itself.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> utf8Json, ContractConverter<T> values, [NotNullWhen(true)] out T? value)
    {
        var reader = new PlainJsonReader(utf8Json, values.Mode);
        return values.TryReadPlain(ref reader, out value) && value is not null && reader.IsAtEnd();
    }

    public bool TryTake(char punctuation)
    {
        bool isNext = Peek() == punctuation;
        position += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>Takes a member's name, or another word that stands there to the letter.</summary>
    public bool TryTake(ReadOnlySpan<byte> word)
    {
        Peek();
        bool isNext = utf8Json[position..].StartsWith(word);
        position += isNext ? word.Length : 0;
        return isNext;
    }

    /// <summary>Takes the comma that something comes behind, or the one that trails, behind which only the end may come.</summary>
    public bool TryTakeComma(char end) => TryTake(',') && Peek() != end;

    public bool TryTakeNull() => Peek() == 'n' && TryTake("null"u8);

    /// <summary>Takes a text and its quotes, of which only the text is given.</summary>
    public bool TryTakeText(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!TryTake('"'))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = utf8Json[position..];
        int length = rest.IndexOfAnyExcept(Plain);
        if (length < 0 || rest[length] != '"')
        {
            return false;
        }

        text = rest[..length];
        position += length + 1;
        return true;
    }

    /// <summary>Takes a text as a string.</summary>
    public bool TryTakeText(out string text)
    {
        bool isText = TryTakeText(out ReadOnlySpan<byte> ascii);
        text = Encoding.Latin1.GetString(ascii);
        return isText;
    }

    public bool TryTakeInteger(out long value)
    {
        value = 0;
        bool isNegative = TryTake('-');
        ReadOnlySpan<byte> rest = utf8Json[position..];
        int length = 0;
        while (length < rest.Length && length <= MostDigits && char.IsAsciiDigit((char)rest[length]))
        {
            value = (10 * value) + (rest[length] - '0');
            length++;
        }

        // What begins with 0 may be 0, and then no more of it and no sign may stand there.
        if (length is 0 or > MostDigits || (rest[0] == '0' && (length > 1 || isNegative)) || length == rest.Length || rest[length] is not ((byte)',' or (byte)'}' or (byte)']' or <= (byte)' '))
        {
            return false;
        }

        value = isNegative ? -value : value;
        position += length;
        return true;
    }

    /// <summary>The next character that is no white space; NUL at the end.</summary>
    private char Peek()
    {
        while (position < utf8Json.Length)
        {
            byte next = utf8Json[position];
            if (next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return (char)next;
            }

            position++;
        }

        return '\0';
    }

    private bool IsAtEnd()
    {
        Peek();
        return position == utf8Json.Length;
    }
}
