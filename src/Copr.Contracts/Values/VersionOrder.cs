namespace Copr.Contracts;

/// <summary>Compares versions so that 9 sorts before 10: digits by their number, everything else ordinally.</summary>
internal static class VersionOrder
{
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        ReadOnlySpan<char> wholeLeft = left;
        ReadOnlySpan<char> wholeRight = right;
        while (!left.IsEmpty && !right.IsEmpty)
        {
            int order;
            if (char.IsAsciiDigit(left[0]) && char.IsAsciiDigit(right[0]))
            {
                order = CompareNumbers(TakeDigits(ref left), TakeDigits(ref right));
            }
            else
            {
                order = left[0].CompareTo(right[0]);
                left = left[1..];
                right = right[1..];
            }

            if (order != 0)
            {
                return order;
            }
        }

        int rest = left.Length.CompareTo(right.Length);

        // "07" and "7" are the same number but different texts, and only equal texts may compare as equal.
        return rest != 0 ? rest : wholeLeft.SequenceCompareTo(wholeRight);
    }

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        int order = left.Length.CompareTo(right.Length);
        return order != 0 ? order : left.SequenceCompareTo(right);
    }

    private static ReadOnlySpan<char> TakeDigits(ref ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? text.Length : length;
        ReadOnlySpan<char> digits = text[..length];
        text = text[length..];
        return digits;
    }
}
