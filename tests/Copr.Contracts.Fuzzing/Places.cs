using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Fuzzing;

/// <summary>A text, and the places in it that violations tell.</summary>
internal sealed class Places(byte[] document)
{
    /// <summary>What a lenient reader fills in where a body of the first year lacks it; a rule that it breaks is told where the contract has it.</summary>
    private static readonly string[] Filled = ["copr_id", "owner_id", "chroots", "repos"];

    private readonly Lazy<JsonElement?> json = new(() => Parse(document));

    /// <summary>The line, the column and the path exist in the text, and the violation can be shown.</summary>
    public void Check(Violation violation)
    {
        Promise.Holds(violation.Line is >= 1 && violation.Line <= document.AsSpan().Count((byte)'\n') + 1, "the line is in the text", violation);
        ReadOnlySpan<byte> line = document;
        for (long before = violation.Line.Value - 1; before > 0; before--)
        {
            line = line[(line.IndexOf((byte)'\n') + 1)..];
        }

        int end = line.IndexOf((byte)'\n');
        line = end < 0 ? line : line[..end];

        // How many columns bytes take that are no UTF-8 is not promised.
        int columns = Utf8.IsValid(line) ? Encoding.UTF8.GetCharCount(line) : 2 * line.Length;
        Promise.Holds(violation.Column is >= 1 && violation.Column <= columns + 1, "the column is in the line", violation);
        Promise.Holds(violation.Path.Length == 0 || violation.Path[0] == '/', "the path is a JSON Pointer", violation);
        Promise.Holds(json.Value is not { } root || Leads(root, violation.Path.Split('/').AsSpan(1)), "the path leads to a value", violation);
        Promise.Holds(violation.ToString().StartsWith(violation.Rule.Id, StringComparison.Ordinal), "a violation is shown with its rule", violation);
    }

    /// <summary>The text as JSON; null where it is not, so that paths may lead to what is not there.</summary>
    private static JsonElement? Parse(byte[] document)
    {
        try
        {
            return JsonElement.Parse(document, new JsonDocumentOptions { AllowTrailingCommas = true, MaxDepth = int.MaxValue });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Of a member that comes twice it is enough that one of them leads on.</summary>
    private static bool Leads(JsonElement value, ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty)
        {
            return true;
        }

        string segment = segments[0].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        if (value.ValueKind == JsonValueKind.Array)
        {
            return int.TryParse(segment, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int index)
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
            // A name that is no Unicode text, which no path can tell: the empty one stands for it.
            return name.Length == 0;
        }
    }
}
