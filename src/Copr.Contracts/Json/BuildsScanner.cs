using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>
/// Takes a document with a list of builds, such as <see cref="WaitingBuilds"/>, apart as its bytes come in. What is wrong
/// within one value stays within it; what is wrong around the values ends the document.
/// </summary>
/// <param name="builds">Reads a build.</param>
/// <param name="limits">How much is taken from the sender.</param>
/// <param name="inspect">Sees each build with its text; null for nobody.</param>
internal sealed class BuildsScanner<T>(ContractConverter<T> builds, ReaderLimits limits, BuildsScanner<T>.Inspector? inspect = null)
    where T : class
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextPosition> members = new(StringComparer.Ordinal);
    private readonly List<Violation> documentViolations = [];

    /// <summary>The value at hand as far as it came in pieces; left in the sender's buffer, all of it would be gone through with each piece.</summary>
    private readonly ArrayBufferWriter<byte> kept = new();
    private Expected expected = Expected.Document;
    private TextPosition position = TextPosition.Start;
    private TextPosition documentStart;
    private string member = "";
    private bool isRefused;
    private int index;
    private bool isFraming;
    private bool isTooLarge;
    private ValueFramer framer;
    private TextPosition valueStart;
    private long framed;
    private long nameBytes;

    /// <summary>Sees a build with its text and its place in the document.</summary>
    internal delegate void Inspector(int index, T build, DocumentText text);

    private enum Expected
    {
        Document,
        Member,
        Colon,
        Value,
        MemberEnd,
        Build,
        BuildEnd,
        Nothing,
    }

    /// <summary>How many builds there were, the rejected ones included.</summary>
    public int Count => index;

    /// <summary>The members that could be read, with where their values begin.</summary>
    public IReadOnlyDictionary<string, TextPosition> Members => members;

    /// <summary>What is wrong with the document outside of its builds, and did not end it.</summary>
    public IReadOnlyList<Violation> DocumentViolations => documentViolations;

    /// <summary>
    /// Reads up to the end of the next entry and takes that off the buffer; false where more bytes are needed or, of the
    /// last ones, the document has ended.
    /// </summary>
    /// <exception cref="ContractException">The document cannot be read any further.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool isLast, out Entry<T>? entry)
    {
        entry = null;
        while (entry is null)
        {
            if (!isFraming)
            {
                SkipWhiteSpace(ref buffer);
                if (expected == Expected.Build && TryReadPlain(ref buffer, out entry))
                {
                    return true;
                }

                if (!buffer.IsEmpty)
                {
                    Begin(ref buffer);
                }
            }

            if (isFraming && TryFrame(ref buffer, isLast, out ReadOnlySequence<byte> value))
            {
                entry = End(value);
            }
            else if (isFraming || buffer.IsEmpty)
            {
                if (isLast)
                {
                    EndDocument();
                }

                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a build that is plain and in one piece, without looking for its end first; tried once a build.</summary>
    private bool TryReadPlain(ref ReadOnlySequence<byte> buffer, out Entry<T>? entry)
    {
        entry = null;
        ReadOnlySpan<byte> text = buffer.FirstSpan;
        var reader = new PlainJsonReader(text[..Math.Min(text.Length, limits.MaxBuildBytes)], builds.Mode);
        if (!builds.TryReadPlain(ref reader, out T? build))
        {
            return false;
        }

        valueStart = position;
        Advance(ref buffer, reader.Position);
        expected = Expected.BuildEnd;
        inspect?.Invoke(index, build!, new DocumentText(text[..reader.Position], valueStart));
        entry = new Entry<T>(index++, build, null, default, []);
        return true;
    }

    /// <summary>Takes one character of the document's frame, or begins with a value.</summary>
    private void Begin(ref ReadOnlySequence<byte> buffer)
    {
        byte next = buffer.FirstSpan[0];
        switch (expected, next)
        {
            case (Expected.Document, (byte)'{'):
                documentStart = position;
                Expect(Expected.Member, ref buffer);
                break;
            case (Expected.Member, (byte)'}') or (Expected.MemberEnd, (byte)'}'):
                RequireBuilds();
                Expect(Expected.Nothing, ref buffer);
                break;
            case (Expected.Colon, (byte)':'):
                Expect(Expected.Value, ref buffer);
                break;
            case (Expected.MemberEnd, (byte)','):
                Expect(Expected.Member, ref buffer);
                break;
            case (Expected.Value, (byte)'[') when member == "builds" && !isRefused:
                members[member] = position;
                Expect(Expected.Build, ref buffer);
                break;
            case (Expected.Build, (byte)']') or (Expected.BuildEnd, (byte)']'):
                Expect(Expected.MemberEnd, ref buffer);
                break;
            case (Expected.BuildEnd, (byte)','):
                Expect(Expected.Build, ref buffer);
                break;
            case (Expected.Member, (byte)'"'):
            case (Expected.Document or Expected.Value or Expected.Build, not ((byte)',' or (byte)':' or (byte)']' or (byte)'}')):
                isFraming = true;
                isTooLarge = false;
                framer = ValueFramer.Begin(next);
                valueStart = position;
                framed = 0;
                kept.ResetWrittenCount();
                break;
            default:
                throw Fatal(Rules.MalformedJson, $"{Text.Excerpt.Of([(char)next])} stands where {Describe(expected)} was expected");
        }
    }

    private void Expect(Expected next, ref ReadOnlySequence<byte> buffer)
    {
        Advance(ref buffer, 1);
        expected = next;
    }

    /// <summary>Goes on with the value at hand; of one that is too large nothing is kept.</summary>
    private bool TryFrame(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> value)
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
        isTooLarge |= framed > limits.MaxBuildBytes;
        value = buffer.Slice(0, length);
        if (isTooLarge)
        {
            value = default;
        }
        else if (!ends || kept.WrittenCount > 0 || !value.IsSingleSegment)
        {
            foreach (ReadOnlyMemory<byte> piece in value)
            {
                kept.Write(piece.Span);
            }

            value = new(kept.WrittenMemory);
        }

        Advance(ref buffer, length);
        isFraming = !ends;
        return ends;
    }

    private Entry<T>? End(in ReadOnlySequence<byte> value)
    {
        ReadOnlySpan<byte> text = value.FirstSpan;
        switch (expected)
        {
            case Expected.Build:
                expected = Expected.BuildEnd;
                return ReadBuild(index++, text);
            case Expected.Document:
                throw NotADocument(text);
            case Expected.Member:
                ReadName(text);
                expected = Expected.Colon;
                return null;
            default:
                ReadOther(text);
                expected = Expected.MemberEnd;
                return null;
        }
    }

    private Entry<T> ReadBuild(int index, ReadOnlySpan<byte> text)
    {
        List<(Violation Violation, long Offset)> found = [];
        var document = new DocumentText(text, valueStart);
        ReadContext context = Context(found);
        context.Enter("builds");
        context.Enter(index);
        if (isTooLarge)
        {
            found.Add((new Violation(Rules.LimitExceeded, PathOf(index), TooLarge($"build {index + 1} of the list")), 0));
            return new Entry<T>(index, null, null, default, document.Locate(found, segmentsBefore: 2));
        }

        if (TryRead(text, context, found, depth: 2, out T? build, builds))
        {
            inspect?.Invoke(index, build!, document);
            return new Entry<T>(index, build, null, default, []);
        }

        return new Entry<T>(index, null, FindId(text), text.ToArray(), document.Locate(found, segmentsBefore: 2));
    }

    /// <summary>What stands in the place of the document's object is read as the document, to be refused as that is.</summary>
    private ContractException NotADocument(ReadOnlySpan<byte> text)
    {
        if (isTooLarge)
        {
            return Fatal(Rules.LimitExceeded, TooLarge("what stands in the place of the document"));
        }

        if (DocumentText.FindProblemAtStart(text) is { } problem)
        {
            return Fatal(Rules.MalformedJson, problem, valueStart);
        }

        List<(Violation Violation, long Offset)> found = [];
        TryRead(text, Context(found), found, depth: 0, out _, new ContractObjectConverter<WaitingBuilds>());
        return new ContractException(new DocumentText(text, valueStart).Locate(found, segmentsBefore: 1)[0]);
    }

    private void ReadName(ReadOnlySpan<byte> text)
    {
        List<(Violation Violation, long Offset)> found = [];
        member = "";
        isRefused = true;
        if (isTooLarge)
        {
            Add(At(Rules.LimitExceeded, "", TooLarge("a member's name")));
        }
        else if (TryRead(text, Context(found), found, depth: 1, out string? name, Values.Text))
        {
            member = name!;
            nameBytes += text.Length;
            if (nameBytes > limits.MaxBuildBytes)
            {
                throw Fatal(Rules.LimitExceeded, TooLarge("the names of the document's members together"));
            }

            isRefused = !names.Add(member);
            if (isRefused)
            {
                Add(At(Rules.DuplicateMember, JsonPointer.Of("", member), $"{Text.Excerpt.Of(member)} comes twice in one object; expected once"));
            }
        }
        else
        {
            Add([.. new DocumentText(text, valueStart).Locate(found, segmentsBefore: 1)]);
        }
    }

    private void ReadOther(ReadOnlySpan<byte> text)
    {
        List<(Violation Violation, long Offset)> found = [];
        ReadContext context = Context(found);
        context.Enter(member);
        if (isTooLarge)
        {
            Add(At(Rules.LimitExceeded, JsonPointer.Of("", member), TooLarge(context.Subject)));
        }
        else if (member == "builds" && !isRefused)
        {
            TryRead(text, context, found, depth: 1, out _, Values.Builds);
        }
        else if (TryRead(text, context, found, depth: 1, out _, UnknownMember.Checker) && !isRefused)
        {
            members[member] = valueStart;
        }

        Add([.. new DocumentText(text, valueStart).Locate(found, segmentsBefore: 1)]);
    }

    /// <summary>Reads a value with the readers that a whole document is read with.</summary>
    private bool TryRead<TValue>(ReadOnlySpan<byte> text, ReadContext context, List<(Violation Violation, long Offset)> found, int depth, out TValue? value, ContractConverter<TValue> values)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowTrailingCommas = true, MaxDepth = limits.MaxDepth - depth });
        try
        {
            value = default;
            return reader.Read() && values.TryRead(ref reader, context, out value) && !reader.Read();
        }
        catch (JsonException exception)
        {
            context.ReportMalformed(exception);
            (Violation violation, _) = found[^1];
            found[^1] = (violation, new DocumentText(text, valueStart).OffsetOf(exception));
            value = default;
            return false;
        }
    }

    private void EndDocument()
    {
        if (isFraming && !isTooLarge)
        {
            // Read as far as it goes, it tells where it was cut off, and what was wrong before.
            Add([.. End(new(kept.WrittenMemory))?.Violations ?? []]);
            throw new ContractException(documentViolations[0]);
        }

        if (expected == Expected.Document)
        {
            throw Fatal(Rules.MalformedJson, DocumentText.FindProblemAtStart([])!, TextPosition.Start);
        }

        if (expected != Expected.Nothing)
        {
            throw Fatal(Rules.MalformedJson, $"the document ends where {Describe(expected)} was expected; it was cut off");
        }
    }

    private void RequireBuilds()
    {
        if (!names.Contains("builds"))
        {
            Add(new Violation(Rules.MissingMember, "", "\"builds\" is missing from the document; expected it, since only a member that may be null may be left out") { Line = documentStart.Line, Column = documentStart.Column });
        }
    }

    private void SkipWhiteSpace(ref ReadOnlySequence<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            SkipEmptyPieces(ref buffer);
            ReadOnlySpan<byte> span = buffer.FirstSpan;
            int length = span.IndexOfAnyExcept(" \t\r\n"u8);
            Advance(ref buffer, length < 0 ? span.Length : length);
            if (length >= 0)
            {
                return;
            }
        }
    }

    /// <summary>Of a buffer that holds something; between that a sender may have pieces of nothing.</summary>
    private static void SkipEmptyPieces(ref ReadOnlySequence<byte> buffer)
    {
        SequencePosition next = buffer.Start;
        while (buffer.TryGet(ref next, out ReadOnlyMemory<byte> piece) && piece.IsEmpty)
        {
            buffer = buffer.Slice(next);
        }
    }

    private void Advance(ref ReadOnlySequence<byte> buffer, long length)
    {
        long allowed = Math.Min(length, limits.MaxDocumentBytes - position.Offset);
        foreach (ReadOnlyMemory<byte> piece in buffer.Slice(0, allowed))
        {
            position = position.After(piece.Span);
        }

        if (allowed < length)
        {
            // At the byte that is too much, in whatever pieces the document comes.
            throw Fatal(Rules.LimitExceeded, string.Create(CultureInfo.InvariantCulture, $"the document is larger than {limits.MaxDocumentBytes} bytes; expected less, or a reader with a higher {nameof(ReaderLimits.MaxDocumentBytes)}"));
        }

        buffer = buffer.Slice(length);
    }

    private ReadContext Context(List<(Violation Violation, long Offset)> found) => new(builds.Mode, isDocument: true, found);

    private string TooLarge(string subject) =>
        string.Create(CultureInfo.InvariantCulture, $"{subject} is larger than {limits.MaxBuildBytes} bytes; expected less, or a reader with a higher {nameof(ReaderLimits.MaxBuildBytes)}");

    private void Add(params ReadOnlySpan<Violation> violations)
    {
        foreach (Violation violation in violations)
        {
            if (documentViolations.Count < ValidationReport.MostOfOneValue)
            {
                documentViolations.Add(violation);
            }
        }
    }

    private Violation At(Rule rule, string path, string message) =>
        new(rule, path, message) { Line = valueStart.Line, Column = valueStart.Column };

    private ContractException Fatal(Rule rule, string message) => Fatal(rule, message, position);

    private ContractException Fatal(Rule rule, string message, TextPosition place)
    {
        string path = expected switch
        {
            Expected.Build or Expected.BuildEnd => PathOf(index),
            Expected.Value => JsonPointer.Of("", member),
            _ => "",
        };
        return new(new Violation(rule, path, message) { Line = place.Line, Column = place.Column });
    }

    private static string PathOf(int index) => string.Create(CultureInfo.InvariantCulture, $"/builds/{index}");

    private static string Describe(Expected expected) => expected switch
    {
        Expected.Document => "an object",
        Expected.Member => "a member or }",
        Expected.Colon => "a colon",
        Expected.Value => "a value",
        Expected.MemberEnd => "a comma or }",
        Expected.Build => "a build or ]",
        Expected.BuildEnd => "a comma or ]",
        _ => "nothing more",
    };

    /// <summary>The id of a build that could not be read, where its text comes so far.</summary>
    private long? FindId(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowTrailingCommas = true, MaxDepth = limits.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueIsEscaped && reader.ValueTextEquals("id"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long id) ? id : null;
                }
            }
        }
        catch (JsonException)
        {
            // It was rejected for that already.
        }

        return null;
    }
}
