namespace Copr.Contracts;

/// <summary>An entry of a list of waiting builds, as <see cref="WaitingBuildsReader"/> reads it: a build, or a rejected entry.</summary>
public sealed class BuildEntry
{
    private readonly ListEntry<Build> entry;

    internal BuildEntry(ListEntry<Build> entry) => this.entry = entry;

    /// <summary>The index in the list, from 0.</summary>
    public int Index => entry.Index;

    /// <summary>Whether the entry breaks the contract, so that it has <see cref="Violations"/> and no <see cref="Build"/>.</summary>
    [MemberNotNullWhen(false, nameof(Build), nameof(Id))]
    public bool IsRejected => Build is null;

    /// <summary>The build; null if the entry is rejected.</summary>
    public Build? Build => entry.Value;

    /// <summary>The id of the build; null if the entry is rejected and its id cannot be read.</summary>
    public long? Id => entry.Value?.Id ?? entry.Id;

    /// <summary>The rejected entry as it was sent, in UTF-8; empty if the entry is not rejected or is larger than
    /// <see cref="ReaderLimits.MaxBuildBytes"/>.</summary>
    public ReadOnlyMemory<byte> RawJson => entry.RawJson;

    /// <summary>Why the entry is rejected, with paths, lines and columns in the whole document; empty if it is not.</summary>
    public IReadOnlyList<Violation> Violations => entry.Violations;
}
