using System.Numerics;
using System.Text;

namespace Copr.Contracts.Hostile;

/// <summary>
/// Names that have one hash if the framework hashes strings without a random seed, which its collections of strings do at first.
/// </summary>
internal static class CollidingNames
{
    /// <summary>The initial state of the framework's hash.</summary>
    private const uint Start = (5381 << 16) + 5381;

    /// <summary>Pairs of texts after which the hash is in the same state, in UTF-8.</summary>
    private static readonly (byte[] Zero, byte[] One)[] Choices = [.. Choose(20)];

    /// <summary>Writes the name of an index, each of whose bits chooses a text, and returns its length.</summary>
    public static int Write(long index, Span<byte> name)
    {
        int length = 0;
        foreach ((byte[] zero, byte[] one) in Choices)
        {
            byte[] chosen = (index & 1) == 0 ? zero : one;
            chosen.CopyTo(name[length..]);
            length += chosen.Length;
            index >>= 1;
        }

        return length;
    }

    /// <summary>
    /// Chooses texts of eight characters. The hash has two halves; the first two of each four characters go to the first half, the other
    /// two to the second, which is thus the same in all texts.
    /// </summary>
    private static IEnumerable<(byte[] Zero, byte[] One)> Choose(int count)
    {
        uint state = Start;
        for (int next = 'a'; count > 0; next++)
        {
            (char first, char second) = ((char)('a' + (next % 26)), (char)('a' + (next / 26 % 26)));
            uint zero = Step(state) ^ Pair('a', 'a');
            uint one = Step(state) ^ Pair(first, second);
            uint needed = Step(one) ^ Step(zero) ^ Pair('b', 'b');
            if (zero != one && IsText((char)needed) && IsText((char)(needed >> 16)))
            {
                yield return ("aaccbbcc"u8.ToArray(), Encoding.UTF8.GetBytes($"{first}{second}cc{(char)needed}{(char)(needed >> 16)}cc"));
                state = Step(zero) ^ Pair('b', 'b');
                count--;
            }
        }
    }

    private static uint Step(uint state) => BitOperations.RotateLeft(state, 5) + state;

    private static uint Pair(char first, char second) => first | ((uint)second << 16);

    private static bool IsText(char character) => character is > '\u00A0' and < '\uD800';
}
