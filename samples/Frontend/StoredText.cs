using System.Text;
using Copr.Contracts;
using Copr.Contracts.Validation;

namespace Copr.Frontend;

/// <summary>Checks texts that the contract does not restrict, but every database does.</summary>
internal static class StoredText
{
    /// <summary>The name of a backend must fit into an index.</summary>
    public static Violation? FindProblem(string? name) => string.IsNullOrEmpty(name)
        ? new(Rules.Find("COPR103")!, "/backend", "\"backend\" is empty", "the name of a backend")
        : FindProblem(name, "backend", Limits.BackendNameBytes);

    /// <summary>A text must not have a NUL, and has a limit.</summary>
    public static Violation? FindProblem(string? text, string member, int maxBytes)
    {
        if (text is null)
        {
            return null;
        }

        int length = Encoding.UTF8.GetByteCount(text);
        return length > maxBytes
            ? new(Rules.Find("COPR108")!, $"/{member}", $"\"{member}\" has {length} bytes", $"at most {maxBytes}")
            : text.Contains('\0', StringComparison.Ordinal)
                ? new(Rules.Find("COPR103")!, $"/{member}", $"\"{member}\" contains U+0000", "a text without it")
                : null;
    }
}
