using System.Buffers;
using System.Globalization;
using Copr.Contracts.Diagnostics;

namespace Copr.Contracts.Json;

/// <summary>An item of a list: its value, or the id, the text and the errors of one that could not be read.</summary>
internal sealed record ListEntry<T>(int Index, T? Value, long? Id, ReadOnlyMemory<byte> RawJson, IReadOnlyList<Violation> Violations)
    where T : class;

/// <summary>Reads a document that contains a list, item by item, as its bytes arrive.</summary>
internal sealed class ListReader<T> : IDisposable
    where T : class, IContractObject<T>
{
    /// <summary>The member of the document that contains the list.</summary>
    public const string ListName = "builds";

    /// <summary>The maximum number of errors that are reported around the items.</summary>
    private const int MaxErrors = 1000;

    private const string ExpectedLess = $"less, or a higher {nameof(ReaderLimits.MaxBuildBytes)}";

    private readonly ReadContext context;
    private readonly ListSplitter splitter;
    private readonly ReaderLimits limits;
    private readonly Inspector? inspect;
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextPosition> positions = new(StringComparer.Ordinal);
    private readonly List<Violation> documentViolations = [];
    private long nameBytes;

    /// <param name="mode">How closely the items must follow the contract.</param>
    /// <param name="limits">How much is accepted.</param>
    /// <param name="inspect">Inspects each item that could be read; null if nobody does.</param>
    public ListReader(ReadingMode mode, ReaderLimits limits, Inspector? inspect = null)
    {
        context = new ReadContext(mode);
        splitter = new ListSplitter(context.Index, limits);
        this.limits = limits;
        this.inspect = inspect;
    }

    /// <summary>Inspects an item, and reports violations to the context.</summary>
    internal delegate void Inspector(int index, T value, ReadContext context, ReadOnlySpan<byte> text);

    /// <summary>The number of items, including the rejected ones.</summary>
    public int Count => splitter.Count;

    /// <summary>The members of the document that could be read, and where their values begin.</summary>
    public IReadOnlyDictionary<string, TextPosition> Positions => positions;

    /// <summary>The errors around the items that did not end the document.</summary>
    public IReadOnlyList<Violation> DocumentViolations => documentViolations;

    public void Dispose() => context.Dispose();

    /// <summary>Reads to the end of the next item and removes it from the buffer.</summary>
    /// <returns>Whether there is an item. If not, more bytes are needed; after the last ones, the document has ended.</returns>
    /// <exception cref="ContractException">The document cannot be read any further.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool isLast, out ListEntry<T>? entry)
    {
        entry = null;
        while (entry is null && splitter.TryRead(ref buffer, isLast, out ListPart part))
        {
            entry = Read(part);
        }

        if (entry is null && isLast && !splitter.IsComplete)
        {
            throw CutOff();
        }

        return entry is not null;
    }

    /// <summary>Reads a part, and returns an item if the part is one.</summary>
    private ListEntry<T>? Read(ListPart part)
    {
        switch (part.Kind)
        {
            case PartKind.Item:
                return ReadItem(splitter.Count - 1, part);
            case PartKind.Name:
                ReadName(part);
                break;
            case PartKind.Value:
                ReadValue(part);
                break;
            case PartKind.End:
                ReadEnd(part);
                break;
            default:
                throw ReadNonObject(part);
        }

        AddErrors(part);
        return null;
    }

    private ListEntry<T> ReadItem(int index, ListPart part)
    {
        context.Reset(string.Create(CultureInfo.InvariantCulture, $"/{ListName}/{index}"), ReadContext.DescribeItem(index, $"\"{ListName}\""));
        if (part.IsTooLarge)
        {
            ReportTooLarge(context.Subject);
            return new(index, null, null, default, context.TakeViolations(default, part.Start));
        }

        T value = Members.Read<T>(context, part.Text);
        context.ReportFault(part.Text, part.MaxDepth);
        if (context.HasErrors)
        {
            return new(index, null, Members.PeekId(context, part.Text), part.Text.ToArray(), context.TakeViolations(part.Text, part.Start));
        }

        inspect?.Invoke(index, value, context, part.Text);
        return new(index, value, null, default, context.HasErrors ? context.TakeViolations(part.Text, part.Start) : []);
    }

    private void ReadName(ListPart part)
    {
        context.Reset("", "the document");
        splitter.Member = "";
        splitter.IsList = false;
        if (part.IsTooLarge)
        {
            ReportTooLarge("a name in the document");
        }
        else if (context.Index.Fault is not null)
        {
            context.ReportFault(part.Text, part.MaxDepth);
        }
        else if (!ReadContext.TryDecode(part.Text, out string? name))
        {
            context.Report(ReadingRules.MalformedJson, part.Text, 0, 0, "the document has a member whose name is not Unicode text", JsonToken.ExpectedUnicode);
        }
        else
        {
            nameBytes += part.Text.Length;
            if (nameBytes > limits.MaxBuildBytes)
            {
                throw splitter.Fatal(ReadingRules.LimitExceeded, DescribeTooLarge("all names in the document together are"), ExpectedLess);
            }

            splitter.Member = name;
            splitter.IsList = names.Add(name) ? name == ListName : ReportDuplicate(name, part.Text);
        }
    }

    private void ReadValue(ListPart part)
    {
        context.Reset(JsonPointer.Append("", splitter.Member), Excerpt.Of(splitter.Member));
        if (part.IsTooLarge)
        {
            ReportTooLarge(context.Subject);
            return;
        }

        if (splitter.IsList)
        {
            Members.ReportWrongType(context, part.Text, Members.ExpectedObjects);
        }
        else if (context.Index.Fault is null)
        {
            foreach ((Rule rule, long offset, string found, string expected) in UnknownValue.FindProblems(part.Text))
            {
                context.Report(rule, part.Text, 0, offset, $"{context.Subject} {found}", expected);
            }
        }

        context.ReportFault(part.Text, part.MaxDepth);
        if (!context.HasErrors)
        {
            positions.TryAdd(splitter.Member, part.Start);
        }
    }

    private void ReadEnd(ListPart part)
    {
        positions[ListName] = splitter.ListStart;
        if (!names.Contains(ListName))
        {
            context.Reset("", "the document");
            context.Report(ReadingRules.MissingMember, part.Text, 0, 0, $"the document has no \"{ListName}\"", $"the member \"{ListName}\", because it cannot be null");
        }
    }

    /// <summary>Reports a document that is not an object, which ends it.</summary>
    private ContractException ReadNonObject(ListPart part)
    {
        context.Reset("", "the document");
        if (part.IsTooLarge)
        {
            ReportTooLarge("the document");
        }
        else if (DocumentReader.FindProblemAtStart(part.Text) is { } problem)
        {
            context.Report(problem, 0);
        }
        else
        {
            Members.Read<T>(context, part.Text);
            context.ReportFault(part.Text, part.MaxDepth);
        }

        AddErrors(part);
        return new ContractException(documentViolations[0]);
    }

    private ContractException CutOff()
    {
        if (!splitter.TryReadCutOff(out ListPart part))
        {
            return splitter.CutOff();
        }

        documentViolations.AddRange(Read(part)?.Violations ?? []);
        return new ContractException(documentViolations[0]);
    }

    private bool ReportDuplicate(string name, ReadOnlySpan<byte> text)
    {
        context.Reset(JsonPointer.Append("", name), Excerpt.Of(name));
        context.Report(ReadingRules.DuplicateMember, text, 0, 0, $"{context.Subject} appears twice in one object", "each name once");
        return false;
    }

    private void ReportTooLarge(string subject) => context.Report(ReadingRules.LimitExceeded, default, 0, 0, DescribeTooLarge($"{subject} is"), ExpectedLess);

    private string DescribeTooLarge(string subject) => string.Create(CultureInfo.InvariantCulture, $"{subject} larger than {limits.MaxBuildBytes} bytes");

    private void AddErrors(ListPart part)
    {
        if (context.HasErrors)
        {
            documentViolations.AddRange(context.TakeViolations(part.Text, part.Start).Take(MaxErrors - documentViolations.Count));
        }
    }
}
