using System.Buffers;

namespace Copr.Contracts.Json;

/// <summary>
/// Finds where a JSON value ends, piece by piece, without asking whether it is well-formed in between: so that what is
/// wrong within one build stays within it.
/// </summary>
internal struct ValueFramer
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);

    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(" \t\r\n,]}:\"{["u8);

    private long depth;
    private bool isInString;
    private bool isEscaped;
    private bool isScalar;

    /// <summary>Begins with the first byte of a value, which is yet to be framed.</summary>
    public static ValueFramer Begin(byte first) => new() { isScalar = first is not ((byte)'{' or (byte)'[' or (byte)'"') };

    /// <summary>Goes through the next piece; true where the value ends in it, with how much of the piece belongs to it.</summary>
    public bool TryFindEnd(ReadOnlySpan<byte> piece, out int length)
    {
        if (isScalar)
        {
            length = piece.IndexOfAny(ScalarEnd);
            bool ends = length >= 0;
            length = ends ? length : piece.Length;
            return ends;
        }

        length = 0;
        while (length < piece.Length)
        {
            if (isInString)
            {
                length += InString(piece[length..]);
            }
            else
            {
                int next = piece[length..].IndexOfAny(Structure);
                if (next < 0)
                {
                    length = piece.Length;
                    return false;
                }

                byte character = piece[length + next];
                length += next + 1;
                isInString = character == '"';
                depth += character is (byte)'{' or (byte)'[' ? 1 : character is (byte)'}' or (byte)']' ? -1 : 0;
            }

            if (depth == 0 && !isInString)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the end of the document is the end of the value too.</summary>
    public readonly bool MayEndHere => isScalar;

    private int InString(ReadOnlySpan<byte> piece)
    {
        if (isEscaped)
        {
            isEscaped = false;
            return 1;
        }

        int next = piece.IndexOfAny((byte)'"', (byte)'\\');
        if (next < 0)
        {
            return piece.Length;
        }

        isEscaped = piece[next] == '\\';
        isInString = isEscaped;
        return next + 1;
    }
}
