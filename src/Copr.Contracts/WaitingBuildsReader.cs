namespace Copr.Contracts;

/// <summary>Reads a list of waiting builds build by build: each as soon as its bytes arrive, with only one build in memory. A build that
/// breaks the contract is rejected, and the others are read.</summary>
/// <remarks>A reader has no state and can read many documents at once.</remarks>
/// <param name="mode">How closely the builds must follow the contract.</param>
/// <param name="limits">How much is accepted from the sender; the defaults if null.</param>
public sealed class WaitingBuildsReader(ReadingMode mode = ReadingMode.Strict, ReaderLimits? limits = null)
{
    /// <summary>The buffer's size in bytes. It holds dozens of usual builds, so that few of them arrive in two pieces.</summary>
    private const int BufferSize = 64 * 1024;

    private readonly ReaderLimits limits = limits ?? ReaderLimits.Default;

    /// <summary>Reads a document from a stream, which stays open.</summary>
    /// <returns>The entries of the list, in their order.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ContractException">While enumerating, after the entries that can be read: the document itself breaks the contract.
    /// For example, it is cut off, too large, or has no list of builds.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the reading is canceled.</exception>
    public IAsyncEnumerable<BuildEntry> ReadAsync(Stream utf8Json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return ReadAsync(Open(utf8Json), completes: true, cancellationToken);
    }

    /// <summary>Reads a document from a pipe, to its end. The caller completes the pipe.</summary>
    /// <inheritdoc cref="ReadAsync(Stream, CancellationToken)"/>
    public IAsyncEnumerable<BuildEntry> ReadAsync(PipeReader utf8Json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return ReadAsync(utf8Json, completes: false, cancellationToken);
    }

    /// <summary>Opens a pipe that leaves its stream open.</summary>
    internal static PipeReader Open(Stream utf8Json) => PipeReader.Create(utf8Json, new(bufferSize: BufferSize, leaveOpen: true));

    private async IAsyncEnumerable<BuildEntry> ReadAsync(
        PipeReader utf8Json, bool completes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new ListReader<WaitingBuilds, Build>(mode, limits);
        await foreach (var received in reader.ReceiveAsync(utf8Json, completes, cancellationToken).ConfigureAwait(false))
        {
            while (received.TryRead(out ListEntry<Build> entry))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new BuildEntry(entry);
            }
        }

        if (reader.ReadDocument() is [var first, ..])
            throw new ContractException(first);
    }
}
