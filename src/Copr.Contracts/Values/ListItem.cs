namespace Copr.Contracts;

/// <summary>Parses the text of a list item, whatever its type.</summary>
internal static class ListItem
{
    public static bool IsValid<T>(ReadOnlySpan<char> text) where T : struct, IListItem<T> => T.FindProblem(text) is null;

    public static T Parse<T>(string s) where T : struct, IListItem<T>
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out T result) ? result : throw new FormatException($"{Excerpt.Of(s)} {T.FindProblem(s)}; expected {T.Expected}.");
    }

    public static bool TryParse<T>(string? s, out T result) where T : struct, IListItem<T>
    {
        bool isValid = s is not null && IsValid<T>(s);
        result = isValid ? T.FromValid(new ItemText(s!)) : default;
        return isValid;
    }
}
