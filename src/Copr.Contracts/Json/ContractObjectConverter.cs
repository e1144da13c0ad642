namespace Copr.Contracts.Json;

/// <summary>Reads and writes an object of the contract. System.Text.Json and its source generator use it; applications call
/// <see cref="CoprJson.AddCoprContracts"/>.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ContractObjectConverter<T> : JsonConverter<T> where T : class, IContractObject<T>
{
    private const string TrailingCommaHint =
        ". If a comma trails, as in the wiki's example, read the document with CoprJson, or set AllowTrailingCommas";

    private readonly ReadingMode mode;

    /// <summary>Creates a strict converter.</summary>
    public ContractObjectConverter() : this(ReadingMode.Strict) { }

    internal ContractObjectConverter(ReadingMode mode) => this.mode = mode;

    /// <inheritdoc/>
    /// <exception cref="ContractException">The value breaks the contract.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        bool isDocument = reader.CurrentDepth == 0;
        using var context = new ReadContext(mode);
        string subject = isDocument ? "the document" : "the value";
        context.Reset(subject);
        JsonReaderOptions readerOptions = reader.CurrentState.Options;
        ReaderText text;
        try
        {
            text = ReaderText.Index(ref reader, context.Index);
        }
        catch (JsonException exception)
        {
            string expected = $"JSON (RFC 8259){(readerOptions.AllowTrailingCommas ? "" : TrailingCommaHint)}";
            var violation = new Violation(ReadingRules.MalformedJson, "", $"{subject} is not JSON", expected);
            throw new ContractException(violation, null, exception.LineNumber, exception.BytePositionInLine, exception);
        }

        T value = Members.Read<T>(context, text.Text);
        if (context.Index.Fault < 0 && !context.HasErrors)
            return value;

        context.ReportFault(text.Text, readerOptions.MaxDepth, isCutOff: false);
        throw CreateException(context, text, isDocument, readerOptions);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteObject(value);
    }

    private static ContractException CreateException(ReadContext context, ReaderText text, bool isDocument, JsonReaderOptions options)
    {
        (Violation violation, long offset) = context.TakeErrors()[0];
        JsonException? fault = offset == text.Text.Length ? context.Index.Exception : null;
        if (fault is not null && !options.AllowTrailingCommas && text.Text.TrimEnd(" \t\r\n"u8) is [.., (byte)','])
            violation = new(violation.Rule, violation.Path, violation.Found, violation.Expected + TrailingCommaHint);

        // System.Text.Json adds its path, line and byte to an exception that has no path: those of the value in the application's type.
        if (!isDocument || !text.IsInPlace)
            return new(violation, null, null, null, fault);

        ReadOnlySpan<byte> inside = text.Text[..(int)Math.Min(offset, text.Text.Length)];
        int lastBreak = inside.LastIndexOf((byte)'\n');
        long line = text.Before.Count((byte)'\n') + inside.Count((byte)'\n');
        long bytes = inside.Length - 1 - (lastBreak >= 0 ? lastBreak : text.Before.LastIndexOf((byte)'\n') - text.Before.Length);
        return new(violation, JsonPointer.ToJsonPath(violation.Path), fault?.LineNumber ?? line, fault?.BytePositionInLine ?? bytes, fault);
    }
}
