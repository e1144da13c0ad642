namespace Copr.Contracts.Json;

/// <summary>The outline of an item that is too large to keep, written as its text arrives: its members without what is nested in them, and
/// with their long texts cut. The item's id can be read from it.</summary>
internal sealed class ItemOutline(ArrayBufferWriter<byte> output, int maxBytes)
{
    /// <summary>More than the longest name of the contract has.</summary>
    private const int MaxTextBytes = 64;

    private long depth;
    private bool isInText;
    private bool isEscaped;
    private bool isCut;
    private int textLength;

    public void Append(ReadOnlySpan<byte> text)
    {
        foreach (byte next in text)
        {
            if (output.WrittenCount >= maxBytes)
                return;
            if (isInText)
                AppendToText(next);
            else
                AppendStructure(next);
        }
    }

    private void AppendToText(byte next)
    {
        bool isEnd = next == '"' && !isEscaped;
        isEscaped = next == '\\' && !isEscaped;
        isInText = !isEnd;
        isCut |= next is < (byte)' ' or (byte)'\\' or > (byte)'~' || textLength++ > MaxTextBytes;

        // What is cut off must not leave the name of another member.
        if (depth <= 1 && (isEnd || !isCut))
            output.Write(isEnd && isCut ? "?\""u8 : [next]);
    }

    private void AppendStructure(byte next)
    {
        bool begins = next is (byte)'{' or (byte)'[';
        bool ends = next is (byte)'}' or (byte)']';
        depth += begins ? 1 : 0;
        if (depth <= 1 || (depth == 2 && (begins || ends)))
            output.Write([next]);
        depth -= ends ? 1 : 0;
        if (next == '"')
            (isInText, isCut, textLength) = (true, false, 0);
    }
}
