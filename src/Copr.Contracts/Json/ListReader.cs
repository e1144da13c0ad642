namespace Copr.Contracts.Json;

/// <summary>An item of a list: its value, or the id, the text and the errors of one that could not be read.</summary>
internal readonly record struct ListEntry<T>(
    int Index, T? Value, long? Id, ReadOnlyMemory<byte> RawJson, IReadOnlyList<Violation> Violations) where T : class;

/// <summary>Inspects an item, given its index, or the document, given its number of items. Returns what breaks the contract.</summary>
internal delegate IReadOnlyList<Violation> Inspector<in T>(int number, T value);

/// <summary>Reads a document that contains a list, item by item, as its bytes arrive. An error in an item does not affect the others; an
/// error between items ends the document. What surrounds the items is kept, and read as a document without items at the end.</summary>
internal sealed class ListReader<TDocument, T>(ReadingMode mode, ReaderLimits limits, Inspector<T>? inspect = null) : IDisposable
    where TDocument : class, IContractObject<TDocument>
    where T : class, IContractObject<T>
{
    /// <summary>The buffer's size in bytes. It holds dozens of usual builds, so that few of them arrive in two pieces.</summary>
    private const int BufferSize = 64 * 1024;

    /// <summary>An item has at most one value for this many bytes of its limit. A hostile value has two bytes, and takes 28 of the
    /// index.</summary>
    private const int MinValueBytes = 10;

    /// <summary>The list's pointer in the document: empty if the document is the list.</summary>
    private static readonly string List = TDocument.ListName is { } name ? JsonPointer.Append("", name) : "";

    /// <summary>The nesting of an item: the document's object, if it is one, and its list.</summary>
    private static readonly int ItemDepth = List.Length > 0 ? 2 : 1;

    private readonly ReadContext context =
        new(mode, Math.Max(limits.MaxBuildBytes, ReaderLimits.Default.MaxBuildBytes) / MinValueBytes);

    /// <summary>The document without its items.</summary>
    private readonly ArrayBufferWriter<byte> frame = new();

    /// <summary>The text of an item that arrives in pieces. In the sender's buffer, it would be searched again with each piece. Of an item
    /// that is too large, it is the outline.</summary>
    private readonly ArrayBufferWriter<byte> pieces = new();
    private ItemOutline? outline;

    /// <summary>What is not read yet of the current piece of the document.</summary>
    private ReadOnlySequence<byte> buffer;
    private bool isLastPiece;

    private Expected expected = Expected.Document;
    private TextPosition position = TextPosition.Start;
    private int count;

    /// <summary>The current part of the document: an item, or a name or a value outside of the list.</summary>
    private ValueFramer framer;
    private bool isInPart;
    private TextPosition partStart;
    private int partStartInFrame;
    private bool isListNext;

    /// <summary>Where the list ends, in the frame and in the document.</summary>
    private (int Offset, TextPosition Position) listEnd = (int.MaxValue, default);

    /// <summary>Whether the previous item was well-formed; then the next one probably is, too.</summary>
    private bool isWellFormed = true;

    /// <summary>Why the document cannot be read any further, if the frame does not show it.</summary>
    private IReadOnlyList<Violation>? fault;
    private bool isFaulted;

    private enum Expected { Document, Member, Colon, Value, MemberEnd, Item, ItemEnd, Nothing }

    private bool IsTooLarge => position.Offset - partStart.Offset > limits.MaxBuildBytes;

    public void Dispose() => context.Dispose();

    /// <summary>Takes the next piece of the document.</summary>
    public void Receive(ReadOnlySequence<byte> piece, bool isLast) => (buffer, isLastPiece) = (piece, isLast);

    /// <summary>Reads to the end of the next item of the piece. If there is none, more bytes are needed.</summary>
    public bool TryRead(out ListEntry<T> entry)
    {
        entry = default;
        var rest = new SequenceReader<byte>(buffer);
        bool isRead = false;
        while (!isRead && !rest.End && !isFaulted)
            isRead = (isInPart || TryBeginPart(ref rest)) && (TryReadInPlace(ref rest, out entry) || TryReadPiece(ref rest, out entry));
        buffer = rest.UnreadSequence;
        if (!isRead && isLastPiece && !isFaulted && IsInList(expected))
        {
            fault = List.Length > 0 && isInPart && !IsScalarCutOff() ? ReadPieces().Violations : CreateFault([]);
            isFaulted = true;
        }

        return isRead;
    }

    /// <summary>Opens a pipe that leaves its stream open.</summary>
    public static PipeReader Open(Stream utf8Json) => PipeReader.Create(utf8Json, new(bufferSize: BufferSize, leaveOpen: true));

    /// <summary>Reads a document entry by entry. At its end, throws if the document itself breaks the contract.</summary>
    public static async IAsyncEnumerable<TEntry> ReadAsync<TEntry>(
        PipeReader utf8Json, bool completes, ReadingMode mode, ReaderLimits limits, Func<ListEntry<T>, TEntry> createEntry,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new ListReader<TDocument, T>(mode, limits);
        await foreach (var received in reader.ReceiveAsync(utf8Json, completes, cancellationToken).ConfigureAwait(false))
        {
            while (received.TryRead(out ListEntry<T> entry))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return createEntry(entry);
            }
        }

        if (reader.ReadDocument() is [var first, ..])
            throw new ContractException(first);
    }

    /// <summary>Receives a document through a pipe, piece by piece. The caller reads the items of each piece before the next one.</summary>
    public async IAsyncEnumerable<ListReader<TDocument, T>> ReceiveAsync(
        PipeReader utf8Json, bool completes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (!isLastPiece && !isFaulted)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ReadResult result = await utf8Json.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (result.IsCanceled)
                    throw new OperationCanceledException("The pending read of the pipe was canceled.");

                Receive(result.Buffer, result.IsCompleted);
                try
                {
                    yield return this;
                }
                finally
                {
                    utf8Json.AdvanceTo(buffer.Start, result.Buffer.End);
                }
            }
        }
        finally
        {
            if (completes)
                await utf8Json.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads what surrounds the items as a document without items. Returns what breaks the contract in it.</summary>
    public List<Violation> ReadDocument(Inspector<TDocument>? inspectDocument = null)
    {
        ReadOnlySpan<byte> text = frame.WrittenSpan;
        context.Reset("the document");
        TDocument document = DocumentReader.Read<TDocument>(context, text, limits.MaxDepth, mayBeCutOff: fault is not null);
        context.Report(text, inspectDocument?.Invoke(count, document) ?? []);
        return [.. context.TakeViolations(text, TextPosition.Start, listEnd), .. fault ?? []];
    }

    private static bool IsInList(Expected expected) => expected is Expected.Item or Expected.ItemEnd;

    /// <summary>Skips white space; then reads one character between the parts, or begins a part and returns true.</summary>
    private bool TryBeginPart(ref SequenceReader<byte> rest)
    {
        int space = rest.UnreadSpan.IndexOfAnyExcept(" \t\r\n"u8);
        if (space != 0)
        {
            TryAdvance(ref rest, space < 0 ? rest.UnreadSpan.Length : space, expected);
            return false;
        }

        byte next = rest.UnreadSpan[0];
        Expected? follows = (expected, (char)next) switch
        {
            (Expected.Document, '{') when List.Length > 0 => Expected.Member,
            (Expected.Document, '[') when List.Length == 0 => Expected.Item,
            (Expected.Colon, ':') => Expected.Value,
            (Expected.MemberEnd, ',') => Expected.Member,
            (Expected.Member or Expected.MemberEnd, '}') => Expected.Nothing,
            (Expected.Value, '[') when isListNext => Expected.Item,
            (Expected.ItemEnd, ',') => Expected.Item,
            (Expected.Item or Expected.ItemEnd, ']') => List.Length > 0 ? Expected.MemberEnd : Expected.Nothing,
            _ => null,
        };
        isInPart = follows is null && (expected == Expected.Member ? next == '"'
            : expected is Expected.Document or Expected.Value or Expected.Item && (char)next is not (',' or ':' or ']' or '}'));
        if (isInPart)
        {
            (framer, partStart, partStartInFrame) = (ValueFramer.Begin(next), position, frame.WrittenCount);
            pieces.ResetWrittenCount();
            outline = null;
            return true;
        }

        if (follows is { } after)
        {
            listEnd = next == ']' ? (frame.WrittenCount, position) : listEnd;
            TryAdvance(ref rest, 1, after);
            return false;
        }

        // Outside of the list, the character makes the frame malformed.
        isFaulted = true;
        if (IsInList(expected))
            fault = CreateFault([next]);
        else
            frame.Write([next]);
        return false;
    }

    /// <summary>Reads an item where it is, without searching for its end first. Most items are well-formed and in one piece.</summary>
    private bool TryReadInPlace(ref SequenceReader<byte> rest, out ListEntry<T> entry)
    {
        ReadOnlySpan<byte> text = rest.UnreadSpan[..Math.Min(rest.UnreadSpan.Length, limits.MaxBuildBytes)];
        int length = 0;
        bool isRead = expected == Expected.Item && isWellFormed && position.Offset == partStart.Offset
            && context.Index.TryRead(text, isLast: false, limits.MaxDepth - ItemDepth, out length)
            && TryAdvance(ref rest, length, Expected.ItemEnd);
        entry = isRead ? ReadItem(text[..length]) : default;
        return isRead;
    }

    /// <summary>Reads a part up to its end, or to the end of the piece.</summary>
    private bool TryReadPiece(ref SequenceReader<byte> rest, out ListEntry<T> entry)
    {
        entry = default;
        ReadOnlySpan<byte> piece = rest.UnreadSpan;
        bool ends = framer.TryFindEnd(piece, out int length);
        if (!TryAdvance(ref rest, length, expected))
            return false;

        bool isItem = expected == Expected.Item;
        if (isItem)
            Keep(piece[..length]);

        // The byte that ends a number is read with it, because it may not be allowed there.
        if (isItem && ends && framer.IsScalar)
            pieces.Write(piece[length..Math.Min(length + 1, piece.Length)]);
        if (ends && !isItem)
            EndPart(frame.WrittenSpan[partStartInFrame..]);
        entry = ends && isItem ? ReadPieces() : default;
        return ends && isItem;
    }

    /// <summary>Keeps a piece of an item: its text, or what belongs to the outline.</summary>
    private void Keep(ReadOnlySpan<byte> piece)
    {
        if (IsTooLarge && outline is null)
        {
            byte[] before = pieces.WrittenSpan.ToArray();
            pieces.ResetWrittenCount();
            outline = new ItemOutline(pieces, limits.MaxBuildBytes);
            outline.Append(before);
        }

        if (outline is null)
            pieces.Write(piece);
        else
            outline.Append(piece);
    }

    /// <summary>Ends a name or a value outside of the list, or a root that is not an object.</summary>
    private void EndPart(ReadOnlySpan<byte> text)
    {
        isInPart = false;
        isListNext = expected == Expected.Member && listEnd.Offset == int.MaxValue
            && context.Index.TryRead(text, isLast: true, limits.MaxDepth, out _)
            && JsonText.TryDecode(text, context.Index.Entries[0].IsEscaped, out string? name) && name == TDocument.ListName;
        expected = expected == Expected.Member ? Expected.Colon : expected == Expected.Value ? Expected.MemberEnd : Expected.Nothing;
    }

    private ListEntry<T> ReadPieces()
    {
        expected = Expected.ItemEnd;
        isWellFormed = context.Index.TryRead(pieces.WrittenSpan, isLast: true, limits.MaxDepth - ItemDepth, out _) || IsTooLarge;
        return ReadItem(pieces.WrittenSpan);
    }

    /// <summary>Whether the item is the beginning of a number or of a literal.</summary>
    private bool IsScalarCutOff() => framer.IsScalar
        && !context.Index.TryRead(pieces.WrittenSpan, isLast: false, limits.MaxDepth, out _) && context.Index.Fault < 0;

    private ListEntry<T> ReadItem(ReadOnlySpan<byte> text)
    {
        isInPart = false;
        context.Reset(List, count);
        if (IsTooLarge)
        {
            context.ReportLimit(nameof(ReaderLimits.MaxBuildBytes), limits.MaxBuildBytes);
            return new(count++, null, Members.PeekId(context, text), default, context.TakeViolations([], partStart));
        }

        T value = Members.Read<T>(context, text);
        context.ReportFault(text, limits.MaxDepth);
        if (context.HasErrors)
        {
            // An inspector is a validator's, which returns no text.
            byte[] rawJson = inspect is null ? text[..(int)(position.Offset - partStart.Offset)].ToArray() : [];
            return new(count++, null, Members.PeekId(context, text), rawJson, context.TakeViolations(text, partStart));
        }

        if (inspect is not null)
            context.Report(text, inspect(count, value));
        return new(count++, value, null, default, context.HasErrors ? context.TakeViolations(text, partStart) : []);
    }

    /// <summary>Moves forward in the current piece, and keeps what is outside of the list. Returns whether the limits allow it.</summary>
    private bool TryAdvance(ref SequenceReader<byte> rest, int length, Expected next)
    {
        bool isOutside = !IsInList(expected) || !IsInList(next);
        long left = limits.MaxListBytes - position.Offset;
        int allowed = (int)Math.Min(length, isOutside ? Math.Min(left, limits.MaxBuildBytes - frame.WrittenCount) : left);
        ReadOnlySpan<byte> passed = rest.UnreadSpan[..allowed];
        position = position.After(passed);
        if (isOutside)
            frame.Write(passed);
        rest.Advance(allowed);
        if (allowed == length)
        {
            expected = next;
            return true;
        }

        (string subject, string limit, long max) = allowed == left ? ("the document", nameof(limits.MaxListBytes), limits.MaxListBytes)
            : ("the document without its list", nameof(limits.MaxBuildBytes), limits.MaxBuildBytes);
        context.Reset(subject);
        context.ReportLimit(limit, max);
        fault = context.TakeViolations([], position);
        isFaulted = true;
        return false;
    }

    /// <summary>Creates the error of a list that stops being JSON between its items.</summary>
    private IReadOnlyList<Violation> CreateFault(ReadOnlySpan<byte> rest)
    {
        context.Reset(List, count);
        if (List.Length == 0 && rest.IsEmpty)
            context.Reset("the list");
        context.ReportMalformed(rest, TDocument.CutOffRule);
        return context.TakeViolations([], position);
    }
}
