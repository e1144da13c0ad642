namespace Copr.Contracts.Json;

/// <summary>Reads a whole document.</summary>
internal static class DocumentReader
{
    /// <summary>Reads a document and throws the first error in it.</summary>
    /// <exception cref="ContractException">The document breaks the contract.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8Json, ReadingMode mode, int maxDepth)
        where T : class, IContractObject<T>
    {
        if (FindProblemAtStart(utf8Json) is { } problem)
        {
            throw new ContractException(problem with { Line = 1, Column = 1 });
        }

        using var context = new ReadContext(mode);
        if (context.Index.TryRead(utf8Json, isLast: true, maxDepth, out int length))
        {
            context.Index.ReadEnd(utf8Json, length);
        }

        T value = Members.Read<T>(context, utf8Json);
        context.ReportFault(utf8Json, maxDepth);
        return context.HasErrors ? throw new ContractException(context.TakeViolations(utf8Json, TextPosition.Start)[0]) : value;
    }

    /// <summary>Describes a document that is empty or begins with a byte order mark, for which the framework's reader has no clear words.</summary>
    public static Violation? FindProblemAtStart(ReadOnlySpan<byte> utf8Json) =>
        utf8Json.StartsWith("\uFEFF"u8)
            ? new(ReadingRules.MalformedJson, "", "the document begins with a byte order mark", "UTF-8 without one (RFC 8259, section 8.1)")
        : !utf8Json.ContainsAnyExcept(" \t\r\n"u8)
            ? new(ReadingRules.MalformedJson, "", "the document is empty", "JSON")
        : null;
}
