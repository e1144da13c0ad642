namespace Copr.Contracts.Tasks;

/// <summary>An entry of the list of tasks: a task, or the text and the errors of one that breaks the contract.</summary>
public sealed class PendingTaskEntry
{
    private readonly ListEntry<PendingTask> entry;

    internal PendingTaskEntry(ListEntry<PendingTask> entry) => this.entry = entry;

    /// <inheritdoc cref="BuildEntry.Index"/>
    public int Index => entry.Index;

    /// <summary>Whether the entry breaks the contract, so that it has <see cref="Violations"/> and no <see cref="Task"/>.</summary>
    [MemberNotNullWhen(false, nameof(Task))]
    public bool IsRejected => Task is null;

    /// <summary>The task; null if the entry is rejected.</summary>
    public PendingTask? Task => entry.Value;

    /// <inheritdoc cref="BuildEntry.RawJson"/>
    public ReadOnlyMemory<byte> RawJson => entry.RawJson;

    /// <inheritdoc cref="BuildEntry.Violations"/>
    public IReadOnlyList<Violation> Violations => entry.Violations;
}
