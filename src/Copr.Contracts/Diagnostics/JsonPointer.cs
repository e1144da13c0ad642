namespace Copr.Contracts.Diagnostics;

/// <summary>RFC 6901: the path to a value in a document, such as <c>/builds/0/chroots</c>.</summary>
internal static class JsonPointer
{
    public static string Append(string pointer, string name) => $"{pointer}/{Escape(name)}";
    public static string Append(string pointer, int index) => Invariant($"{pointer}/{index}");

    /// <summary>The names and indexes that a pointer consists of.</summary>
    public static IEnumerable<string> Split(string pointer) => pointer.Split('/').Skip(1).Select(Unescape);

    /// <summary>What a message calls a value: a member by its name, an item of an array by its number, or the root as given.</summary>
    public static string Describe(string pointer, string root)
    {
        int slash = pointer.LastIndexOf('/');
        return slash < 0 ? root
            : int.TryParse(pointer.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                ? Invariant($"item {index + 1} of {Describe(pointer[..slash], root)}")
            : Excerpt.Of(Unescape(pointer[(slash + 1)..]));
    }

    /// <summary>The pointer in the form that <see cref="System.Text.Json.JsonException.Path"/> has: <c>$.builds[0].chroots</c>.</summary>
    public static string ToJsonPath(string pointer) => "$" + string.Concat(Split(pointer).Select(static segment =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"[{segment}]"
        : segment.All(static character => char.IsLetterOrDigit(character) || character == '_') ? $".{segment}"
        : $"['{segment}']"));

    private static string Unescape(string segment) =>
        segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
