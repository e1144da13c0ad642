using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Copr.Contracts.Diagnostics;

namespace Copr.Contracts.Json;

/// <summary>The read of one value: its index, and what breaks the contract in it.</summary>
/// <param name="mode">How closely the value must follow the contract.</param>
internal sealed class ReadContext(ReadingMode mode) : IDisposable
{
    /// <summary>The maximum number of read errors that are reported for one value.</summary>
    private const int MaxErrors = 1000;

    /// <summary>The number of bytes after a fault that its message shows.</summary>
    private const int MaxShown = 20;

    private readonly List<(Violation Violation, long Offset)> errors = [];

    /// <summary>The pointer that was reported last: a hostile name may be long, and much may be wrong in its value.</summary>
    private (int Entry, string Pointer) last = (-1, "");

    public JsonIndex Index { get; } = new();

    public ReadingMode Mode => mode;

    /// <summary>The JSON Pointer of the value in its document.</summary>
    public string Pointer { get; private set; } = "";

    /// <summary>What a message calls the value.</summary>
    public string Subject { get; private set; } = "the document";

    public bool HasErrors => errors.Count > 0;

    /// <summary>The names that were asked for, if only names are collected.</summary>
    public List<string> Names => field ??= [];

    public void Dispose() => Index.Dispose();

    /// <summary>Prepares for the next value.</summary>
    public void Reset(string pointer, string subject)
    {
        (Pointer, Subject) = (pointer, subject);
        last = (-1, "");
        errors.Clear();
    }

    /// <summary>Reports that a value, or the object that an entry is, breaks the contract.</summary>
    public void Report(Rule rule, ReadOnlySpan<byte> text, int entry, long offset, string found, string expected)
    {
        if (errors.Count < MaxErrors)
        {
            last = last.Entry == entry && entry > 0 ? last : (entry, GetPointer(text, entry));
            errors.Add((new Violation(rule, last.Pointer, found, expected), offset));
        }
    }

    /// <summary>Reports a violation of a rule that is not about reading.</summary>
    public void Report(Violation violation, long offset) => errors.Add((violation, offset));

    /// <summary>Reports where the text stops being JSON or is nested too deeply. In an unknown member, that is the member.</summary>
    public void ReportFault(ReadOnlySpan<byte> text, int maxDepth)
    {
        if (Index.Fault is not { } fault)
        {
            return;
        }

        int entry = FindReported(fault.Container);
        string pointer = GetPointer(text, entry);
        string subject = GetSubject(text, entry);
        if (entry == fault.Container && entry >= 0 && Index[entry].Kind == JsonTokenType.StartArray)
        {
            int item = CountItems(entry);
            (pointer, subject) = (JsonPointer.Append(pointer, item), DescribeItem(item, subject));
        }
        else if (entry == fault.Container && fault.NameStart > 0 && TryDecode(text.Slice(fault.NameStart - 1, fault.NameLength + 2), out string? name))
        {
            (pointer, subject) = (JsonPointer.Append(pointer, name), Excerpt.Of(name));
        }

        errors.Add((Describe(fault, text, pointer, subject, maxDepth), fault.Offset ?? text.Length));
    }

    /// <summary>Takes what was reported, with the offsets in the text, in the order of the text.</summary>
    public List<(Violation Violation, long Offset)> TakeErrors()
    {
        List<(Violation, long)> taken = [.. errors.OrderBy(static error => error.Offset)];
        errors.Clear();
        return taken;
    }

    /// <summary>Takes what was reported, with lines and columns, in the order of the text.</summary>
    /// <param name="text">The text that was read.</param>
    /// <param name="start">Where the text begins in its document.</param>
    public List<Violation> TakeViolations(ReadOnlySpan<byte> text, TextPosition start)
    {
        List<Violation> located = new(errors.Count);
        TextPosition position = start;
        int at = 0;
        foreach ((Violation violation, long offset) in TakeErrors())
        {
            int next = (int)Math.Min(offset, text.Length);
            position = position.After(text[at..next]);
            at = next;
            located.Add(violation with { Line = position.Line, Column = position.Column });
        }

        return located;
    }

    /// <summary>What a message calls a value: the document, a member by its name, or an item of an array by its number.</summary>
    public string GetSubject(ReadOnlySpan<byte> text, int entry)
    {
        if (entry <= 0)
        {
            return Subject;
        }

        JsonEntry value = Index[entry];
        return value.NameStart < 0 ? DescribeItem(value.NameLength, GetSubject(text, value.Parent))
            : TryGetName(text, entry, out string? name) ? Excerpt.Of(name)
            : "a member whose name is not Unicode text";
    }

    /// <summary>The offset of a value; that of the whole text if there is no such value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pointer">The value's pointer in the document.</param>
    public long OffsetOf(ReadOnlySpan<byte> text, string pointer)
    {
        int found = 0;
        foreach (string name in JsonPointer.Split(pointer[Pointer.Length..]))
        {
            int member = found + 1;
            while (member < Index[found].Next && !(TryGetName(text, member, out string? candidate) && candidate == name))
            {
                member = Index[member].Next;
            }

            found = member < Index[found].Next ? member : found;
        }

        return Index[found].Start;
    }

    /// <summary>Gets the name of a member; returns false if it is not Unicode text.</summary>
    public bool TryGetName(ReadOnlySpan<byte> text, int entry, [NotNullWhen(true)] out string? name)
    {
        JsonEntry member = Index[entry];
        return TryDecode(text.Slice(member.NameStart - 1, member.NameLength + 2), out name);
    }

    /// <summary>Decodes a string that is in quotation marks; returns false if it is not Unicode text.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out string? value)
    {
        ReadOnlySpan<byte> content = utf8Json[1..^1];
        if (content.Contains((byte)'\\'))
        {
            var reader = new Utf8JsonReader(utf8Json);
            reader.Read();
            return JsonToken.TryGetString(reader, out value);
        }

        value = Ascii.IsValid(content) ? Encoding.Latin1.GetString(content)
            : Utf8.IsValid(content) ? Encoding.UTF8.GetString(content)
            : null;
        return value is not null;
    }

    /// <summary>What a message calls an item of an array.</summary>
    public static string DescribeItem(int index, string array) => string.Create(CultureInfo.InvariantCulture, $"item {index + 1} of {array}");

    private static Violation Describe(JsonFault fault, ReadOnlySpan<byte> text, string pointer, string subject, int maxDepth) => fault switch
    {
        { IsTooDeep: true } => new(ReadingRules.LimitExceeded, pointer,
            string.Create(CultureInfo.InvariantCulture, $"{subject} is nested deeper than {maxDepth} objects and arrays"),
            $"less nesting, or a higher {nameof(ReaderLimits.MaxDepth)}"),
        { Offset: { } offset } when offset < text.Length => new(ReadingRules.MalformedJson, pointer,
            $"{subject} is not JSON at {Excerpt.Of(Encoding.UTF8.GetString(text.Slice(offset, Math.Min(text.Length - offset, MaxShown))))}",
            "JSON (RFC 8259)"),
        { Offset: not null } => new(ReadingRules.MalformedJson, pointer, $"{subject} is cut off", "the rest of its JSON"),
        _ => new(ReadingRules.MalformedJson, pointer, $"{subject} is not JSON", "JSON (RFC 8259)"),
    };

    /// <summary>Finds the unknown member that contains an entry, or else the entry itself.</summary>
    private int FindReported(int entry)
    {
        int reported = entry;
        for (; entry > 0; entry = Index[entry].Parent)
        {
            reported = Index[entry] is { NameStart: >= 0, IsTaken: false } ? entry : reported;
        }

        return reported;
    }

    private string GetPointer(ReadOnlySpan<byte> text, int entry)
    {
        if (entry <= 0)
        {
            return Pointer;
        }

        JsonEntry value = Index[entry];
        string parent = GetPointer(text, value.Parent);
        return value.NameStart < 0 ? JsonPointer.Append(parent, value.NameLength)
            : JsonPointer.Append(parent, TryGetName(text, entry, out string? name) ? name : "");
    }

    private int CountItems(int array)
    {
        int count = 0;
        for (int item = array + 1; item < Index[array].Next; item = Index[item].Next)
        {
            count++;
        }

        return count;
    }
}
