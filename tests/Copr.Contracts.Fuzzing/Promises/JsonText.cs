using System.Text;
using System.Text.Json;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>A text as the framework sees it, without the code that is tested.</summary>
internal sealed class JsonText(byte[] utf8)
{
    private readonly Lazy<JsonElement?> root = new(() => Parse(utf8, allowTrailingCommas: true));

    public byte[] Utf8 => utf8;

    /// <summary>The value; null if the text is not JSON. Trailing commas are JSON, as on the wiki's page.</summary>
    public JsonElement? Root => root.Value;

    public bool IsJson => Root is not null;

    public bool IsStandardJson => IsJson && Parse(utf8, allowTrailingCommas: false) is not null;

    public bool IsNull => Root is { ValueKind: JsonValueKind.Null };

    /// <summary>The number of lines.</summary>
    public int Lines => utf8.AsSpan().Count((byte)'\n') + 1;

    /// <summary>A line, from 0.</summary>
    public ReadOnlySpan<byte> Line(long number)
    {
        ReadOnlySpan<byte> line = utf8;
        for (; number > 0; number--)
        {
            line = line[(line.IndexOf((byte)'\n') + 1)..];
        }

        int end = line.IndexOf((byte)'\n');
        return end < 0 ? line : line[..end];
    }

    /// <summary>The column, from 1, of a byte of a line, or null if the line is not UTF-8, which has no columns.</summary>
    public long? ColumnOf(long line, long bytes)
    {
        ReadOnlySpan<byte> before = Line(line)[..(int)bytes];
        return System.Text.Unicode.Utf8.IsValid(before) ? Encoding.UTF8.GetCharCount(before) + 1 : null;
    }

    private static JsonElement? Parse(byte[] utf8, bool allowTrailingCommas)
    {
        try
        {
            return JsonElement.Parse(utf8, new JsonDocumentOptions { AllowTrailingCommas = allowTrailingCommas });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
