using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>A text as the framework sees it, without the code that is tested.</summary>
internal sealed class JsonText
{
    /// <summary>The members that a lenient reader fills in, and one that may be absent although its type needs it. A rule that one of them
    /// breaks is reported where the contract has it.</summary>
    private static readonly string[] Filled = ["copr_id", "owner_id", "chroots", "repos", "source_json"];

    public JsonText(byte[] utf8)
    {
        Utf8 = utf8;
        IsUtf8 = System.Text.Unicode.Utf8.IsValid(utf8);
        Utf16 = Encoding.UTF8.GetString(utf8);
        Root = Parse(allowTrailingCommas: true);
        IsStandardJson = IsJson && Parse(allowTrailingCommas: false) is not null;
    }

    public byte[] Utf8 { get; }

    /// <summary>The text, if it is UTF-8.</summary>
    public string Utf16 { get; }

    public bool IsUtf8 { get; }

    public bool HasByteOrderMark => Utf8.AsSpan().StartsWith("\uFEFF"u8);

    /// <summary>The value; null if the text is not JSON. A trailing comma is JSON, as on the wiki's page.</summary>
    public JsonElement? Root { get; }

    public bool IsJson => Root is not null;

    /// <summary>Whether the text is JSON without a trailing comma.</summary>
    public bool IsStandardJson { get; }

    public bool IsNull => Root is { ValueKind: JsonValueKind.Null };

    /// <summary>The column, from 1, of a byte in a line, from 0; null if the line is not UTF-8, which has no columns.</summary>
    public long? ColumnOf(long line, long bytes)
    {
        ReadOnlySpan<byte> before = LineAt(line)[..(int)bytes];
        return System.Text.Unicode.Utf8.IsValid(before) ? Encoding.UTF8.GetCharCount(before) + 1 : null;
    }

    /// <summary>Checks that the line, the column and the path of a violation exist in the text.</summary>
    public void CheckPlace(Violation violation)
    {
        bool isLine = violation.Line >= 1 && violation.Line <= Utf8.AsSpan().Count((byte)'\n') + 1;
        Promise.Holds(isLine, "the line is in the text", violation);
        ReadOnlySpan<byte> line = LineAt(violation.Line!.Value - 1);
        bool isColumn = violation.Column >= 1 && !(violation.Column > ColumnOf(violation.Line.Value - 1, line.Length));
        Promise.Holds(isColumn, "the column is in the line", violation);
        Promise.Holds(violation.Path.Length == 0 || violation.Path[0] == '/', "the path is a JSON Pointer", violation);
        Promise.Holds(Root is not { } root || Leads(root, violation.Path.Split('/').AsSpan(1)), "the path leads to a value", violation);
        bool hasRule = violation.ToString().StartsWith(violation.Rule.Id, StringComparison.Ordinal);
        Promise.Holds(hasRule, "the text of a violation begins with its rule", violation);
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
            // A path cannot contain a name that is not Unicode text. The package uses the empty name.
            return name.Length == 0;
        }
    }

    private ReadOnlySpan<byte> LineAt(long number)
    {
        ReadOnlySpan<byte> line = Utf8;
        for (; number > 0; number--)
        {
            line = line[(line.IndexOf((byte)'\n') + 1)..];
        }

        int end = line.IndexOf((byte)'\n');
        return end < 0 ? line : line[..end];
    }

    private JsonElement? Parse(bool allowTrailingCommas)
    {
        try
        {
            return JsonElement.Parse(Utf8, new JsonDocumentOptions { AllowTrailingCommas = allowTrailingCommas });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
