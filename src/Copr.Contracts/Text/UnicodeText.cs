using System.Diagnostics.CodeAnalysis;

namespace Copr.Contracts.Text;

/// <summary>Text without halves of surrogate pairs: what JSON in UTF-8 can hold.</summary>
internal static class UnicodeText
{
    /// <summary>Lets pass null and such a text.</summary>
    /// <exception cref="ArgumentException">The text holds half of a surrogate pair.</exception>
    [return: NotNullIfNotNull(nameof(value))]
    public static string? Require(string? value)
    {
        for (ReadOnlySpan<char> rest = value; rest.IndexOfAnyInRange('\uD800', '\uDFFF') is var half and >= 0; rest = rest[(half + 2)..])
        {
            if (half + 1 == rest.Length || !char.IsSurrogatePair(rest[half], rest[half + 1]))
            {
                throw new ArgumentException($"{Excerpt.Of(value)} holds half of a surrogate pair and could not be written; expected Unicode text.", nameof(value));
            }
        }

        return value;
    }
}
