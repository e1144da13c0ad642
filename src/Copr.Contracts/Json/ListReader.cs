using System.Buffers;

namespace Copr.Contracts.Json;

/// <summary>An item of a list: its value, or the id, the text and the errors of one that could not be read.</summary>
internal readonly record struct ListEntry<T>(int Index, T? Value, long? Id, ReadOnlyMemory<byte> RawJson, IReadOnlyList<Violation> Violations)
    where T : class;

/// <summary>
/// Reads a document that contains a list, item by item, as its bytes arrive. It splits the document into the names and values of its
/// members and the items of the list, and indexes each. An error in one of them does not affect the others; an error between them ends
/// the document.
/// </summary>
internal sealed class ListReader<T> : IDisposable
    where T : class, IContractObject<T>
{
    /// <summary>The member of the document that contains the list.</summary>
    private static readonly string ListName = MemberNames.Builds.Value;

    /// <summary>The maximum number of errors that are reported around the items.</summary>
    private const int MaxErrors = 1000;

    private const string ExpectedLess = $"less, or a higher {nameof(ReaderLimits.MaxBuildBytes)}";

    private readonly ReadContext context;
    private readonly ReaderLimits limits;
    private readonly Inspector? inspect;
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextPosition> positions = new(StringComparer.Ordinal);
    private readonly List<Violation> documentViolations = [];

    /// <summary>The current part, if it arrives in pieces. In the sender's buffer, it would be searched again with each piece.</summary>
    private readonly ArrayBufferWriter<byte> pieces = new();

    private Expected expected = Expected.Document;
    private TextPosition position = TextPosition.Start;
    private TextPosition documentStart;
    private TextPosition partStart;
    private ValueFramer framer;
    private bool isFraming;
    private long framed;
    private long nameBytes;
    private string member = "";
    private bool isList;

    /// <summary>Whether the previous part was well-formed; then the next one probably is, too.</summary>
    private bool isWellFormed = true;

    /// <param name="mode">How closely the items must follow the contract.</param>
    /// <param name="limits">How much is accepted.</param>
    /// <param name="inspect">Inspects each item that could be read; null if nobody does.</param>
    public ListReader(ReadingMode mode, ReaderLimits limits, Inspector? inspect = null)
    {
        context = new ReadContext(mode);
        this.limits = limits;
        this.inspect = inspect;
    }

    /// <summary>Inspects an item, and reports violations to the context.</summary>
    internal delegate void Inspector(int index, T value, ReadContext context, ReadOnlySpan<byte> text);

    private enum Expected
    {
        Document,
        Member,
        Colon,
        Value,
        MemberEnd,
        Item,
        ItemEnd,
        Nothing,
    }

    /// <summary>The number of items, including the rejected ones.</summary>
    public int Count { get; private set; }

    /// <summary>The members of the document that could be read, and where their values begin.</summary>
    public IReadOnlyDictionary<string, TextPosition> Positions => positions;

    /// <summary>The errors around the items that did not end the document.</summary>
    public IReadOnlyList<Violation> DocumentViolations => documentViolations;

    public void Dispose() => context.Dispose();

    /// <summary>Reads to the end of the next item and removes it from the buffer.</summary>
    /// <returns>Whether there is an item. If not, more bytes are needed; after the last ones, the document has ended.</returns>
    /// <exception cref="ContractException">The document cannot be read any further.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool isLast, [NotNullWhen(true)] out ListEntry<T>? entry)
    {
        entry = null;
        while (entry is null && (isFraming || TrySkipWhiteSpace(ref buffer)))
        {
            if (isFraming || TryBeginPart(ref buffer))
            {
                if (!TryReadInPlace(ref buffer, out entry) && !TryReadPieces(ref buffer, isLast, out entry))
                {
                    break;
                }
            }
        }

        return entry is not null || (isLast && expected != Expected.Nothing ? throw CutOff() : false);
    }

    private static string Describe(Expected expected) => expected switch
    {
        Expected.Document => "an object",
        Expected.Member => "a member or }",
        Expected.Colon => "a colon",
        Expected.Value => "a value",
        Expected.MemberEnd => "a comma or }",
        Expected.Item => "an item or ]",
        Expected.ItemEnd => "a comma or ]",
        _ => "nothing more",
    };

    /// <summary>Reads one character between the parts, or begins a part and returns true.</summary>
    private bool TryBeginPart(ref ReadOnlySequence<byte> buffer)
    {
        char next = (char)buffer.FirstSpan[0];
        Expected? follows = (expected, next) switch
        {
            (Expected.Document, '{') => Expected.Member,
            (Expected.Colon, ':') => Expected.Value,
            (Expected.MemberEnd, ',') => Expected.Member,
            (Expected.Member or Expected.MemberEnd, '}') => Expected.Nothing,
            (Expected.Value, '[') when isList => Expected.Item,
            (Expected.ItemEnd, ',') => Expected.Item,
            (Expected.Item or Expected.ItemEnd, ']') => Expected.MemberEnd,
            _ => null,
        };
        if (follows is { } state)
        {
            documentStart = expected == Expected.Document ? position : documentStart;
            if (expected == Expected.Value && state == Expected.Item)
            {
                positions[ListName] = position;
            }

            Advance(ref buffer, 1);
            expected = state;
            if (state == Expected.Nothing && !names.Contains(ListName))
            {
                context.Reset("", "the document");
                Report(ReadingRules.MissingMember, $"the document has no \"{ListName}\"", $"the member \"{ListName}\", because it cannot be null");
                AddErrors(default, documentStart);
            }

            return false;
        }

        bool isPart = expected == Expected.Member ? next == '"' : expected is Expected.Document or Expected.Value or Expected.Item && next is not (',' or ':' or ']' or '}');
        if (!isPart)
        {
            throw Fatal(ReadingRules.MalformedJson, $"there is {Excerpt.Of([next])}", Describe(expected));
        }

        (isFraming, framed, framer, partStart) = (true, 0, ValueFramer.Begin((byte)next), position);
        pieces.ResetWrittenCount();
        return true;
    }

    /// <summary>Reads an item where it is, without searching for its end first. Most items are well-formed and in one piece.</summary>
    private bool TryReadInPlace(ref ReadOnlySequence<byte> buffer, out ListEntry<T>? entry)
    {
        entry = null;
        ReadOnlySpan<byte> text = buffer.FirstSpan;
        text = text[..Math.Min(text.Length, limits.MaxBuildBytes)];
        if (expected != Expected.Item || framed > 0 || !isWellFormed || !context.Index.TryRead(text, isLast: false, MaxDepth, out int length))
        {
            return false;
        }

        Advance(ref buffer, length);
        entry = ReadPart(text[..length]);
        return true;
    }

    /// <summary>Collects the pieces of a part up to its end. Nothing is kept of a part that is too large.</summary>
    private bool TryReadPieces(ref ReadOnlySequence<byte> buffer, bool isLast, out ListEntry<T>? entry)
    {
        bool ends = false;
        long length = 0;
        foreach (ReadOnlyMemory<byte> piece in buffer)
        {
            ends = framer.TryFindEnd(piece.Span, out int inPiece);
            length += inPiece;
            if (ends)
            {
                break;
            }
        }

        ends |= isLast && framer.MayEndHere;
        framed += length;
        ReadOnlySequence<byte> found = framed > limits.MaxBuildBytes ? default : buffer.Slice(0, length);
        bool isInPlace = ends && pieces.WrittenCount == 0 && found.IsSingleSegment;
        if (!isInPlace)
        {
            foreach (ReadOnlyMemory<byte> piece in found)
            {
                pieces.Write(piece.Span);
            }
        }

        Advance(ref buffer, length);
        entry = ends ? ReadFramed(isInPlace ? found.FirstSpan : pieces.WrittenSpan) : null;
        return ends;
    }

    private ListEntry<T>? ReadFramed(ReadOnlySpan<byte> text)
    {
        bool isTooLarge = framed > limits.MaxBuildBytes;
        isWellFormed = isTooLarge || context.Index.TryRead(text, isLast: true, MaxDepth, out _);
        return ReadPart(isTooLarge ? default : text);
    }

    /// <summary>Reads the current part, which is indexed. A part that is too large has no text.</summary>
    private ListEntry<T>? ReadPart(ReadOnlySpan<byte> text)
    {
        isFraming = false;
        switch (expected)
        {
            case Expected.Item:
                ListEntry<T> entry = ReadItem(Count++, text);
                expected = Expected.ItemEnd;
                return entry;
            case Expected.Member:
                ReadName(text);
                expected = Expected.Colon;
                break;
            case Expected.Value:
                ReadValue(text);
                expected = Expected.MemberEnd;
                break;
            default:
                ReadNonObject(text);
                throw new ContractException(documentViolations[0]);
        }

        AddErrors(text, partStart);
        return null;
    }

    private ListEntry<T> ReadItem(int item, ReadOnlySpan<byte> text)
    {
        context.Reset("/builds", "\"builds\"", item);
        T? value = null;
        if (text.IsEmpty)
        {
            ReportTooLarge(context.Subject);
            return new(item, null, null, default, context.TakeViolations(text, partStart));
        }

        value = Members.Read<T>(context, text);
        context.ReportFault(text, limits.MaxDepth);
        if (context.HasErrors)
        {
            return new(item, null, Members.PeekId(context, text), text.ToArray(), context.TakeViolations(text, partStart));
        }

        inspect?.Invoke(item, value, context, text);
        return new(item, value, null, default, context.HasErrors ? context.TakeViolations(text, partStart) : []);
    }

    private void ReadName(ReadOnlySpan<byte> text)
    {
        context.Reset("", "the document");
        (member, isList) = ("", false);
        if (text.IsEmpty)
        {
            ReportTooLarge("a name in the document");
        }
        else if (context.Index.Fault >= 0)
        {
            context.ReportFault(text, limits.MaxDepth);
        }
        else if (!JsonText.TryDecode(text, context.Index.Entries[0].IsEscaped, out string? name))
        {
            Report(ReadingRules.MalformedJson, "the document has a member whose name is not Unicode text", JsonToken.ExpectedUnicode);
        }
        else
        {
            member = name;
            nameBytes += text.Length;
            if (nameBytes > limits.MaxBuildBytes)
            {
                throw Fatal(ReadingRules.LimitExceeded, DescribeTooLarge("all names in the document together are"), ExpectedLess);
            }

            bool isNew = names.Add(name);
            isList = isNew && name == ListName;
            if (!isNew)
            {
                context.Reset(JsonPointer.Append("", name), Excerpt.Of(name));
                Report(ReadingRules.DuplicateMember, $"{context.Subject} appears twice in one object", "each name once");
            }
        }
    }

    private void ReadValue(ReadOnlySpan<byte> text)
    {
        context.Reset(JsonPointer.Append("", member), Excerpt.Of(member));
        if (text.IsEmpty)
        {
            ReportTooLarge(context.Subject);
            return;
        }

        if (isList)
        {
            Members.ReportWrongType(context, text, Members.ExpectedObjects);
        }
        else if (context.Index.Fault < 0)
        {
            foreach (ValueProblem problem in UnknownValue.FindProblems(text))
            {
                context.Report(problem.Rule, text, 0, problem.Offset, $"{context.Subject} {problem.Found}", problem.Expected);
            }
        }

        context.ReportFault(text, limits.MaxDepth);
        if (!context.HasErrors)
        {
            positions.TryAdd(member, partStart);
        }
    }

    /// <summary>Reports a document that is not an object.</summary>
    private void ReadNonObject(ReadOnlySpan<byte> text)
    {
        context.Reset("", "the document");
        if (text.IsEmpty)
        {
            ReportTooLarge("the document");
        }
        else if (DocumentReader.FindProblemAtStart(text) is { } problem)
        {
            context.Report(problem, 0);
        }
        else
        {
            Members.Read<T>(context, text);
            context.ReportFault(text, limits.MaxDepth);
        }

        AddErrors(text, partStart);
    }

    /// <summary>Creates the error of a document that ends too early. The part that is cut off is read as far as it goes.</summary>
    private ContractException CutOff()
    {
        if (isFraming && framed <= limits.MaxBuildBytes)
        {
            documentViolations.AddRange(ReadFramed(pieces.WrittenSpan)?.Violations ?? []);
            return new ContractException(documentViolations[0]);
        }

        return expected == Expected.Document
            ? new ContractException(DocumentReader.FindProblemAtStart([])! with { Line = 1, Column = 1 })
            : Fatal(ReadingRules.MalformedJson, "the document is cut off", Describe(expected));
    }

    /// <summary>Creates the error of a document that cannot be read any further.</summary>
    private ContractException Fatal(Rule rule, string found, string whatWasExpected)
    {
        string pointer = expected switch
        {
            Expected.Item or Expected.ItemEnd => JsonPointer.Append(JsonPointer.Append("", ListName), Count),
            Expected.Value => JsonPointer.Append("", member),
            _ => "",
        };
        return new(new Violation(rule, pointer, found, whatWasExpected) { Line = position.Line, Column = position.Column });
    }

    /// <summary>The nesting that the limits leave for the current part.</summary>
    private int MaxDepth => limits.MaxDepth - (expected == Expected.Item ? 2 : expected == Expected.Document ? 0 : 1);

    private void ReportTooLarge(string subject) => Report(ReadingRules.LimitExceeded, DescribeTooLarge($"{subject} is"), ExpectedLess);

    private string DescribeTooLarge(string subject) => string.Create(CultureInfo.InvariantCulture, $"{subject} larger than {limits.MaxBuildBytes} bytes");

    private void Report(Rule rule, string found, string whatWasExpected) =>
        context.Report(new Violation(rule, context.Pointer, found, whatWasExpected), 0);

    private void AddErrors(ReadOnlySpan<byte> text, TextPosition start)
    {
        if (context.HasErrors)
        {
            documentViolations.AddRange(context.TakeViolations(text, start).Take(MaxErrors - documentViolations.Count));
        }
    }

    /// <summary>Skips white space and empty segments; returns whether anything follows.</summary>
    private bool TrySkipWhiteSpace(ref ReadOnlySequence<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            ReadOnlySpan<byte> span = buffer.FirstSpan;
            int length = span.IsEmpty || span[0] <= ' ' ? span.IndexOfAnyExcept(" \t\r\n"u8) : 0;
            if (length != 0)
            {
                Advance(ref buffer, length < 0 ? span.Length : length);
            }

            if (length >= 0)
            {
                return true;
            }

            // A slice keeps empty segments.
            SequencePosition next = buffer.Start;
            buffer = buffer.TryGet(ref next, out ReadOnlyMemory<byte> segment) && segment.IsEmpty ? buffer.Slice(next) : buffer;
        }

        return false;
    }

    private void Advance(ref ReadOnlySequence<byte> buffer, long length)
    {
        long allowed = Math.Min(length, limits.MaxListBytes - position.Offset);
        if (allowed <= buffer.FirstSpan.Length)
        {
            position = position.After(buffer.FirstSpan[..(int)allowed]);
        }
        else
        {
            foreach (ReadOnlyMemory<byte> segment in buffer.Slice(0, allowed))
            {
                position = position.After(segment.Span);
            }
        }

        buffer = allowed == length ? buffer.Slice(length) : throw Fatal(
            ReadingRules.LimitExceeded,
            string.Create(CultureInfo.InvariantCulture, $"the document is larger than {limits.MaxListBytes} bytes"),
            $"less, or a higher {nameof(ReaderLimits.MaxListBytes)}");
    }
}
