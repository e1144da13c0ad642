using System.Numerics;
using System.Runtime.CompilerServices;

namespace Copr.Contracts.Hostile;

/// <summary>
/// Names that are all of one hash under the framework's string hash that is not seeded at random, which its collections of strings
/// begin with.
/// </summary>
internal static class CollidingNames
{
    /// <summary>One of two texts in each of so many places; both lead the hash to the same state.</summary>
    private static readonly (string Zero, string One)[] Choices = Choose(20);

    /// <summary>The name of an index, of which each bit makes a choice.</summary>
    public static string Of(long index) => string.Concat(Choices.Select((choice, bit) => ((index >> bit) & 1) == 0 ? choice.Zero : choice.One));

    /// <summary>What the framework makes of it.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetNonRandomizedHashCode")]
    public static extern int HashOf(string text);

    /// <summary>Eight characters are two steps for each of two halves of the hash: the first two of each four characters go to the first half, the others to the second.</summary>
    private static (string Zero, string One)[] Choose(int count)
    {
        var choices = new (string, string)[count];
        uint state = (5381 << 16) + 5381;
        char next = 'a';
        for (int choice = 0; choice < count;)
        {
            (char first, char second) = ((char)('a' + (next % 26)), (char)('a' + (next / 26 % 26)));
            next++;
            uint zero = Step(state) ^ Pair('a', 'a');
            uint one = Step(state) ^ Pair(first, second);
            uint needed = Step(one) ^ Step(zero) ^ Pair('b', 'b');
            if (zero != one && IsText((char)needed) && IsText((char)(needed >> 16)))
            {
                choices[choice++] = ("aaccbbcc", $"{first}{second}cc{(char)needed}{(char)(needed >> 16)}cc");
                state = Step(zero) ^ Pair('b', 'b');
            }
        }

        return choices;
    }

    private static uint Step(uint state) => BitOperations.RotateLeft(state, 5) + state;

    private static uint Pair(char first, char second) => first | ((uint)second << 16);

    private static bool IsText(char character) => character is > '\u00A0' and < '\uD800';
}
