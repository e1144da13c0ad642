using System.Globalization;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Reads the characters of a JSON string.</summary>
internal static class JsonEscape
{
    /// <summary>Reads the character, or the escape, at an index, and moves the index past it.</summary>
    public static char Read(string text, ref int index)
    {
        char character = text[index++];
        if (character != '\\' || index == text.Length)
        {
            return character;
        }

        character = text[index++];
        if (character == 'u' && index + 4 <= text.Length
            && ushort.TryParse(text.AsSpan(index, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            index += 4;
            return (char)code;
        }

        return character is 'b' or 'f' or 'n' or 'r' or 't' ? ' ' : character;
    }
}
