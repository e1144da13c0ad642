using System.Text.Json;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>Everything that build-by-build reading returns, and what it throws at the end.</summary>
internal sealed class Entries
{
    private readonly List<BuildEntry> list = [];

    private Entries()
    {
    }

    public IReadOnlyList<BuildEntry> List => list;

    public Violation? End { get; private set; }

    /// <summary>The first violation in the order of the text; null if everything is accepted.</summary>
    public Violation? First => list.SelectMany(static entry => entry.Violations).Concat(End is null ? [] : [End])
        .OrderBy(static violation => violation.Line).ThenBy(static violation => violation.Column).FirstOrDefault();

    public static Entries Of(IAsyncEnumerable<BuildEntry> entries)
    {
        var found = new Entries();
        try
        {
            found.CollectAsync(entries).GetAwaiter().GetResult();
        }
        catch (ContractException exception)
        {
            found.End = exception.Violation;
        }

        return found;
    }

    /// <summary>Checks what each entry says of itself.</summary>
    public void Check(JsonText text)
    {
        var places = new Places(text);
        foreach ((int index, BuildEntry entry) in list.Index())
        {
            Promise.Same(entry.Index, index, "entries come in their order");
            Promise.Same(entry.Violations.Count > 0, entry.IsRejected, "an entry has violations if it is rejected, and only then");
            Promise.Holds(entry.IsRejected || entry.Id == entry.Build.Id, "an entry has the id of its build");
            string path = $"/builds/{index}";
            foreach (Violation violation in entry.Violations)
            {
                CheckViolation(violation, places);
                Promise.Holds(
                    violation.Path == path || violation.Path.StartsWith($"{path}/", StringComparison.Ordinal), "a violation of a build is at that build", violation);
            }
        }

        if (End is not null)
        {
            CheckViolation(End, places);
        }
    }

    /// <summary>
    /// Removes the rejected entries from the document, and returns the list of the others; null if the text before the list is not JSON.
    /// </summary>
    public byte[]? RemoveRejected(byte[] document)
    {
        int position = FindList(document);
        List<byte[]> accepted = [];
        foreach (BuildEntry entry in position < 0 ? [] : list)
        {
            position += document.AsSpan(position).IndexOfAnyExcept(" \t\r\n,"u8);
            ReadOnlySpan<byte> rest = document.AsSpan(position);
            if (entry.IsRejected)
            {
                Promise.Holds(rest.StartsWith(entry.RawJson.Span), "a rejected entry is returned as it was sent", entry.Index);
                position += entry.RawJson.Length;
                continue;
            }

            var reader = new Utf8JsonReader(rest, new JsonReaderOptions { AllowTrailingCommas = true });
            reader.Read();
            reader.Skip();
            accepted.Add(rest[..(int)reader.BytesConsumed].ToArray());
            position += (int)reader.BytesConsumed;
        }

        return position < 0 ? null : [.. "{\"builds\":["u8, .. accepted.SelectMany(static (build, index) => index == 0 ? build : [(byte)',', .. build]), .. "]}"u8];
    }

    public override string ToString() => string.Join('\n', list.Select(static entry =>
        $"{entry.Index} {entry.Id} {entry.Build} {Convert.ToHexString(entry.RawJson.Span)} {string.Join(';', entry.Violations)}").Append($"{End}"));

    private static void CheckViolation(Violation violation, Places places)
    {
        places.Check(violation);
        Promise.Holds(DocumentPromises.IsOfReading(violation), "a reader reports only rules about reading", violation);
    }

    /// <summary>Finds where the list's first item begins; -1 if the text before it is not JSON.</summary>
    private static int FindList(byte[] document)
    {
        var reader = new Utf8JsonReader(document);
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
            // A name that is not Unicode text.
            return -1;
        }
    }

    private async Task CollectAsync(IAsyncEnumerable<BuildEntry> entries)
    {
        await foreach (BuildEntry entry in entries)
        {
            list.Add(entry);
        }
    }
}
