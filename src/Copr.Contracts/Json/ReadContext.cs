using System.Text;
using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>Where a reader is and what it found wrong so far: the first error is thrown, or all are collected.</summary>
internal sealed class ReadContext(ReadingMode mode, bool isDocument, List<(Violation Violation, long Offset)>? found = null)
{
    /// <summary>As deep as the contract's own objects lead; arrays, since every member comes and goes here.</summary>
    private (string? Member, int Index)[] path = new (string?, int)[4];
    private int depth;

    /// <summary>Where the reader is as a pointer and in words, once somebody asked: a name may be long, and much be wrong behind it.</summary>
    private (string? Pointer, string? Subject) place;

    public ReadingMode Mode => mode;

    /// <summary>What the copr of the build at hand lacks and the build may fill, whether it lacks what it has to have, and where it begins.</summary>
    public (bool Chroots, bool Repositories, bool IsEarly, long Start) LeftToBuild { get; set; }

    /// <summary>Whether a text that was taken out of the document is read, so that the reader's offsets mean nothing.</summary>
    public bool IsAside { get; set; }

    /// <summary>How many errors were collected so far.</summary>
    public int Count => found?.Count ?? 0;

    /// <summary>What the reader is at, for a message: the member by its name.</summary>
    public string Subject => place.Subject ??= Path is [.., (var member, var index)]
        ? member is null ? $"item {index + 1} of {(Path is [.., (string list, _), _] ? Text.Excerpt.Of(list) : "the list")}" : Text.Excerpt.Of(member)
        : isDocument ? "the document" : "the value";

    private ReadOnlySpan<(string? Member, int Index)> Path => path.AsSpan(0, depth);

    public void Enter(string member) => Enter((member, 0));

    public void Enter(int index) => Enter((null, index));

    public void Leave()
    {
        depth--;
        place = default;
    }

    /// <summary>Whether the reader is in the value of this member.</summary>
    public bool IsIn(string member) => Path is [.., (var last, _)] && last == member;

    /// <summary>Reports an error of the value that the reader stands at.</summary>
    public void Report(Rule rule, in Utf8JsonReader reader, string message) => Report(rule, reader, reader.TokenStartIndex, message);

    /// <summary>Reports an error: throws it, or adds it to what was found.</summary>
    /// <param name="rule">The rule that is broken.</param>
    /// <param name="reader">Knows the line that it is at.</param>
    /// <param name="offset">Where the broken value begins in the text, or -1 where only its path is known.</param>
    /// <param name="message">What was found and what was expected.</param>
    public void Report(Rule rule, in Utf8JsonReader reader, long offset, string message)
    {
        if (found is null)
        {
            (long? line, long? bytePosition) = isDocument && !IsAside ? PositionOf(reader) : default;
            throw new ContractException(new Violation(rule, Pointer(), message), isDocument ? JsonPath() : null, line, bytePosition) { Offset = IsAside ? -1 : offset, IsNested = !isDocument };
        }

        if (found.Count < ValidationReport.MostOfOneValue)
        {
            found.Add((new Violation(rule, Pointer(), message), IsAside ? -1 : offset));
        }
    }

    /// <summary>Reports that the text stops being JSON, as the framework's reader found.</summary>
    public void ReportMalformed(JsonException exception)
    {
        Rule rule = RuleOf(exception);
        string message = rule == Rules.LimitExceeded
            ? $"{Subject} is nested deeper than the reader's limit; expected less, or a reader with a higher {nameof(ReaderLimits.MaxDepth)}"
            : $"{Subject} is not JSON: {Reason(exception)}";
        var violation = new Violation(rule, Pointer(), message);
        if (found is null)
        {
            throw new ContractException(violation, isDocument ? JsonPath() : null, exception.LineNumber, exception.BytePositionInLine, exception) { IsAtBytePosition = true, IsNested = !isDocument };
        }

        found.Add((violation, long.MaxValue));
    }

    /// <summary>The rule that a text breaks which the framework's reader refused: it tells a nesting that is too deep by its words alone.</summary>
    public static Rule RuleOf(JsonException exception) =>
        exception.Message.Contains("maximum configured depth", StringComparison.Ordinal) ? Rules.LimitExceeded : Rules.MalformedJson;

    /// <summary>What the framework's reader says, without the position that it adds.</summary>
    public static string Reason(JsonException exception)
    {
        int position = exception.Message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        int jsonPath = exception.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        int end = jsonPath >= 0 && jsonPath < position ? jsonPath : position;
        return Text.Excerpt.OfSentence((end < 0 ? exception.Message : exception.Message[..end]).AsSpan().TrimEnd('.'));
    }

    private void Enter((string?, int) step)
    {
        if (depth == path.Length)
        {
            Array.Resize(ref path, 2 * depth);
        }

        path[depth++] = step;
        place = default;
    }

    private string Pointer()
    {
        if (place.Pointer is null)
        {
            var text = new StringBuilder();
            foreach ((string? member, int index) in Path)
            {
                JsonPointer.Append(text, member, index);
            }

            place.Pointer = text.ToString();
        }

        return place.Pointer;
    }

    /// <summary>The same in the form that <see cref="JsonException.Path"/> has.</summary>
    private string JsonPath()
    {
        var jsonPath = new StringBuilder("$");
        foreach ((string? member, int index) in Path)
        {
            _ = member is null ? jsonPath.Append('[').Append(index).Append(']')
                : member.All(static character => char.IsLetterOrDigit(character) || character == '_') ? jsonPath.Append('.').Append(member)
                : jsonPath.Append("['").Append(member).Append("']");
        }

        return jsonPath.ToString();
    }

    /// <summary>The reader keeps its line to itself but for its exceptions, so a copy of it is made to throw one.</summary>
    private static (long? Line, long? BytePosition) PositionOf(in Utf8JsonReader reader)
    {
        var copy = new Utf8JsonReader("\0"u8, isFinalBlock: true, reader.CurrentState);
        try
        {
            copy.Read();
            return default;
        }
        catch (JsonException exception)
        {
            return (exception.LineNumber, exception.BytePositionInLine);
        }
    }
}
