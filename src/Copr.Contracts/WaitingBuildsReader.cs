namespace Copr.Contracts;

/// <summary>Reads a list of waiting builds build by build: each as soon as its bytes arrive, with only one build in memory. A build that
/// breaks the contract is rejected, and the others are read.</summary>
/// <remarks>A reader has no state and can read many documents at once.</remarks>
/// <param name="mode">How closely the builds must follow the contract.</param>
/// <param name="limits">How much is accepted from the sender; the defaults if null.</param>
public sealed class WaitingBuildsReader(ReadingMode mode = ReadingMode.Strict, ReaderLimits? limits = null)
{
    private readonly ReaderLimits limits = limits ?? ReaderLimits.Default;

    /// <summary>Reads a document from a stream, which stays open.</summary>
    /// <returns>The entries of the list, in their order. They can be enumerated once.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ContractException">While enumerating, after the entries that can be read: the document itself breaks the contract.
    /// For example, it is cut off, too large, or has no list of builds.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the reading is canceled.</exception>
    public IAsyncEnumerable<BuildEntry> ReadAsync(Stream utf8Json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return ReadAsync(ListReader<WaitingBuilds, Build>.Open(utf8Json), completes: true, cancellationToken);
    }

    /// <summary>Reads a document from a pipe, to its end. The caller completes the pipe.</summary>
    /// <inheritdoc cref="ReadAsync(Stream, CancellationToken)"/>
    public IAsyncEnumerable<BuildEntry> ReadAsync(PipeReader utf8Json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return ReadAsync(utf8Json, completes: false, cancellationToken);
    }

    private IAsyncEnumerable<BuildEntry> ReadAsync(PipeReader utf8Json, bool completes, CancellationToken cancellationToken) =>
        ListReader<WaitingBuilds, Build>.ReadAsync(
            utf8Json, completes, mode, limits, static entry => new BuildEntry(entry), cancellationToken);
}
