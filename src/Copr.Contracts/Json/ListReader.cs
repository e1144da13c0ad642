using System.Buffers;

namespace Copr.Contracts.Json;

/// <summary>An item of a list: its value, or the id, the text and the errors of one that could not be read.</summary>
internal readonly record struct ListEntry<T>(int Index, T? Value, long? Id, ReadOnlyMemory<byte> RawJson, IReadOnlyList<Violation> Violations)
    where T : class;

/// <summary>Inspects an item or a document, and reports violations to the context.</summary>
internal delegate void Inspector<in T>(int index, T value, ReadContext context, ReadOnlySpan<byte> text);

/// <summary>
/// Reads a document that contains a list, item by item, as its bytes arrive. An error in an item does not affect the others; an error
/// between items ends the document. What surrounds the items is kept, and read as a document without items at the end.
/// </summary>
/// <typeparam name="TDocument">The type of the document.</typeparam>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed class ListReader<TDocument, T> : IDisposable
    where TDocument : class, IContractObject<TDocument>
    where T : class, IContractObject<T>
{
    /// <summary>The nesting of an item: the document's object and its list.</summary>
    private const int ItemDepth = 2;

    private const string ExpectedLess = $"less, or a higher {nameof(ReaderLimits.MaxBuildBytes)}";

    private readonly ReadContext context;
    private readonly ReaderLimits limits;
    private readonly Inspector<T>? inspect;

    /// <summary>The document without its items.</summary>
    private readonly ArrayBufferWriter<byte> frame = new();

    /// <summary>The current name or item, if it arrives in pieces. In the sender's buffer, it would be searched again with each piece.</summary>
    private readonly ArrayBufferWriter<byte> pieces = new();

    private Expected expected = Expected.Document;
    private TextPosition position = TextPosition.Start;
    private TextPosition partStart;
    private ValueFramer framer;
    private bool isFraming;
    private long framed;
    private bool isListNext;

    /// <summary>Where the list ends, in the frame and in the document.</summary>
    private (int Offset, TextPosition Position) listEnd = (int.MaxValue, default);

    /// <summary>Whether the previous item was well-formed; then the next one probably is, too.</summary>
    private bool isWellFormed = true;

    public ListReader(ReadingMode mode, ReaderLimits limits, Inspector<T>? inspect = null)
    {
        context = new ReadContext(mode);
        this.limits = limits;
        this.inspect = inspect;
    }

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

    private bool IsInList => expected is Expected.Item or Expected.ItemEnd;

    public void Dispose() => context.Dispose();

    /// <summary>Reads to the end of the next item and removes it from the buffer.</summary>
    /// <returns>Whether there is an item. If not, more bytes are needed; after the last ones, the document is complete.</returns>
    /// <exception cref="ContractException">The document cannot be read any further.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool isLast, [NotNullWhen(true)] out ListEntry<T>? entry)
    {
        entry = null;
        while (entry is null && (isFraming || TrySkipWhiteSpace(ref buffer)))
        {
            bool isPart = isFraming || TryBeginPart(ref buffer);
            if (isPart && !TryReadInPlace(ref buffer, out entry) && !TryReadPieces(ref buffer, isLast, out entry))
            {
                break;
            }
        }

        return entry is not null || (isLast && expected != Expected.Nothing ? throw CutOff() : false);
    }

    /// <summary>Reads what surrounds the items, and returns what breaks the contract in it.</summary>
    /// <param name="inspectDocument">Inspects the document, which has no items; null if nobody does.</param>
    /// <param name="isComplete">Whether the document ends here. If not, that it is cut off is not reported.</param>
    public List<Violation> ReadDocument(Inspector<TDocument>? inspectDocument = null, bool isComplete = true)
    {
        ReadOnlySpan<byte> text = frame.WrittenSpan;
        context.Reset("", "the document");
        context.Index.TryRead(text, isLast: true, limits.MaxDepth, out _);
        TDocument document = Members.Read<TDocument>(context, text);
        if (isComplete)
        {
            context.ReportFault(text, limits.MaxDepth);
        }

        inspectDocument?.Invoke(Count, document, context, text);
        return context.TakeViolations(text, TextPosition.Start, listEnd);
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
            (Expected.Value, '[') when isListNext => Expected.Item,
            (Expected.ItemEnd, ',') => Expected.Item,
            (Expected.Item or Expected.ItemEnd, ']') => Expected.MemberEnd,
            _ => null,
        };
        bool isPart = follows is null && (expected == Expected.Member ? next == '"'
            : expected is Expected.Document or Expected.Value or Expected.Item && next is not (',' or ':' or ']' or '}'));
        if (isPart)
        {
            (isFraming, framed, framer, partStart) = (true, 0, ValueFramer.Begin((byte)next), position);
            pieces.ResetWrittenCount();
            return true;
        }

        Expected after = follows ?? throw Fatal(ReadingRules.MalformedJson, $"there is {Excerpt.Of([next])}", Describe(expected));
        listEnd = next == ']' ? (frame.WrittenCount, position) : listEnd;
        expected = IsInList ? after : expected;
        Advance(ref buffer, 1);
        expected = after;
        return false;
    }

    /// <summary>Reads an item where it is, without searching for its end first. Most items are well-formed and in one piece.</summary>
    private bool TryReadInPlace(ref ReadOnlySequence<byte> buffer, out ListEntry<T>? entry)
    {
        entry = null;
        ReadOnlySpan<byte> text = buffer.FirstSpan;
        text = text[..Math.Min(text.Length, limits.MaxBuildBytes)];
        if (!IsInList || framed > 0 || !isWellFormed || !context.Index.TryRead(text, isLast: false, limits.MaxDepth - ItemDepth, out int length))
        {
            return false;
        }

        Advance(ref buffer, length);
        entry = ReadItem(text[..length]);
        return true;
    }

    /// <summary>Collects the pieces of a part up to its end. Nothing is kept of an item that is too large.</summary>
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
        foreach (ReadOnlyMemory<byte> piece in framed > limits.MaxBuildBytes ? default : buffer.Slice(0, length))
        {
            pieces.Write(piece.Span);
        }

        Advance(ref buffer, length);
        entry = ends ? ReadPart() : null;
        return ends;
    }

    /// <summary>Reads the part whose pieces are collected.</summary>
    private ListEntry<T>? ReadPart()
    {
        ReadOnlySpan<byte> text = framed > limits.MaxBuildBytes ? default : pieces.WrittenSpan;
        if (IsInList)
        {
            isWellFormed = text.IsEmpty || context.Index.TryRead(text, isLast: true, limits.MaxDepth - ItemDepth, out _);
            return ReadItem(text);
        }

        if (expected == Expected.Document && DocumentReader.FindProblemAtStart(text) is { } problem)
        {
            throw new ContractException(problem with { Line = partStart.Line, Column = partStart.Column });
        }

        isListNext = expected == Expected.Member && listEnd.Offset == int.MaxValue
            && JsonText.TryDecode(text, text.Contains((byte)'\\'), out string? name) && name == MemberNames.Builds.Value;
        expected = expected switch
        {
            Expected.Member => Expected.Colon,
            Expected.Value => Expected.MemberEnd,
            _ => Expected.Nothing,
        };
        isFraming = false;
        return null;
    }

    /// <summary>Reads an item that is indexed. An item that is too large has no text.</summary>
    private ListEntry<T> ReadItem(ReadOnlySpan<byte> text)
    {
        (isFraming, expected) = (false, Expected.ItemEnd);
        context.Reset("/builds", "\"builds\"", Count);
        if (text.IsEmpty)
        {
            context.Report(default, 0, ReadingRules.LimitExceeded, DescribeTooLarge(""), ExpectedLess, 0);
            return new(Count++, null, null, default, context.TakeViolations(text, partStart));
        }

        T value = Members.Read<T>(context, text);
        context.ReportFault(text, limits.MaxDepth);
        if (context.HasErrors)
        {
            return new(Count++, null, Members.PeekId(context, text), text.ToArray(), context.TakeViolations(text, partStart));
        }

        inspect?.Invoke(Count, value, context, text);
        return new(Count++, value, null, default, context.HasErrors ? context.TakeViolations(text, partStart) : []);
    }

    /// <summary>Creates the error of a document that ends too early. What is cut off is read as far as it goes.</summary>
    private ContractException CutOff() =>
        !IsInList ? new(DocumentReader.FindProblemAtStart(frame.WrittenSpan) is { } problem ? problem with { Line = 1, Column = 1 } : ReadDocument()[0])
        : isFraming && framed <= limits.MaxBuildBytes ? new(ReadPart()!.Value.Violations[0])
        : Fatal(ReadingRules.MalformedJson, "the document is cut off", Describe(expected));

    /// <summary>Creates the error of a document that cannot be read any further.</summary>
    private ContractException Fatal(Rule rule, string found, string whatWasExpected)
    {
        string pointer = IsInList ? JsonPointer.Append("/builds", Count) : "";
        return new(new Violation(rule, pointer, found, whatWasExpected) { Line = position.Line, Column = position.Column });
    }

    private string DescribeTooLarge(string subject) => string.Create(CultureInfo.InvariantCulture, $"{subject} is larger than {limits.MaxBuildBytes} bytes");

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
            if (buffer.TryGet(ref next, out ReadOnlyMemory<byte> segment) && segment.IsEmpty && next.GetObject() is not null)
            {
                buffer = buffer.Slice(next);
            }
        }

        return false;
    }

    /// <summary>Moves forward, and keeps what is outside of the list.</summary>
    private void Advance(ref ReadOnlySequence<byte> buffer, long length)
    {
        long allowed = Math.Min(length, limits.MaxListBytes - position.Offset);
        foreach (ReadOnlyMemory<byte> segment in buffer.Slice(0, allowed))
        {
            position = position.After(segment.Span);
            frame.Write(IsInList ? default : segment.Span);
        }

        if (frame.WrittenCount > limits.MaxBuildBytes)
        {
            throw Fatal(ReadingRules.LimitExceeded, DescribeTooLarge("the document without its list"), ExpectedLess);
        }

        buffer = allowed == length ? buffer.Slice(length) : throw Fatal(
            ReadingRules.LimitExceeded,
            string.Create(CultureInfo.InvariantCulture, $"the document is larger than {limits.MaxListBytes} bytes"),
            $"less, or a higher {nameof(ReaderLimits.MaxListBytes)}");
    }
}
