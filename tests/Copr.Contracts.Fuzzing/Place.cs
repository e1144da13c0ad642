using System.Text;
using System.Text.Unicode;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Fuzzing;

/// <summary>Where a violation says that it is.</summary>
internal static class Place
{
    /// <summary>The line and the column exist in the text, and the violation can be shown.</summary>
    public static void Check(Violation violation, ReadOnlySpan<byte> document)
    {
        Promise.Holds(violation.Line is >= 1 && violation.Line <= document.Count((byte)'\n') + 1, $"the line is in the text: {violation}");
        ReadOnlySpan<byte> line = document;
        for (long before = violation.Line.Value - 1; before > 0; before--)
        {
            line = line[(line.IndexOf((byte)'\n') + 1)..];
        }

        int end = line.IndexOf((byte)'\n');
        line = end < 0 ? line : line[..end];

        // How many columns bytes take that are no UTF-8 is not promised.
        int columns = Utf8.IsValid(line) ? Encoding.UTF8.GetCharCount(line) : 2 * line.Length;
        Promise.Holds(violation.Column is >= 1 && violation.Column <= columns + 1, $"the column is in the line: {violation}");
        Promise.Holds(violation.Path.Length == 0 || violation.Path[0] == '/', $"the path is a JSON Pointer: {violation}");
        Promise.Holds(violation.ToString().StartsWith(violation.Rule.Id, StringComparison.Ordinal), $"a violation is shown with its rule: {violation}");
    }
}
