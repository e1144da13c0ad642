using System.Text.Json.Serialization.Metadata;

namespace Copr.Contracts;

/// <summary>Reads and writes the contract's documents, and configures System.Text.Json to do so.</summary>
/// <remarks>A document is UTF-8 without a byte order mark. It is read in a mode, and written without one: in the contract's order, in one
/// line, with its strings as they are. If a document breaks the contract, a <see cref="ContractException"/> has the first error.</remarks>
public static class CoprJson
{
    /// <summary>The nesting that System.Text.Json reads by default.</summary>
    private const int MaxReadDepth = 64;

    private static readonly JsonSerializerOptions WritingOptions = CreateOptions(ReadingMode.Strict, UnknownValue.MaxDepth);

    // An unknown member of a task's report is in up to six objects and arrays, such as that of a package.
    private static readonly JsonSerializerOptions TextOptions = CreateOptions(ReadingMode.Strict, UnknownValue.MaxDepth + 6);

    /// <summary>Options with which <see cref="JsonSerializer"/> reads the contract strictly, including the wiki's trailing comma.
    /// Read-only. They know the contract's types, and lists and arrays of them.</summary>
    public static JsonSerializerOptions StrictOptions { get; } = CreateOptions(ReadingMode.Strict, MaxReadDepth);

    /// <summary>The <see cref="StrictOptions"/>, but reading leniently.</summary>
    public static JsonSerializerOptions LenientOptions { get; } = CreateOptions(ReadingMode.Lenient, MaxReadDepth);

    /// <summary>The contract's types for a chain of resolvers. It reads strictly. Safe for trimming and Native AOT.</summary>
    public static IJsonTypeInfoResolver TypeInfoResolver => CoprJsonContext.Default;

    /// <summary>Adds the contract's types to an application's options, and returns the options. Nothing else changes.</summary>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    /// <exception cref="InvalidOperationException">The options are read-only, because they are in use.</exception>
    public static JsonSerializerOptions AddCoprContracts(this JsonSerializerOptions options, ReadingMode mode = ReadingMode.Strict)
    {
        ArgumentNullException.ThrowIfNull(options);

        // The other types are read alike in both modes.
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

    /// <summary>Reads a document, such as <see cref="WaitingBuilds"/>. Only its nesting is limited, to 64.</summary>
    /// <exception cref="ContractException">The document breaks the contract.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8Json, ReadingMode mode = ReadingMode.Strict) where T : class, IContractObject<T> =>
        DocumentReader.Read<T>(utf8Json, mode, MaxReadDepth);

    /// <summary>Reads a document, such as <see cref="WaitingBuilds"/>, from a string. Only its nesting is limited, to 64.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="ContractException">The document breaks the contract.</exception>
    public static T Read<T>(string json, ReadingMode mode = ReadingMode.Strict) where T : class, IContractObject<T>
    {
        ArgumentNullException.ThrowIfNull(json);
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            return Utf8.FromUtf16(json, rented, out _, out int length, replaceInvalidSequences: false) == OperationStatus.Done
                ? Read<T>(rented.AsSpan(0, length), mode)
                : throw new ContractException(
                    new(ReadingRules.MalformedJson, "", "the document contains half of a surrogate pair", "Unicode text"));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Reads a document from a stream, to its end. The whole document is held in memory. Null limits are the defaults.</summary>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ContractException">The document breaks the contract.</exception>
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
            read = await utf8Json.ReadAsync(document.GetMemory(), cancellationToken).ConfigureAwait(false);
            document.Advance(read);

            // The stream may ignore the token.
            cancellationToken.ThrowIfCancellationRequested();
        }
        while (read > 0 && document.WrittenCount <= limits.MaxDocumentBytes);

        return DocumentReader.Read<T>(document.WrittenSpan, mode, limits.MaxDepth, limits.MaxDocumentBytes);
    }

    /// <summary>Writes a document.</summary>
    /// <exception cref="ArgumentNullException">The document is null.</exception>
    /// <exception cref="JsonException">An unknown member is nested deeper than 1000 objects and arrays.</exception>
    public static byte[] Write<T>(T value) where T : class, IContractObject<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        return JsonSerializer.SerializeToUtf8Bytes(value, TypeOf<T>(WritingOptions));
    }

    /// <summary>Writes a document to a buffer, such as a <see cref="System.IO.Pipelines.PipeWriter"/>.</summary>
    /// <exception cref="ArgumentNullException">The buffer or the document is null.</exception>
    /// <exception cref="JsonException">An unknown member is nested deeper than 1000 objects and arrays. The buffer has a part of the
    /// document then.</exception>
    public static void Write<T>(IBufferWriter<byte> utf8Json, T value) where T : class, IContractObject<T>
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        ArgumentNullException.ThrowIfNull(value);
        using var writer = new Utf8JsonWriter(utf8Json, new() { Encoder = ContractEncoder.Instance, SkipValidation = true });
        JsonSerializer.Serialize(writer, value, TypeOf<T>(WritingOptions));
    }

    /// <summary>Writes a document to a stream.</summary>
    /// <exception cref="ArgumentNullException">The stream or the document is null.</exception>
    /// <exception cref="JsonException">An unknown member is nested deeper than 1000 objects and arrays.</exception>
    /// <exception cref="OperationCanceledException">The writing is canceled.</exception>
    public static Task WriteAsync<T>(Stream utf8Json, T value, CancellationToken cancellationToken = default)
        where T : class, IContractObject<T>
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return utf8Json.WriteAsync(Write(value), cancellationToken).AsTask();
    }

    /// <summary>The JSON that ToString returns, which has room for all unknown members, so that it does not throw.</summary>
    internal static string TextOf<T>(T value) where T : class, IContractObject<T> =>
        JsonSerializer.Serialize(value, TypeOf<T>(TextOptions));

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only if the application enables reflection.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only if the application enables reflection.")]
    private static IJsonTypeInfoResolver CreateDefaultResolver() =>
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : JsonTypeInfoResolver.Combine();

    private static JsonTypeInfo<T> TypeOf<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions CreateOptions(ReadingMode mode, int maxDepth)
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
