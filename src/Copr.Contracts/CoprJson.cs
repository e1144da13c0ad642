using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Copr.Contracts;

/// <summary>Reads and writes the contract's documents, and configures System.Text.Json to do so.</summary>
public static class CoprJson
{
    /// <summary>The nesting that System.Text.Json reads by default.</summary>
    private const int MaxDepth = 64;

    /// <summary>
    /// Options with which <see cref="JsonSerializer"/> reads the contract strictly, including the wiki's trailing comma. Read-only. They
    /// know the contract's types, and lists and arrays of them.
    /// </summary>
    public static JsonSerializerOptions StrictOptions { get; } = CreateOptions(ReadingMode.Strict);

    /// <summary>
    /// Options with which <see cref="JsonSerializer"/> reads the contract leniently, including the wiki's trailing comma. Read-only. They
    /// know the contract's types, and lists and arrays of them.
    /// </summary>
    public static JsonSerializerOptions LenientOptions { get; } = CreateOptions(ReadingMode.Lenient);

    /// <summary>
    /// The metadata of the contract's types, generated at compile time, for a chain of resolvers. It reads strictly, and is safe for
    /// trimming and Native AOT.
    /// </summary>
    public static IJsonTypeInfoResolver TypeInfoResolver => CoprJsonContext.Default;

    /// <summary>Adds the contract's types to an application's options. Nothing else changes.</summary>
    /// <param name="options">The options, which are not in use yet.</param>
    /// <param name="mode">How closely a document must follow the contract.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    /// <exception cref="InvalidOperationException">The options are read-only, because they are in use.</exception>
    public static JsonSerializerOptions AddCoprContracts(this JsonSerializerOptions options, ReadingMode mode = ReadingMode.Strict)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Converters.Insert(0, new ListItemJsonConverter(mode));
        options.Converters.Insert(0, new ContractObjectConverter<WaitingBuilds>(mode));
        options.Converters.Insert(0, new ContractObjectConverter<Build>(mode));
        options.Converters.Insert(0, new ContractObjectConverter<CoprProject>(mode));
        options.Converters.Insert(0, new ContractObjectConverter<BuildUpdatesResult>(mode));

        // A chain with the contract alone would replace what options without a resolver use.
        options.TypeInfoResolver ??= CreateDefaultResolver();
        options.TypeInfoResolverChain.Insert(0, CoprJsonContext.Default);
        return options;
    }

    /// <summary>Reads a document.</summary>
    /// <param name="utf8Json">The document in UTF-8, without a byte order mark.</param>
    /// <param name="mode">How closely the document must follow the contract.</param>
    /// <typeparam name="T">The type of the document, such as <see cref="WaitingBuilds"/>.</typeparam>
    /// <exception cref="ContractException">The document breaks the contract. The violation is the first error.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8Json, ReadingMode mode = ReadingMode.Strict)
        where T : class, IContractObject<T> =>
        DocumentReader.Read<T>(utf8Json, mode, MaxDepth);

    /// <summary>Reads a document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="mode">How closely the document must follow the contract.</param>
    /// <typeparam name="T">The type of the document, such as <see cref="WaitingBuilds"/>.</typeparam>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="ContractException">The document breaks the contract. The violation is the first error.</exception>
    public static T Read<T>(string json, ReadingMode mode = ReadingMode.Strict)
        where T : class, IContractObject<T>
    {
        ArgumentNullException.ThrowIfNull(json);
        byte[] rented = ArrayPool<byte>.Shared.Rent(checked(3 * json.Length));
        try
        {
            return Utf8.FromUtf16(json, rented, out _, out int length, replaceInvalidSequences: false) == OperationStatus.Done
                ? Read<T>(rented.AsSpan(0, length), mode)
                : throw new ContractException(new Violation(ReadingRules.MalformedJson, "", "the document contains half of a surrogate pair", "Unicode text"));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Reads a document from a stream, to its end. The whole document is held in memory.</summary>
    /// <param name="utf8Json">The document in UTF-8, without a byte order mark.</param>
    /// <param name="mode">How closely the document must follow the contract.</param>
    /// <param name="limits">How much is accepted from the sender; the defaults if null.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <typeparam name="T">The type of the document, such as <see cref="WaitingBuilds"/>.</typeparam>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ContractException">The document breaks the contract. The violation is the first error.</exception>
    /// <exception cref="OperationCanceledException">The reading is canceled.</exception>
    public static async ValueTask<T> ReadAsync<T>(
        Stream utf8Json, ReadingMode mode = ReadingMode.Strict, ReaderLimits? limits = null, CancellationToken cancellationToken = default)
        where T : class, IContractObject<T>
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        limits ??= ReaderLimits.Default;
        var document = new ArrayBufferWriter<byte>();
        int read;
        do
        {
            // The stream may ignore the token.
            cancellationToken.ThrowIfCancellationRequested();
            read = await utf8Json.ReadAsync(document.GetMemory(), cancellationToken).ConfigureAwait(false);
            document.Advance(read);
            if (document.WrittenCount > limits.MaxDocumentBytes)
            {
                throw new ContractException(new Violation(
                    ReadingRules.LimitExceeded,
                    "",
                    Invariant($"the document is larger than {limits.MaxDocumentBytes} bytes"),
                    $"less, or a higher {nameof(ReaderLimits.MaxDocumentBytes)}"));
            }
        }
        while (read > 0);

        cancellationToken.ThrowIfCancellationRequested();
        return DocumentReader.Read<T>(document.WrittenSpan, mode, limits.MaxDepth);
    }

    /// <summary>Writes a document.</summary>
    /// <param name="value">The document.</param>
    /// <typeparam name="T">The type of the document, such as <see cref="WaitingBuilds"/>.</typeparam>
    /// <returns>The document in UTF-8, without a byte order mark.</returns>
    /// <exception cref="ArgumentNullException">The document is null.</exception>
    /// <exception cref="JsonException">An unknown member is nested deeper than 1000 objects and arrays.</exception>
    public static byte[] Write<T>(T value)
        where T : class, IContractObject<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        return JsonSerializer.SerializeToUtf8Bytes(value, TypeOf<T>());
    }

    /// <summary>Writes a document to a buffer, such as a <see cref="System.IO.Pipelines.PipeWriter"/>.</summary>
    /// <param name="utf8Json">The buffer. The document is written in UTF-8, without a byte order mark.</param>
    /// <param name="value">The document.</param>
    /// <typeparam name="T">The type of the document, such as <see cref="WaitingBuilds"/>.</typeparam>
    /// <exception cref="ArgumentNullException">The buffer or the document is null.</exception>
    /// <exception cref="JsonException">An unknown member is nested deeper than 1000 objects and arrays.</exception>
    public static void Write<T>(IBufferWriter<byte> utf8Json, T value)
        where T : class, IContractObject<T>
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        ArgumentNullException.ThrowIfNull(value);
        using var writer = new Utf8JsonWriter(utf8Json, new JsonWriterOptions { Encoder = ContractEncoder.Instance, SkipValidation = true });
        JsonSerializer.Serialize(writer, value, TypeOf<T>());
    }

    /// <summary>Writes a document to a stream.</summary>
    /// <param name="utf8Json">The stream. The document is written in UTF-8, without a byte order mark.</param>
    /// <param name="value">The document.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <typeparam name="T">The type of the document, such as <see cref="WaitingBuilds"/>.</typeparam>
    /// <exception cref="ArgumentNullException">The stream or the document is null.</exception>
    /// <exception cref="JsonException">An unknown member is nested deeper than 1000 objects and arrays.</exception>
    /// <exception cref="OperationCanceledException">The writing is canceled.</exception>
    public static Task WriteAsync<T>(Stream utf8Json, T value, CancellationToken cancellationToken = default)
        where T : class, IContractObject<T>
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return utf8Json.WriteAsync(Write(value), cancellationToken).AsTask();
    }

    /// <summary>As deep as the framework's writer writes by default, so that what was read with a higher limit can be written.</summary>
    private static JsonSerializerOptions WritingOptions { get; } = CreateOptions(ReadingMode.Strict, maxDepth: 1000);

    internal static string TextOf<T>(T value)
        where T : class, IContractObject<T> =>
        JsonSerializer.Serialize(value, TypeOf<T>());

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only if the application enables reflection, as System.Text.Json does.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only if the application enables reflection, as System.Text.Json does.")]
    private static IJsonTypeInfoResolver CreateDefaultResolver() =>
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : JsonTypeInfoResolver.Combine();

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)WritingOptions.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions CreateOptions(ReadingMode mode, int maxDepth = MaxDepth)
    {
        var options = new JsonSerializerOptions
        {
            AllowDuplicateProperties = false,
            AllowTrailingCommas = true,
            Encoder = ContractEncoder.Instance,
            MaxDepth = maxDepth,
            NewLine = "\n",
            TypeInfoResolver = JsonTypeInfoResolver.Combine(),
        };
        options.AddCoprContracts(mode).MakeReadOnly();
        return options;
    }
}
