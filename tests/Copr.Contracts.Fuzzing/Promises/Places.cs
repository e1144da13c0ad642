using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>The places in a text that violations report.</summary>
internal sealed class Places(JsonText text)
{
    /// <summary>The members that a lenient reader fills in. A rule that one of them breaks is reported where the contract has it.</summary>
    private static readonly string[] Filled = ["copr_id", "owner_id", "chroots", "repos"];

    /// <summary>Checks that the line, the column and the path exist in the text.</summary>
    public void Check(Violation violation)
    {
        Promise.Holds(violation.Line is >= 1 && violation.Line <= text.Lines, "the line is in the text", violation);

        // Bytes that are not UTF-8 have no columns.
        ReadOnlySpan<byte> line = text.Line(violation.Line.Value - 1);
        long columns = Utf8.IsValid(line) ? Encoding.UTF8.GetCharCount(line) + 1 : long.MaxValue;
        Promise.Holds(violation.Column is >= 1 && violation.Column <= columns, "the column is in the line", violation);
        Promise.Holds(violation.Path.Length == 0 || violation.Path[0] == '/', "the path is a JSON Pointer", violation);
        Promise.Holds(text.Root is not { } root || Leads(root, violation.Path.Split('/').AsSpan(1)), "the path leads to a value", violation);
        Promise.Holds(violation.ToString().StartsWith(violation.Rule.Id, StringComparison.Ordinal), "a violation's text begins with its rule", violation);
    }

    /// <summary>Whether the path leads to a value. If a member appears twice, one of them is enough.</summary>
    private static bool Leads(JsonElement value, ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty)
        {
            return true;
        }

        string segment = segments[0].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        if (value.ValueKind == JsonValueKind.Array)
        {
            return int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                && index < value.GetArrayLength() && Leads(value[index], segments[1..]);
        }

        foreach (JsonProperty member in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default)
        {
            if (IsNamed(member, segment) && Leads(member.Value, segments[1..]))
            {
                return true;
            }
        }

        return segments.Length == 1 && value.ValueKind == JsonValueKind.Object && Filled.Contains(segment);
    }

    private static bool IsNamed(JsonProperty member, string name)
    {
        try
        {
            return member.Name == name;
        }
        catch (InvalidOperationException)
        {
            // No path can contain a name that is not Unicode text. The package uses the empty name.
            return name.Length == 0;
        }
    }
}
