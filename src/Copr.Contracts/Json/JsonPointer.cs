using System.Globalization;
using System.Text;

namespace Copr.Contracts.Json;

/// <summary>RFC 6901: a path to a value in a document, such as <c>/builds/0/chroots</c>.</summary>
internal static class JsonPointer
{
    public static void Append(StringBuilder pointer, string? member, int index)
    {
        pointer.Append('/');
        if (member is null)
        {
            pointer.Append(index.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            pointer.Append(member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }
    }

    /// <summary>The pointer to a member or item of what a pointer points to.</summary>
    public static string Of(string parent, string member)
    {
        var pointer = new StringBuilder(parent);
        Append(pointer, member, 0);
        return pointer.ToString();
    }

    /// <summary>The names and indexes that a pointer goes through.</summary>
    public static IEnumerable<string> Segments(string pointer) => pointer
        .Split('/')
        .Skip(1)
        .Select(static segment => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    /// <summary>The same path as <see cref="System.Text.Json.JsonException.Path"/> has it: <c>$.builds[0].chroots</c>.</summary>
    public static string FromJsonPath(string? jsonPath)
    {
        var pointer = new StringBuilder();
        ReadOnlySpan<char> rest = jsonPath.AsSpan().TrimStart('$');
        while (!rest.IsEmpty)
        {
            (string before, string after) = rest.StartsWith("['", StringComparison.Ordinal) ? ("['", "']") : rest[0] == '[' ? ("[", "]") : (".", "");
            rest = rest[before.Length..];
            int end = after.Length == 0 ? rest.IndexOfAny('.', '[') : rest.IndexOf(after, StringComparison.Ordinal);
            end = end < 0 ? rest.Length : end;
            Append(pointer, rest[..end].ToString(), 0);
            rest = rest[Math.Min(end + after.Length, rest.Length)..];
        }

        return pointer.ToString();
    }
}
