namespace Copr.Contracts.Diagnostics;

/// <summary>Which characters separate items, which cannot be seen, and which are not text at all.</summary>
internal static class Characters
{
    public const string LettersAndDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The longest name of a directory on Linux, in bytes.</summary>
    public const int MaxName = 255;

    private const string HalfOfAPair = "half of a surrogate pair";

    /// <summary>ASCII white space, at which Copr's Python splits.</summary>
    public static readonly SearchValues<char> AsciiWhiteSpace = SearchValues.Create(" \t\n\r\v\f");

    /// <summary>What a name that becomes a directory's can contain.</summary>
    public static readonly SearchValues<char> Name = SearchValues.Create("+-._" + LettersAndDigits);

    /// <summary>Whether the character is white space, or a control or format character, of any script.</summary>
    public static bool IsInvisible(Rune rune) => Describe(rune) is not null;

    /// <summary>Finds the first invisible character and describes it; null if there is none.</summary>
    public static string? DescribeFirstInvisible(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyExceptInRange('!', '~') is var first and >= 0)
        {
            if (Rune.DecodeFromUtf16(text[first..], out Rune rune, out int length) != OperationStatus.Done)
                return HalfOfAPair;
            if (Describe(rune) is { } kind)
                return Invariant($"the {kind} U+{rune.Value:X4}");

            text = text[(first + length)..];
        }

        return null;
    }

    /// <summary>Returns the text, or throws if it contains half of a surrogate pair, which cannot be written as UTF-8.</summary>
    public static string RequireUnicode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        for (ReadOnlySpan<char> rest = value; rest.IndexOfAnyInRange('\uD800', '\uDFFF') is var half and >= 0; rest = rest[(half + 2)..])
        {
            if (half + 1 == rest.Length || !char.IsSurrogatePair(rest[half], rest[half + 1]))
                throw new ArgumentException($"{Excerpt.Of(value)} contains {HalfOfAPair}; expected Unicode text.", nameof(value));
        }

        return value;
    }

    private static string? Describe(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "white space",
        UnicodeCategory.Control => "control character",
        UnicodeCategory.Format => "format character",
        _ => null,
    };
}
