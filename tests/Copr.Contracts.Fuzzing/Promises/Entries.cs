using System.Text.Json;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What reading entry by entry returns, and what it throws at the end.</summary>
internal sealed class Entries
{
    private readonly JsonText text;
    private readonly string path;
    private readonly List<Entry> list = [];

    /// <param name="text">The text that is read.</param>
    /// <param name="path">The path of the list in it.</param>
    /// <param name="entries">The entries.</param>
    public Entries(JsonText text, string path, IAsyncEnumerable<Entry> entries)
    {
        (this.text, this.path) = (text, path);
        try
        {
            list.AddRange(entries.ToBlockingEnumerable());
        }
        catch (ContractException exception)
        {
            End = exception.Violation;
        }
    }

    public IReadOnlyList<Entry> List => list;

    public Violation? End { get; }

    /// <summary>The first violation in the order of the text; null if there is none.</summary>
    public Violation? First => list.SelectMany(static entry => entry.Violations).Concat(End is null ? [] : [End])
        .OrderBy(static violation => violation.Line).ThenBy(static violation => violation.Column).FirstOrDefault();

    /// <summary>Checks what each entry says about itself.</summary>
    public void Check()
    {
        foreach ((int index, Entry entry) in list.Index())
        {
            Promise.Same(entry.Index, index, "entries come in their order");
            Promise.Same(entry.Violations.Count > 0, entry.IsRejected, "an entry has violations if and only if it is rejected");
            foreach (Violation violation in entry.Violations)
            {
                DocumentPromises.CheckReadingViolation(violation, text);
                bool isInEntry = $"{violation.Path}/".StartsWith($"{path}/{index}/", StringComparison.Ordinal);
                Promise.Holds(isInEntry, "a violation of an entry is at that entry", violation);
            }
        }

        if (End is not null)
        {
            DocumentPromises.CheckReadingViolation(End, text);
        }
    }

    /// <summary>Returns the list without the rejected entries; null if the text before the list is not JSON.</summary>
    public byte[]? RemoveRejected()
    {
        int position = FindList();
        if (position < 0)
        {
            return null;
        }

        List<byte> others = [.. path.Length > 0 ? "{\"builds\":["u8 : "["u8];
        foreach (Entry entry in list)
        {
            position += text.Utf8.AsSpan(position).IndexOfAnyExcept(" \t\r\n,"u8);
            ReadOnlySpan<byte> rest = text.Utf8.AsSpan(position);
            if (entry.IsRejected)
            {
                Promise.Holds(rest.StartsWith(entry.RawJson.Span), "a rejected entry is returned as it was sent", entry.Index);
                position += entry.RawJson.Length;
                continue;
            }

            var reader = new Utf8JsonReader(rest, new JsonReaderOptions { AllowTrailingCommas = true });
            reader.Read();
            reader.Skip();
            others.AddRange([.. rest[..(int)reader.BytesConsumed], (byte)',']);
            position += (int)reader.BytesConsumed;
        }

        return [.. others, .. path.Length > 0 ? "]}"u8 : "]"u8];
    }

    public override string ToString() => string.Join('\n', list.Select(static entry =>
        $"{entry.Index} {entry.Value} {Convert.ToHexString(entry.RawJson.Span)} {string.Join(';', entry.Violations)}")
        .Append($"{End}"));

    /// <summary>Finds where the list's first item begins; -1 if the text before it is not JSON, or a name in it is not Unicode.</summary>
    private int FindList()
    {
        var reader = new Utf8JsonReader(text.Utf8);
        try
        {
            bool isFound = path.Length == 0 && reader.Read() && reader.TokenType == JsonTokenType.StartArray;
            while (!isFound && reader.Read())
            {
                bool isBuilds = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("builds"u8);
                isFound = isBuilds && reader.Read() && reader.TokenType == JsonTokenType.StartArray;
                if (!isFound && reader.CurrentDepth > 0)
                {
                    reader.Skip();
                }
            }

            return isFound ? (int)reader.BytesConsumed : -1;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return -1;
        }
    }
}
