namespace Copr.Contracts.Hostile;

/// <summary>
/// Ids that have four hashes in total in any process, if <see cref="HashCode.Combine{T1, T2}"/> hashes their halves. It rotates the sum
/// of the first half and a seed, and adds the second half; so a second half can undo what the first one adds, except for two carries.
/// </summary>
internal static class CollidingIds
{
    /// <summary>A multiplier of xxHash32; odd, so it has an inverse.</summary>
    private const uint Prime3 = 3266489917;

    private const uint Prime4 = 668265263;

    private const int Rotation = 17;

    /// <summary>The id of an index; all are different.</summary>
    public static long Of(long index)
    {
        // Multiplying moves neighbors far apart.
        uint added = unchecked((uint)index * Prime4);
        uint undone = unchecked(0 - uint.RotateLeft(added, Rotation));
        uint low = unchecked(added * Inverse(Prime3));
        uint high = unchecked(undone * Prime4 * Inverse(Prime3));
        return (long)(((ulong)high << 32) | low);
    }

    /// <summary>Newton's method: each step doubles the number of correct bits.</summary>
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
