namespace Copr.Contracts.Json;

/// <summary>Finds where a JSON value ends, piece by piece, even if it is malformed, so that an error in a build stays in it.</summary>
internal struct ValueFramer
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(" \t\r\n,]}:\"{["u8);
    private long depth;
    private bool isInString;
    private bool isEscaped;

    /// <summary>How many letters of a literal are left; as many as can be for other values.</summary>
    private int lettersLeft;

    /// <summary>Whether the value is a literal, which has a fixed length, or a number, which ends before what follows it.</summary>
    public bool IsScalar { get; private init; }

    /// <summary>Begins a value with its first byte, which the first piece contains.</summary>
    public static ValueFramer Begin(byte first) => new()
    {
        IsScalar = first is not ((byte)'{' or (byte)'[' or (byte)'"'),
        lettersLeft = first switch { (byte)'t' or (byte)'n' => 4, (byte)'f' => 5, _ => int.MaxValue },
    };

    /// <summary>Searches the next piece. Returns whether the value ends in it, and how much of the piece belongs to the value.</summary>
    public bool TryFindEnd(ReadOnlySpan<byte> piece, out int length)
    {
        if (IsScalar)
        {
            int end = piece.IndexOfAny(ScalarEnd);
            length = Math.Min(end < 0 ? piece.Length : end, lettersLeft);
            lettersLeft -= length;
            return end == length || lettersLeft == 0;
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
