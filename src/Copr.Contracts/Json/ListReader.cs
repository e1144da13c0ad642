using System.Buffers;

namespace Copr.Contracts.Json;

/// <summary>An item of a list: its value, or the id, the text and the errors of one that could not be read.</summary>
internal readonly record struct ListEntry<T>(int Index, T? Value, long? Id, ReadOnlyMemory<byte> RawJson, IReadOnlyList<Violation> Violations)
    where T : class;

/// <summary>Inspects an item, or the document after its items, and reports violations to the context.</summary>
internal delegate void Inspector<in T>(int index, T value, ReadContext context, ReadOnlySpan<byte> text);

/// <summary>
/// Reads a document that contains a list, item by item, as its bytes arrive. An error in an item does not affect the others; an error
/// between items ends the document. What surrounds the items is kept, and read as a document without items at the end.
/// </summary>
internal sealed class ListReader<TDocument, T>(ReadingMode mode, ReaderLimits limits, Inspector<T>? inspect = null) : IDisposable
    where TDocument : class, IContractObject<TDocument>
    where T : class, IContractObject<T>
{
    /// <summary>The nesting of an item: the document's object and its list.</summary>
    private const int ItemDepth = 2;

    private readonly ReadContext context = new(mode);

    /// <summary>The document without its items.</summary>
    private readonly ArrayBufferWriter<byte> frame = new();

    /// <summary>The text of an item that arrives in pieces. In the sender's buffer, it would be searched again with each piece.</summary>
    private readonly ArrayBufferWriter<byte> pieces = new();

    private Expected expected = Expected.Document;
    private TextPosition position = TextPosition.Start;

    /// <summary>The current part of the document: an item, or a name or a value outside of the list.</summary>
    private ValueFramer framer;
    private bool isInPart;
    private TextPosition partStart;
    private int partStartInFrame;

    /// <summary>Whether the last name is that of the list.</summary>
    private bool isListNext;

    /// <summary>Where the list ends, in the frame and in the document.</summary>
    private (int Offset, TextPosition Position) listEnd = (int.MaxValue, default);
    private int count;

    /// <summary>Whether the previous item was well-formed; then the next one probably is, too.</summary>
    private bool isWellFormed = true;

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

    public void Dispose() => context.Dispose();

    /// <summary>Reads to the end of the next item and removes it from the buffer.</summary>
    /// <returns>Whether there is an item. If not, more bytes are needed; after the last ones, the document is complete.</returns>
    /// <exception cref="ContractException">The document cannot be read any further.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool isLast, out ListEntry<T> entry)
    {
        entry = default;
        var rest = new SequenceReader<byte>(buffer);
        bool isRead = false;
        while (!isRead && !rest.End)
        {
            isRead = (isInPart || TryBeginPart(ref rest)) && (TryReadInPlace(ref rest, out entry) || TryReadPiece(ref rest, out entry));
        }

        buffer = rest.UnreadSequence;
        return isRead || (isLast && expected != Expected.Nothing ? throw CutOff() : false);
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

        inspectDocument?.Invoke(count, document, context, text);
        return context.TakeViolations(text, TextPosition.Start, listEnd);
    }

    private static bool IsInList(Expected expected) => expected is Expected.Item or Expected.ItemEnd;

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

    /// <summary>Skips white space; then reads one character between the parts, or begins a part and returns true.</summary>
    private bool TryBeginPart(ref SequenceReader<byte> rest)
    {
        int space = rest.UnreadSpan.IndexOfAnyExcept(" \t\r\n"u8);
        if (space != 0)
        {
            Advance(ref rest, space < 0 ? rest.UnreadSpan.Length : space, expected);
            return false;
        }

        char next = (char)rest.UnreadSpan[0];
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
        isInPart = follows is null && (expected == Expected.Member ? next == '"'
            : expected is Expected.Document or Expected.Value or Expected.Item && next is not (',' or ':' or ']' or '}'));
        if (isInPart)
        {
            (framer, partStart, partStartInFrame) = (ValueFramer.Begin((byte)next), position, frame.WrittenCount);
            pieces.ResetWrittenCount();
            return true;
        }

        Expected after = follows ?? throw Fatal(ReadingRules.MalformedJson, $"there is {Excerpt.Of([next])}", Describe(expected));
        listEnd = next == ']' ? (frame.WrittenCount, position) : listEnd;
        Advance(ref rest, 1, after);
        return false;
    }

    /// <summary>Reads an item where it is, without searching for its end first. Most items are well-formed and in one piece.</summary>
    private bool TryReadInPlace(ref SequenceReader<byte> rest, out ListEntry<T> entry)
    {
        entry = default;
        ReadOnlySpan<byte> text = rest.UnreadSpan[..Math.Min(rest.UnreadSpan.Length, limits.MaxBuildBytes)];
        if (expected != Expected.Item || !isWellFormed || position.Offset > partStart.Offset
            || !context.Index.TryRead(text, isLast: false, limits.MaxDepth - ItemDepth, out int length))
        {
            return false;
        }

        Advance(ref rest, length, Expected.ItemEnd);
        entry = ReadItem(text[..length]);
        return true;
    }

    /// <summary>Reads a part up to its end, or to the end of the piece. Nothing is kept of an item that is too large.</summary>
    private bool TryReadPiece(ref SequenceReader<byte> rest, out ListEntry<T> entry)
    {
        entry = default;
        ReadOnlySpan<byte> piece = rest.UnreadSpan;
        bool ends = framer.TryFindEnd(piece, out int length);
        Advance(ref rest, length, expected);
        pieces.Write(expected == Expected.Item && !IsTooLarge ? piece[..length] : default);
        if (ends && expected == Expected.Item)
        {
            entry = ReadPieces();
            return true;
        }

        if (ends)
        {
            EndPart(frame.WrittenSpan[partStartInFrame..]);
        }

        return false;
    }

    private bool IsTooLarge => position.Offset - partStart.Offset > limits.MaxBuildBytes;

    /// <summary>Ends a name or a value outside of the list, or what the document is instead of an object.</summary>
    private void EndPart(ReadOnlySpan<byte> text)
    {
        if (expected == Expected.Document && DocumentReader.FindProblemAtStart(text) is { } problem)
        {
            throw new ContractException(problem with { Line = partStart.Line, Column = partStart.Column });
        }

        isInPart = false;
        isListNext = expected == Expected.Member && listEnd.Offset == int.MaxValue
            && context.Index.TryRead(text, isLast: true, limits.MaxDepth, out _)
            && JsonText.TryDecode(text, context.Index.Entries[0].IsEscaped, out string? name) && name == MemberNames.Builds.Value;
        expected = expected switch
        {
            Expected.Member => Expected.Colon,
            Expected.Value => Expected.MemberEnd,
            _ => Expected.Nothing,
        };
    }

    /// <summary>Reads the item whose pieces are collected.</summary>
    private ListEntry<T> ReadPieces()
    {
        expected = Expected.ItemEnd;
        isWellFormed = IsTooLarge || context.Index.TryRead(pieces.WrittenSpan, isLast: true, limits.MaxDepth - ItemDepth, out _);
        return ReadItem(pieces.WrittenSpan);
    }

    /// <summary>Reads an item that is indexed.</summary>
    private ListEntry<T> ReadItem(ReadOnlySpan<byte> text)
    {
        isInPart = false;
        context.Reset("/builds", "\"builds\"", count);
        if (IsTooLarge)
        {
            context.Report(text, 0, ReadingRules.LimitExceeded, DescribeTooLarge(), ExpectedLess(nameof(ReaderLimits.MaxBuildBytes)), 0);
            return new(count++, null, null, default, context.TakeViolations(text, partStart));
        }

        T value = Members.Read<T>(context, text);
        context.ReportFault(text, limits.MaxDepth);
        if (context.HasErrors)
        {
            return new(count++, null, Members.PeekId(context, text), text.ToArray(), context.TakeViolations(text, partStart));
        }

        inspect?.Invoke(count, value, context, text);
        return new(count++, value, null, default, context.HasErrors ? context.TakeViolations(text, partStart) : []);
    }

    /// <summary>Creates the error of a document that ends too early. What is cut off is read as far as it goes.</summary>
    private ContractException CutOff() =>
        !IsInList(expected) ? new(DocumentReader.FindProblemAtStart(frame.WrittenSpan) is { } problem ? problem with { Line = 1, Column = 1 } : ReadDocument()[0])
        : isInPart && !IsTooLarge ? new(ReadPieces().Violations[0])
        : Fatal(ReadingRules.MalformedJson, "the document is cut off", Describe(expected));

    /// <summary>Creates the error of a document that cannot be read any further.</summary>
    private ContractException Fatal(Rule rule, string found, string whatWasExpected)
    {
        string pointer = IsInList(expected) ? JsonPointer.Append("/builds", count) : "";
        return new(new Violation(rule, pointer, found, whatWasExpected) { Line = position.Line, Column = position.Column });
    }

    private string DescribeTooLarge() => string.Create(CultureInfo.InvariantCulture, $" is larger than {limits.MaxBuildBytes} bytes");

    private static string ExpectedLess(string limit) => $"less, or a higher {limit}";

    /// <summary>Moves forward in the current piece, and keeps what is outside of the list.</summary>
    private void Advance(ref SequenceReader<byte> rest, int length, Expected next)
    {
        long allowed = Math.Min(length, limits.MaxListBytes - position.Offset);
        ReadOnlySpan<byte> passed = rest.UnreadSpan[..(int)allowed];
        position = position.After(passed);
        if (!IsInList(expected) || !IsInList(next))
        {
            frame.Write(passed);
        }

        if (frame.WrittenCount > limits.MaxBuildBytes)
        {
            throw Fatal(ReadingRules.LimitExceeded, $"the document without its list{DescribeTooLarge()}", ExpectedLess(nameof(ReaderLimits.MaxBuildBytes)));
        }

        if (allowed < length)
        {
            string found = string.Create(CultureInfo.InvariantCulture, $"the document is larger than {limits.MaxListBytes} bytes");
            throw Fatal(ReadingRules.LimitExceeded, found, ExpectedLess(nameof(ReaderLimits.MaxListBytes)));
        }

        rest.Advance(length);
        expected = next;
    }
}
