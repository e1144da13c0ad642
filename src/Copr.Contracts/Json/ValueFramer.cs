namespace Copr.Contracts.Json;

/// <summary>Finds where a JSON value ends, piece by piece, even if it is malformed, so that an error in a build stays in it.</summary>
internal struct ValueFramer
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(" \t\r\n,]}:\"{["u8);
    private long depth;
    private bool isInString;
    private bool isEscaped;

    /// <summary>Whether the value is a number or a literal, which has no end of its own.</summary>
    public bool IsScalar { get; private init; }

    /// <summary>Begins a value with its first byte, which the first piece contains.</summary>
    public static ValueFramer Begin(byte first) => new() { IsScalar = first is not ((byte)'{' or (byte)'[' or (byte)'"') };

    /// <summary>Searches the next piece. Returns whether the value ends in it, and how much of the piece belongs to the value.</summary>
    public bool TryFindEnd(ReadOnlySpan<byte> piece, out int length)
    {
        if (IsScalar)
        {
            int end = piece.IndexOfAny(ScalarEnd);
            length = end < 0 ? piece.Length : end;
            return end >= 0;
        }

        length = 0;
        while (length < piece.Length)
        {
            length += isInString ? SkipString(piece[length..]) : SkipToStructure(piece[length..]);
            if (depth == 0 && !isInString)
                return true;
        }

        return false;
    }

    private int SkipToStructure(ReadOnlySpan<byte> piece)
    {
        int next = piece.IndexOfAny(Structure);
        if (next < 0)
            return piece.Length;

        isInString = piece[next] == '"';
        depth += piece[next] is (byte)'{' or (byte)'[' ? 1 : piece[next] is (byte)'}' or (byte)']' ? -1 : 0;
        return next + 1;
    }

    private int SkipString(ReadOnlySpan<byte> piece)
    {
        if (isEscaped)
        {
            isEscaped = false;
            return 1;
        }

        int next = piece.IndexOfAny((byte)'"', (byte)'\\');
        if (next < 0)
            return piece.Length;

        isEscaped = piece[next] == '\\';
        isInString = isEscaped;
        return next + 1;
    }
}
