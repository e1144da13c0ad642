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

    /// <summary>The name that a pointer begins with.</summary>
    public static string FirstSegment(string pointer) =>
        pointer[1..(pointer.Length - Tail(pointer, 1).Length)].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>What is left of a pointer behind its first segments.</summary>
    public static string Tail(string pointer, int segments)
    {
        int position = 0;
        for (; segments > 0; segments--)
        {
            int slash = pointer.IndexOf('/', position + 1);
            position = slash < 0 ? pointer.Length : slash;
        }

        return pointer[position..];
    }

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
