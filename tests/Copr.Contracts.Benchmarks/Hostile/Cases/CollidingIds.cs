namespace Copr.Contracts.Hostile;

/// <summary>
/// Ids of four hashes in all, whatever the process: what <see cref="HashCode.Combine{T1, T2}"/> makes of their halves. It adds the first
/// half, in an order of bits of its own, to the second, so that a second half takes back what a first one adds, but for two carries.
/// </summary>
internal static class CollidingIds
{
    /// <summary>What xxHash32 multiplies with; odd, and so with an inverse.</summary>
    private const uint Prime3 = 3266489917;

    private const uint Prime4 = 668265263;

    private const int Turn = 17;

    public static long Of(long index)
    {
        // Neighbours far apart, and no two alike.
        uint added = unchecked((uint)index * Prime4);
        uint takenBack = unchecked(0 - uint.RotateLeft(added, Turn));
        uint low = unchecked(added * Inverse(Prime3));
        uint high = unchecked(takenBack * Prime4 * Inverse(Prime3));
        return (long)(((ulong)high << 32) | low);
    }

    /// <summary>By Newton: each step doubles the bits that are right.</summary>
    private static uint Inverse(uint odd)
    {
        uint inverse = odd;
        for (int step = 0; step < 5; step++)
        {
            inverse = unchecked(inverse * (2 - (odd * inverse)));
        }

        return inverse;
    }
}
