namespace Copr.Contracts.Tasks;

/// <summary>Reads the list of tasks entry by entry: each as soon as its bytes arrive, with only one in memory. An entry that breaks the
/// contract is rejected, and the others are read.</summary>
/// <remarks>A reader has no state and can read many lists at once.</remarks>
/// <param name="limits">How much is accepted from the sender; the defaults if null. The limit of a build is that of an entry.</param>
public sealed class PendingTasksReader(ReaderLimits? limits = null)
{
    private readonly ReaderLimits limits = limits ?? ReaderLimits.Default;

    /// <summary>Reads a list from a stream, which stays open.</summary>
    /// <returns>The entries of the list, in their order. They can be enumerated once.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ContractException">While enumerating, after the entries that can be read: the list itself breaks the contract. For
    /// example, it is cut off (COPR601) or too large.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the reading is canceled.</exception>
    public IAsyncEnumerable<PendingTaskEntry> ReadAsync(Stream utf8Json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return ReadAsync(ListReader<PendingTaskList, PendingTask>.Open(utf8Json), completes: true, cancellationToken);
    }

    /// <summary>Reads a list from a pipe, to its end. The caller completes the pipe.</summary>
    /// <inheritdoc cref="ReadAsync(Stream, CancellationToken)"/>
    public IAsyncEnumerable<PendingTaskEntry> ReadAsync(PipeReader utf8Json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return ReadAsync(utf8Json, completes: false, cancellationToken);
    }

    private IAsyncEnumerable<PendingTaskEntry> ReadAsync(PipeReader utf8Json, bool completes, CancellationToken cancellationToken) =>
        ListReader<PendingTaskList, PendingTask>.ReadAsync(
            utf8Json, completes, ReadingMode.Strict, limits, static entry => new PendingTaskEntry(entry), cancellationToken);
}
