namespace Copr.Contracts;

/// <summary>Compares versions so that 9 sorts before 10: numbers by their value, everything else ordinally.</summary>
internal static class VersionOrder
{
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int order = CompareFirstDifference(left, right);
        return order != 0 ? order : left.SequenceCompareTo(right);
    }

    private static int CompareFirstDifference(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int start = left.CommonPrefixLength(right);
        while (start > 0 && char.IsAsciiDigit(left[start - 1]))
            start--;
        ReadOnlySpan<char> leftNumber = NumberAt(left[start..]);
        ReadOnlySpan<char> rightNumber = NumberAt(right[start..]);
        if (leftNumber.IsEmpty || rightNumber.IsEmpty)
            return left.SequenceCompareTo(right);

        int order = leftNumber.TrimStart('0').Length.CompareTo(rightNumber.TrimStart('0').Length);
        order = order != 0 ? order : leftNumber.TrimStart('0').SequenceCompareTo(rightNumber.TrimStart('0'));
        return order != 0 ? order : CompareFirstDifference(left[(start + leftNumber.Length)..], right[(start + rightNumber.Length)..]);
    }

    private static ReadOnlySpan<char> NumberAt(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text : text[..length];
    }
}
