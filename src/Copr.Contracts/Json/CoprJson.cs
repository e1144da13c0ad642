using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>Reads and writes the contract's documents, and configures System.Text.Json to do so.</summary>
public static class CoprJson
{
    /// <summary>Reads the contract as written; read-only.</summary>
    public static JsonSerializerOptions Strict { get; } = Options(ReadingMode.Strict);

    /// <summary>Reads what Copr's own frontend sent over the years, and fractions of a second; read-only.</summary>
    public static JsonSerializerOptions Lenient { get; } = Options(ReadingMode.Lenient);

    /// <summary>
    /// Adds the contract's types to the options of an application: their converters, the metadata of
    /// <see cref="CoprJsonContext"/>, and trailing commas, which the wiki's own example has. Everything else stays as it is.
    /// </summary>
    /// <param name="options">The options; not yet in use.</param>
    /// <param name="mode">How closely a document has to keep the contract to be read.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    /// <exception cref="InvalidOperationException">The options are in use already, and so read-only.</exception>
    public static JsonSerializerOptions AddCoprContracts(this JsonSerializerOptions options, ReadingMode mode = ReadingMode.Strict)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AllowTrailingCommas = true;
        options.Converters.Insert(0, new ContractObjectConverter<WaitingBuilds>(mode));
        options.Converters.Insert(0, new ContractObjectConverter<Build>(mode));
        options.Converters.Insert(0, new ContractObjectConverter<CoprProject>(mode));
        options.Converters.Insert(0, new SpaceSeparatedListConverter(mode));

        options.TypeInfoResolver ??= FrameworksOwn();
        options.TypeInfoResolverChain.Insert(0, CoprJsonContext.Default);
        return options;
    }

    /// <summary>Reads a document.</summary>
    /// <param name="utf8Json">The document in UTF-8, without a byte order mark.</param>
    /// <param name="options"><see cref="Strict"/> where null, <see cref="Lenient"/>, or options that the contract was added to.</param>
    /// <typeparam name="T"><see cref="WaitingBuilds"/>, or another type that the options know.</typeparam>
    /// <exception cref="ContractException">The document breaks the contract; the first error that is met is told.</exception>
    /// <exception cref="NotSupportedException">The options do not know the type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8Json, JsonSerializerOptions? options = null)
    {
        JsonTypeInfo<T> type = TypeOf<T>(options);
        if (type.Options is { AllowTrailingCommas: true, MaxDepth: 0 or >= ReaderLimits.LeastMaxDepth } && type.Converter is ContractConverter<T> contract && PlainJsonReader.TryRead(utf8Json, contract, out T? plain))
        {
            return plain;
        }

        try
        {
            return DocumentText.FindProblemAtStart(utf8Json) is { } problem ? throw new ContractException(new Violation(Rules.MalformedJson, "", problem)) { Offset = 0 }
                : JsonSerializer.Deserialize(utf8Json, type)
                ?? throw new ContractException(new Violation(Rules.WrongType, "", "the document is null; expected a value")) { Offset = 0 };
        }
        catch (JsonException exception)
        {
            throw Located(exception, new DocumentText(utf8Json, TextPosition.Start));
        }
    }

    /// <summary>Reads a document from a stream to its end; the whole of it is held in memory.</summary>
    /// <param name="utf8Json">The document in UTF-8, without a byte order mark.</param>
    /// <param name="options"><see cref="Strict"/> where null, <see cref="Lenient"/>, or options that the contract was added to.</param>
    /// <param name="limits">How much is taken from the sender, of which <see cref="ReaderLimits.MaxDocumentBytes"/> counts here; <see cref="ReaderLimits.Default"/> where null.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <typeparam name="T"><see cref="WaitingBuilds"/>, or another type that the options know.</typeparam>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ContractException">The document breaks the contract; the first error that is met is told.</exception>
    /// <exception cref="NotSupportedException">The options do not know the type.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static async ValueTask<T> ReadAsync<T>(Stream utf8Json, JsonSerializerOptions? options = null, ReaderLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        // No array is longer, whatever the limit.
        long limit = Math.Min((limits ?? ReaderLimits.Default).MaxDocumentBytes, Array.MaxLength - 1);
        var document = new ArrayBufferWriter<byte>();
        int read;
        while ((read = await utf8Json.ReadAsync(document.GetMemory(), cancellationToken).ConfigureAwait(false)) > 0)
        {
            document.Advance(read);
            if (document.WrittenCount > limit)
            {
                throw new ContractException(new Violation(Rules.LimitExceeded, "", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the document is larger than {limit} bytes; expected less, or a higher {nameof(ReaderLimits.MaxDocumentBytes)}")));
            }
        }

        return Read<T>(document.WrittenSpan, options);
    }

    /// <summary>Writes a document.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="options">
    /// <see cref="Strict"/> where null; <see cref="Lenient"/> to keep fractions of a second; or other options, such as
    /// <c>new(CoprJson.Strict) { WriteIndented = true }</c>.
    /// </param>
    /// <typeparam name="T"><see cref="WaitingBuilds"/>, or another type that the options know.</typeparam>
    /// <returns>The document in UTF-8, without a byte order mark.</returns>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="JsonException">An unknown member is nested deeper than 1000 objects and arrays.</exception>
    /// <exception cref="NotSupportedException">The options do not know the type.</exception>
    public static byte[] Write<T>(T value, JsonSerializerOptions? options = null)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(value);
        JsonTypeInfo<T> type = TypeOf<T>(options);
        if (type.Converter is not ContractConverter<T> contract)
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, type);
        }

        using ContractWriter document = contract.Write(value, LayoutOf(type.Options));
        return document.Written.ToArray();
    }

    /// <summary>Writes a document to a buffer, such as a <see cref="System.IO.Pipelines.PipeWriter"/>.</summary>
    /// <param name="utf8Json">Where to; what is written is in UTF-8, without a byte order mark.</param>
    /// <param name="value">What to write.</param>
    /// <param name="options">As of <see cref="Write{T}(T, JsonSerializerOptions?)"/>.</param>
    /// <typeparam name="T"><see cref="WaitingBuilds"/>, or another type that the options know.</typeparam>
    /// <exception cref="ArgumentNullException">The buffer or the value is null.</exception>
    /// <exception cref="JsonException">An unknown member is nested deeper than 1000 objects and arrays.</exception>
    /// <exception cref="NotSupportedException">The options do not know the type.</exception>
    public static void Write<T>(IBufferWriter<byte> utf8Json, T value, JsonSerializerOptions? options = null)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        ArgumentNullException.ThrowIfNull(value);
        JsonTypeInfo<T> type = TypeOf<T>(options);
        if (type.Converter is ContractConverter<T> contract)
        {
            using ContractWriter document = contract.Write(value, LayoutOf(type.Options));
            utf8Json.Write(document.Written);
            return;
        }

        using var writer = new Utf8JsonWriter(utf8Json, LayoutOf(type.Options));
        JsonSerializer.Serialize(writer, value, type);
    }

    /// <summary>Writes a document to a stream.</summary>
    /// <param name="utf8Json">Where to; what is written is in UTF-8, without a byte order mark.</param>
    /// <param name="value">What to write.</param>
    /// <param name="options">As of <see cref="Write{T}(T, JsonSerializerOptions?)"/>.</param>
    /// <param name="cancellationToken">Ends the writing early.</param>
    /// <typeparam name="T"><see cref="WaitingBuilds"/>, or another type that the options know.</typeparam>
    /// <exception cref="ArgumentNullException">The stream or the value is null.</exception>
    /// <exception cref="JsonException">An unknown member is nested deeper than 1000 objects and arrays.</exception>
    /// <exception cref="NotSupportedException">The options do not know the type.</exception>
    /// <exception cref="OperationCanceledException">The writing was canceled.</exception>
    public static Task WriteAsync<T>(Stream utf8Json, T value, JsonSerializerOptions? options = null, CancellationToken cancellationToken = default)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return utf8Json.WriteAsync(Write(value, options), cancellationToken).AsTask();
    }

    /// <summary>The JSON of an object of the contract, with all that it holds.</summary>
    internal static string TextOf<T>(T value)
        where T : class, IContractObject<T> =>
        Encoding.UTF8.GetString(Write(value, Lenient));

    /// <summary>What options without a resolver fall back to, which a chain with the contract alone would take from them.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where the application has reflection enabled, as the framework does it.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where the application has reflection enabled, as the framework does it.")]
    private static IJsonTypeInfoResolver FrameworksOwn() =>
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : JsonTypeInfoResolver.Combine();

    private static JsonSerializerOptions Options(ReadingMode mode)
    {
        var options = new JsonSerializerOptions
        {
            AllowDuplicateProperties = false,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NewLine = "\n",
            TypeInfoResolver = JsonTypeInfoResolver.Combine(),
        };
        options.AddCoprContracts(mode).MakeReadOnly();
        return options;
    }

    private static JsonWriterOptions LayoutOf(JsonSerializerOptions options) => new()
    {
        Encoder = options.Encoder,
        Indented = options.WriteIndented,
        IndentCharacter = options.IndentCharacter,
        IndentSize = options.IndentSize,
        NewLine = options.NewLine,
        SkipValidation = true,
    };

    private static JsonTypeInfo<T> TypeOf<T>(JsonSerializerOptions? options) => (JsonTypeInfo<T>)(options ?? Strict).GetTypeInfo(typeof(T));

    /// <summary>The contract's exception, with line and column, for whatever was thrown while reading.</summary>
    private static ContractException Located(JsonException exception, DocumentText document)
    {
        if (exception is not ContractException { Violation: var violation } contract)
        {
            // From the types of the application, around those of the contract.
            violation = new Violation(exception.InnerException is JsonException malformed ? ReadContext.RuleOf(malformed) : Rules.WrongType, JsonPointer.FromJsonPath(exception.Path), ReadContext.Reason(exception));
            return Located(violation, exception, document, document.OffsetOf(exception));
        }

        if (contract.IsNested)
        {
            violation = violation with { Path = JsonPointer.FromJsonPath(exception.Path) + violation.Path };
        }

        // Of a type with a constructor the framework reads the arguments from copies, so that only the path can be relied on.
        return Located(violation, exception, document, contract.IsAtBytePosition ? document.OffsetOf(exception) : contract.IsNested ? -1 : contract.Offset);
    }

    private static ContractException Located(Violation violation, JsonException exception, DocumentText document, long offset) =>
        new(document.Locate([(violation, offset)], segmentsBefore: 0)[0], exception.Path, exception.LineNumber, exception.BytePositionInLine, exception.InnerException);
}
