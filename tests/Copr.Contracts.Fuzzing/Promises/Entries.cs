using System.Text.Json;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What build-by-build reading returns, and what it throws at the end.</summary>
internal sealed class Entries
{
    private readonly JsonText text;
    private readonly List<BuildEntry> list = [];

    public Entries(JsonText text, IAsyncEnumerable<BuildEntry> entries)
    {
        this.text = text;
        try
        {
            list.AddRange(entries.ToBlockingEnumerable());
        }
        catch (ContractException exception)
        {
            End = exception.Violation;
        }
    }

    public IReadOnlyList<BuildEntry> List => list;

    public Violation? End { get; }

    /// <summary>The first violation in the order of the text; null if there is none.</summary>
    public Violation? First => list.SelectMany(static entry => entry.Violations).Concat(End is null ? [] : [End])
        .OrderBy(static violation => violation.Line).ThenBy(static violation => violation.Column).FirstOrDefault();

    /// <summary>Checks what each entry says about itself.</summary>
    public void Check()
    {
        foreach ((int index, BuildEntry entry) in list.Index())
        {
            Promise.Same(entry.Index, index, "entries come in their order");
            Promise.Same(entry.Violations.Count > 0, entry.IsRejected, "an entry has violations if and only if it is rejected");
            Promise.Holds(entry.IsRejected || entry.Id == entry.Build.Id, "an entry has the id of its build", entry.Id);
            foreach (Violation violation in entry.Violations)
            {
                DocumentPromises.CheckReadingViolation(violation, text);
                bool isOfBuild = $"{violation.Path}/".StartsWith($"/builds/{index}/", StringComparison.Ordinal);
                Promise.Holds(isOfBuild, "a violation of a build is at that build", violation);
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

        List<byte> others = [.. "{\"builds\":["u8];
        foreach (BuildEntry entry in list)
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

        return [.. others, .. "]}"u8];
    }

    public override string ToString() => string.Join('\n', list.Select(static entry =>
        $"{entry.Index} {entry.Id} {entry.Build} {Convert.ToHexString(entry.RawJson.Span)} {string.Join(';', entry.Violations)}")
        .Append($"{End}"));

    /// <summary>Finds where the list's first item begins; -1 if the text before it is not JSON, or a name in it is not Unicode.</summary>
    private int FindList()
    {
        var reader = new Utf8JsonReader(text.Utf8);
        try
        {
            bool isFound = false;
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
