namespace Copr.Contracts.Json;

/// <summary>The read of one value: its index, and what breaks the contract in it.</summary>
internal sealed class ReadContext(ReadingMode mode, int maxValues = int.MaxValue) : IDisposable
{
    /// <summary>The maximum number of read errors that are reported for one value.</summary>
    private const int MaxErrors = 1000;

    private readonly List<(Violation Violation, long Offset)> errors = [];
    private long lastOffset;
    private string pointer = "";
    private int item = -1;
    private string root = "the document";

    /// <summary>The entry that was reported last: a hostile name may be long, and much may be wrong in its value.</summary>
    private (int Entry, string Pointer, string Subject) last = (-1, "", "");

    public JsonIndex Index { get; } = new(maxValues);
    public ReadingMode Mode => mode;
    public bool HasErrors => errors.Count > 0;

    /// <summary>The names that were asked for, if only names are collected.</summary>
    public List<string> Names => field ??= [];

    private string Pointer => item < 0 ? pointer : JsonPointer.Append(pointer, item);

    public void Dispose() => Index.Dispose();

    /// <summary>Prepares for a value that is not in a list.</summary>
    public void Reset(string subject) => (pointer, item, root, last) = ("", -1, subject, (-1, "", ""));

    /// <summary>Prepares for an item of the list that has a pointer.</summary>
    public void Reset(string list, int index) => (pointer, item, last) = (list, index, (-1, "", ""));

    /// <summary>Whether an error at this offset is kept: only the first in the text are, and members are read in any order.</summary>
    public bool CanReport(long offset) => errors.Count < MaxErrors || offset < lastOffset;

    /// <summary>Reports that a value breaks the contract. What was found follows the name of the value.</summary>
    public void Report(ReadOnlySpan<byte> text, int entry, Rule rule, string found, string expected, long offset)
    {
        bool isFull = errors.Count >= MaxErrors;
        if (!CanReport(offset))
            return;

        if (isFull)
            errors.RemoveAt(errors.FindLastIndex(error => error.Offset == lastOffset));
        last = last.Entry == entry ? last : (entry, GetPointer(text, entry), Describe(text, entry));
        errors.Add((new Violation(rule, last.Pointer, last.Subject + found, expected), offset));
        lastOffset = isFull ? errors.Max(static error => error.Offset) : Math.Max(offset, lastOffset);
    }

    /// <summary>Reports violations of rules that are not about reading, where their paths are in the text.</summary>
    public void Report(ReadOnlySpan<byte> text, IReadOnlyList<Violation> violations)
    {
        (string? path, int offset) = (null, 0);
        foreach (Violation violation in violations)
        {
            (path, offset) = violation.Path == path ? (path, offset) : (violation.Path, OffsetOf(text, violation.Path));
            errors.Add((violation, offset));
        }
    }

    /// <summary>Reports where the text stops being JSON, if it does. In an unknown member, that member is reported. The text may be only
    /// the part of a document up to the fault; then it is not cut off.</summary>
    public void ReportFault(ReadOnlySpan<byte> text, int maxDepth, bool isCutOff = true)
    {
        int entry = Index.Fault;
        if (entry < 0)
            return;

        int offset = Index.Entries[entry].Start;
        for (int outer = entry; outer > 0; outer = Index.Entries[outer].Parent)
            entry = Index.Entries[outer] is { HasName: true, IsTaken: false } ? outer : entry;
        ReadOnlySpan<byte> rest = text[Math.Min(offset, text.Length)..];
        if (Index.HasTooManyValues)
        {
            const string Expected = $"fewer, or a higher {nameof(ReaderLimits.MaxBuildBytes)}";
            Report(text, 0, ReadingRules.LimitExceeded, Invariant($" has more than {maxValues} values"), Expected, offset);
        }
        else if (Index.IsTooDeep && (!isCutOff || rest is [(byte)'{' or (byte)'[', ..]))
        {
            string found = Invariant($" is nested deeper than {maxDepth} objects and arrays");
            Report(text, entry, ReadingRules.LimitExceeded, found, $"less nesting, or a higher {nameof(ReaderLimits.MaxDepth)}", offset);
        }
        else
        {
            ReportMalformed(rest, null, isCutOff, text, entry, offset);
        }
    }

    /// <summary>Reports that a value stops being JSON, or is cut off if nothing follows.</summary>
    public void ReportMalformed(
        ReadOnlySpan<byte> rest, Rule? cutOffRule = null, bool isCutOff = true,
        ReadOnlySpan<byte> text = default, int entry = 0, int offset = 0)
    {
        string found = rest.IsEmpty ? isCutOff ? " is cut off" : " is not JSON"
            : rest[0] < 0x80 ? $" is not JSON at {Excerpt.Of([(char)rest[0]])}"
            : $" is not JSON at the byte 0x{rest[0]:X2}";
        Report(text, entry, (rest.IsEmpty ? cutOffRule : null) ?? ReadingRules.MalformedJson, found, "JSON (RFC 8259)", offset);
    }

    /// <summary>Reports that the value has more bytes than a limit of <see cref="ReaderLimits"/> allows.</summary>
    public void ReportLimit(string limit, long bytes) =>
        Report([], 0, ReadingRules.LimitExceeded, Invariant($" is larger than {bytes} bytes"), $"less, or a higher {limit}", offset: 0);

    /// <summary>Takes what was reported, with the offsets in the text, in the order of the text.</summary>
    public List<(Violation Violation, long Offset)> TakeErrors()
    {
        List<(Violation, long)> taken = [.. errors.OrderBy(static error => error.Offset)];
        errors.Clear();
        lastOffset = 0;
        return taken;
    }

    /// <summary>Takes what was reported, with lines and columns, in the order of the text. After a gap, the text continues at an offset in
    /// it and a position in the document.</summary>
    public IReadOnlyList<Violation> TakeViolations(
        ReadOnlySpan<byte> text, TextPosition start, (int Offset, TextPosition Position)? rest = null)
    {
        List<Violation> located = new(errors.Count);
        int at = 0;
        foreach ((Violation violation, long offset) in TakeErrors())
        {
            if (offset >= rest?.Offset)
            {
                (at, start) = rest.Value;
                rest = null;
            }

            int next = (int)Math.Min(offset, text.Length);
            start = start.After(text[at..next]);
            at = next;
            located.Add(violation with { Line = start.Line, Column = start.Column });
        }

        return located.AsReadOnly();
    }

    /// <summary>Gets the name of a member; returns false if it is not Unicode text.</summary>
    public bool TryGetName(ReadOnlySpan<byte> text, int entry, [NotNullWhen(true)] out string? name) =>
        JsonText.TryDecode(Index.Entries[entry].QuotedName(text), Index.Entries[entry].IsNameEscaped, out name);

    private string GetPointer(ReadOnlySpan<byte> text, int entry)
    {
        JsonEntry value = Index.Entries[entry];
        if (entry == 0 || value.Parent < 0)
            return Pointer;

        string parent = GetPointer(text, value.Parent);
        return value.HasName ? JsonPointer.Append(parent, TryGetName(text, entry, out string? name) ? name : "")
            : Index.Entries[value.Parent].Kind == JsonTokenType.StartArray ? JsonPointer.Append(parent, value.NameLength)
            : parent;
    }

    /// <summary>What a message calls a value: a member by its name, an item of an array by its number, or the root.</summary>
    private string Describe(ReadOnlySpan<byte> text, int entry)
    {
        JsonEntry value = Index.Entries[entry];
        if (entry == 0 || value.Parent < 0)
            return item < 0 ? root : Invariant($"item {item + 1} of {(pointer.Length > 0 ? Excerpt.Of(pointer.AsSpan(1)) : "the list")}");

        return value.HasName ? Excerpt.Of(TryGetName(text, entry, out string? name) ? name : "")
            : Index.Entries[value.Parent].Kind != JsonTokenType.StartArray ? Describe(text, value.Parent)
            : Invariant($"item {value.NameLength + 1} of {Describe(text, value.Parent)}");
    }

    /// <summary>The offset of a value, given its pointer in the document; that of the innermost value that exists.</summary>
    private int OffsetOf(ReadOnlySpan<byte> text, string path)
    {
        int found = 0;
        foreach (string name in JsonPointer.Split(path[Pointer.Length..]))
        {
            byte[] utf8Name = Encoding.UTF8.GetBytes(name);
            int end = Index.Entries[found].Next;
            int left = Index.Entries[found].Kind == JsonTokenType.StartArray ? int.Parse(name, CultureInfo.InvariantCulture) : 0;
            int inside = found + 1;
            while (inside < end && (Index.Entries[inside].HasName ? !Index.Entries[inside].IsNamed(utf8Name, text) : left-- > 0))
                inside = Index.Entries[inside].Next;
            found = inside < end ? inside : found;
        }

        return Index.Entries[found].Start;
    }
}
