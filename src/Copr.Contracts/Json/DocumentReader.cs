namespace Copr.Contracts.Json;

/// <summary>Reads a whole document.</summary>
internal static class DocumentReader
{
    private const string WithoutMark = "UTF-8 without one (RFC 8259, section 8.1)";

    /// <summary>Reads a document and throws the first error in it.</summary>
    public static T Read<T>(ReadOnlySpan<byte> utf8Json, ReadingMode mode, int maxDepth, int maxBytes = int.MaxValue)
        where T : class, IContractObject<T>
    {
        using var context = new ReadContext(mode);
        if (utf8Json.Length > maxBytes)
        {
            context.ReportLimit(nameof(ReaderLimits.MaxDocumentBytes), maxBytes);
            throw new ContractException(context.TakeErrors()[0].Violation);
        }

        T value = Read<T>(context, utf8Json, maxDepth);
        return context.HasErrors ? throw new ContractException(context.TakeViolations(utf8Json, TextPosition.Start)[0]) : value;
    }

    /// <summary>Reads a document, and reports what breaks the contract in it. If it may be cut off, its end is not an error.</summary>
    public static T Read<T>(ReadContext context, ReadOnlySpan<byte> utf8Json, int maxDepth, bool mayBeCutOff = false)
        where T : class, IContractObject<T>
    {
        if (context.Index.TryRead(utf8Json, isLast: true, maxDepth, out int length))
            context.Index.ReadEnd(utf8Json, length);
        T value = Members.Read<T>(context, utf8Json);
        if (!mayBeCutOff && !utf8Json.ContainsAnyExcept(" \t\r\n"u8))
            context.Report(utf8Json, 0, ReadingRules.MalformedJson, " is empty", "JSON", offset: 0);
        else if (utf8Json.StartsWith("\uFEFF"u8))
            context.Report(utf8Json, 0, ReadingRules.MalformedJson, " begins with a byte order mark", WithoutMark, offset: 0);
        else if (!mayBeCutOff || (context.Index.Fault is var fault and >= 0 && context.Index.Entries[fault].Start < utf8Json.Length))
            context.ReportFault(utf8Json, maxDepth);
        return value;
    }
}
