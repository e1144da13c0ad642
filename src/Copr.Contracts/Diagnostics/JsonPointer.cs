namespace Copr.Contracts.Diagnostics;

/// <summary>RFC 6901: the path to a value in a document, such as <c>/builds/0/chroots</c>.</summary>
internal static class JsonPointer
{
    /// <summary>The maximum length of a name in a pointer. A report keeps thousands of pointers, and a sender chooses the names.</summary>
    private const int MaxName = 1000;

    /// <summary>Appends a name, or the beginning of one that is too long to be kept.</summary>
    public static string Append(string pointer, string name) => $"{pointer}/{Escape(Shorten(name))}";

    public static string Append(string pointer, int index) => Invariant($"{pointer}/{index}");

    /// <summary>The names and indexes that a pointer consists of.</summary>
    public static IEnumerable<string> Split(string pointer) => pointer.Split('/').Skip(1).Select(Unescape);

    /// <summary>As <see cref="JsonException.Path"/> has it: <c>$.builds[0].chroots</c>. A member named 0 looks like an index.</summary>
    public static string ToJsonPath(string pointer) => "$" + string.Concat(Split(pointer).Select(static segment =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"[{segment}]"
        : segment.All(static character => char.IsLetterOrDigit(character) || character == '_') ? $".{segment}"
        : $"['{segment}']"));

    private static string Shorten(string name) => name.Length <= MaxName ? name
        : $"{name.AsSpan(0, char.IsHighSurrogate(name[MaxName - 1]) ? MaxName - 1 : MaxName)}…";

    private static string Unescape(string segment) =>
        segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
