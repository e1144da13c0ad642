using System.Buffers;
using System.Globalization;
using Copr.Contracts.Diagnostics;

namespace Copr.Contracts.Json;

/// <summary>
/// Splits a document that contains a list into parts as its bytes arrive, and indexes each part: the names and values of the document's
/// members, and the items of the list. An error in a part does not affect the others; an error between parts ends the document.
/// </summary>
/// <param name="index">The index of the current part.</param>
/// <param name="limits">How much is accepted.</param>
internal sealed class ListSplitter(JsonIndex index, ReaderLimits limits)
{
    /// <summary>The current part, if it arrives in pieces. In the sender's buffer, it would be searched again with each piece.</summary>
    private readonly ArrayBufferWriter<byte> pieces = new();

    private Expected expected = Expected.Document;
    private TextPosition position = TextPosition.Start;
    private TextPosition documentStart;
    private TextPosition partStart;
    private ValueFramer framer;
    private long framed;
    private bool isFraming;

    /// <summary>Whether the previous part was well-formed; then the next one probably is, too.</summary>
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

    /// <summary>The name of the current member of the document.</summary>
    public string Member { get; set; } = "";

    /// <summary>Whether the items of the current member, if it is an array, are parts.</summary>
    public bool IsList { get; set; }

    /// <summary>The number of items so far.</summary>
    public int Count { get; private set; }


    /// <summary>Where the list begins.</summary>
    public TextPosition ListStart { get; private set; }

    /// <summary>Whether the document's object is complete.</summary>
    public bool IsComplete => expected == Expected.Nothing;

    /// <summary>Reads to the end of the next part and removes it from the buffer.</summary>
    /// <returns>Whether there is a part. If not, more bytes are needed, or the document ends.</returns>
    /// <exception cref="ContractException">The document cannot be read any further.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool isLast, out ListPart part)
    {
        while (!isFraming)
        {
            SkipWhiteSpace(ref buffer);
            if (buffer.IsEmpty)
            {
                part = default;
                return false;
            }

            if (TryReadEnd(ref buffer, out part) || (TryBegin(ref buffer) && TryReadInPlace(ref buffer, out part)))
            {
                return true;
            }
        }

        return TryReadPieces(ref buffer, isLast, out part);
    }

    /// <summary>Reads the part that the end of the document cuts off, if any.</summary>
    public bool TryReadCutOff(out ListPart part)
    {
        bool isCutOff = isFraming && framed <= limits.MaxBuildBytes;
        part = isCutOff ? EndPart(pieces.WrittenSpan) : default;
        return isCutOff;
    }

    /// <summary>Creates the error of a document that ends too early.</summary>
    public ContractException CutOff() => expected == Expected.Document
        ? new(DocumentReader.FindProblemAtStart([])! with { Line = 1, Column = 1 })
        : Fatal(ReadingRules.MalformedJson, "the document is cut off", Describe(expected));

    /// <summary>Creates the error of a document that cannot be read any further.</summary>
    public ContractException Fatal(Rule rule, string found, string whatWasExpected)
    {
        string pointer = expected switch
        {
            Expected.Item or Expected.ItemEnd => JsonPointer.Append(JsonPointer.Append("", Member), Count),
            Expected.Value => JsonPointer.Append("", Member),
            _ => "",
        };
        return new(new Violation(rule, pointer, found, whatWasExpected) { Line = position.Line, Column = position.Column });
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

    private bool TryReadEnd(ref ReadOnlySequence<byte> buffer, out ListPart part)
    {
        bool isEnd = expected is Expected.Member or Expected.MemberEnd && buffer.FirstSpan[0] == '}';
        part = isEnd ? new ListPart(PartKind.End, default, documentStart, 0, isTooLarge: false) : default;
        if (isEnd)
        {
            Expect(Expected.Nothing, ref buffer);
        }

        return isEnd;
    }

    /// <summary>Reads one character between the parts, or begins a part and returns true.</summary>
    private bool TryBegin(ref ReadOnlySequence<byte> buffer)
    {
        byte next = buffer.FirstSpan[0];
        switch (expected, next)
        {
            case (Expected.Document, (byte)'{'):
                documentStart = position;
                return Expect(Expected.Member, ref buffer);
            case (Expected.Colon, (byte)':'):
                return Expect(Expected.Value, ref buffer);
            case (Expected.MemberEnd, (byte)','):
                return Expect(Expected.Member, ref buffer);
            case (Expected.Value, (byte)'[') when IsList:
                ListStart = position;
                return Expect(Expected.Item, ref buffer);
            case (Expected.Item or Expected.ItemEnd, (byte)']'):
                return Expect(Expected.MemberEnd, ref buffer);
            case (Expected.ItemEnd, (byte)','):
                return Expect(Expected.Item, ref buffer);
            case (Expected.Member, (byte)'"'):
            case (Expected.Document or Expected.Value or Expected.Item, not ((byte)',' or (byte)':' or (byte)']' or (byte)'}')):
                isFraming = true;
                framer = ValueFramer.Begin(next);
                framed = 0;
                partStart = position;
                pieces.ResetWrittenCount();
                return true;
            default:
                throw Fatal(ReadingRules.MalformedJson, $"there is {Excerpt.Of([(char)next])}", Describe(expected));
        }
    }

    private bool Expect(Expected next, ref ReadOnlySequence<byte> buffer)
    {
        Advance(ref buffer, 1);
        expected = next;
        return false;
    }

    /// <summary>Indexes an item where it is, without searching its end first. Most items are well-formed and in one piece.</summary>
    private bool TryReadInPlace(ref ReadOnlySequence<byte> buffer, out ListPart part)
    {
        part = default;
        ReadOnlySpan<byte> text = buffer.FirstSpan;
        text = text[..Math.Min(text.Length, limits.MaxBuildBytes)];
        if (expected != Expected.Item || !isWellFormed || !index.TryRead(text, isLast: false, MaxDepthOf(expected), out int length))
        {
            return false;
        }

        Advance(ref buffer, length);
        part = NextPart(text[..length], isTooLarge: false);
        return true;
    }

    /// <summary>Collects the pieces of a part up to its end. Nothing is kept of a part that is too large.</summary>
    private bool TryReadPieces(ref ReadOnlySequence<byte> buffer, bool isLast, out ListPart part)
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
        part = !ends ? default : isInPlace ? EndPart(found.FirstSpan) : EndPart(pieces.WrittenSpan);
        return ends;
    }

    private ListPart EndPart(ReadOnlySpan<byte> text)
    {
        if (framed > limits.MaxBuildBytes)
        {
            return NextPart(default, isTooLarge: true);
        }

        isWellFormed = index.TryRead(text, isLast: true, MaxDepthOf(expected), out _);
        return NextPart(text, isTooLarge: false);
    }

    private ListPart NextPart(ReadOnlySpan<byte> text, bool isTooLarge)
    {
        (PartKind kind, Expected next) = expected switch
        {
            Expected.Document => (PartKind.Document, Expected.Nothing),
            Expected.Member => (PartKind.Name, Expected.Colon),
            Expected.Value => (PartKind.Value, Expected.MemberEnd),
            _ => (PartKind.Item, Expected.ItemEnd),
        };
        int maxDepth = MaxDepthOf(expected);
        expected = next;
        isFraming = false;
        Count += kind == PartKind.Item ? 1 : 0;
        return new ListPart(kind, text, partStart, maxDepth, isTooLarge);
    }

    /// <summary>The nesting that the limits leave for the part that is expected.</summary>
    private int MaxDepthOf(Expected part) => limits.MaxDepth - (part == Expected.Item ? 2 : part == Expected.Document ? 0 : 1);

    private void SkipWhiteSpace(ref ReadOnlySequence<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            SkipEmptySegments(ref buffer);
            ReadOnlySpan<byte> span = buffer.FirstSpan;
            int length = span.IndexOfAnyExcept(" \t\r\n"u8);
            Advance(ref buffer, length < 0 ? span.Length : length);
            if (length >= 0)
            {
                return;
            }
        }
    }

    private static void SkipEmptySegments(ref ReadOnlySequence<byte> buffer)
    {
        SequencePosition next = buffer.Start;
        while (buffer.TryGet(ref next, out ReadOnlyMemory<byte> segment) && segment.IsEmpty)
        {
            buffer = buffer.Slice(next);
        }
    }

    private void Advance(ref ReadOnlySequence<byte> buffer, long length)
    {
        long allowed = Math.Min(length, limits.MaxListBytes - position.Offset);
        foreach (ReadOnlyMemory<byte> segment in buffer.Slice(0, allowed))
        {
            position = position.After(segment.Span);
        }

        if (allowed < length)
        {
            throw Fatal(ReadingRules.LimitExceeded, string.Create(CultureInfo.InvariantCulture, $"the document is larger than {limits.MaxListBytes} bytes"),
                $"less, or a higher {nameof(ReaderLimits.MaxListBytes)}");
        }

        buffer = buffer.Slice(length);
    }
}
