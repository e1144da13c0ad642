using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>
/// Reads a list of waiting builds build by build: each as soon as its bytes are there, with only the one at hand in
/// memory. A build that breaks the contract is set aside, and the others are read all the same.
/// </summary>
/// <remarks>A reader holds no state of a document and may be used for many at once.</remarks>
public sealed class WaitingBuildsReader
{
    /// <summary>In bytes; of the usual build some dozens, so that few of them come in two pieces and have to be looked at twice.</summary>
    private const int BufferSize = 32 * 1024;

    private readonly ContractConverter<Build> builds;
    private readonly ReaderLimits limits;

    /// <summary>A reader with its way to read and its limits.</summary>
    /// <param name="options"><see cref="CoprJson.Strict"/> where null, <see cref="CoprJson.Lenient"/>, or options that the contract was added to.</param>
    /// <param name="limits">How much is taken from the sender; <see cref="ReaderLimits.Default"/> where null.</param>
    /// <exception cref="ArgumentException">The options read builds with a converter that is not the contract's.</exception>
    /// <exception cref="NotSupportedException">The options do not know the contract's types.</exception>
    public WaitingBuildsReader(JsonSerializerOptions? options = null, ReaderLimits? limits = null)
    {
        builds = (options ?? CoprJson.Strict).GetTypeInfo(typeof(Build)).Converter as ContractConverter<Build>
            ?? throw new ArgumentException("The options read builds with a converter that is not the contract's.", nameof(options));
        this.limits = limits ?? ReaderLimits.Default;
    }

    /// <summary>Reads a document from a stream, which stays open.</summary>
    /// <param name="utf8Json">The document in UTF-8.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The entries of the list in their order.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ContractException">
    /// While it is enumerated, behind the entries that could be read: the document itself breaks the contract. It is cut
    /// off, say, or too large, or has no list of builds.
    /// </exception>
    /// <exception cref="OperationCanceledException">While it is enumerated: the reading was canceled.</exception>
    public IAsyncEnumerable<BuildEntry> ReadAsync(Stream utf8Json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return ReadAndCompleteAsync(() => Open(utf8Json), cancellationToken);
    }

    /// <summary>Reads a document from memory.</summary>
    /// <inheritdoc cref="ReadAsync(Stream, CancellationToken)"/>
    public IAsyncEnumerable<BuildEntry> ReadAsync(ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken = default) =>
        ReadAndCompleteAsync(() => PipeReader.Create(new ReadOnlySequence<byte>(utf8Json)), cancellationToken);

    /// <summary>Reads a document from a pipe, up to its end; completing the pipe is left to the caller.</summary>
    /// <param name="utf8Json">The document in UTF-8.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <inheritdoc cref="ReadAsync(Stream, CancellationToken)"/>
    public IAsyncEnumerable<BuildEntry> ReadAsync(PipeReader utf8Json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return ReadPipeAsync(utf8Json, cancellationToken);
    }

    /// <summary>A pipe that leaves the stream open.</summary>
    internal static PipeReader Open(Stream utf8Json) => PipeReader.Create(utf8Json, new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true));

    /// <summary>Begins with a document.</summary>
    internal BuildsScanner<Build> Scan(BuildsScanner<Build>.Inspector? inspect = null) => new(builds, limits, inspect);

    private async IAsyncEnumerable<BuildEntry> ReadAndCompleteAsync(Func<PipeReader> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PipeReader utf8Json = open();
        try
        {
            await foreach (BuildEntry entry in ReadPipeAsync(utf8Json, cancellationToken).ConfigureAwait(false))
            {
                yield return entry;
            }
        }
        finally
        {
            await utf8Json.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<BuildEntry> ReadPipeAsync(PipeReader utf8Json, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BuildsScanner<Build> scanner = Scan();
        bool isCompleted = false;
        while (!isCompleted)
        {
            ReadResult result = await utf8Json.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.IsCanceled)
            {
                throw new OperationCanceledException("The pending read of the pipe was canceled.");
            }

            isCompleted = result.IsCompleted;
            ReadOnlySequence<byte> buffer = result.Buffer;
            try
            {
                while (scanner.TryRead(ref buffer, isCompleted, out Entry<Build>? entry))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return new BuildEntry(entry!);
                }
            }
            finally
            {
                utf8Json.AdvanceTo(buffer.Start, result.Buffer.End);
            }
        }

        if (scanner.DocumentViolations is [var first, ..])
        {
            throw new ContractException(first);
        }
    }
}
