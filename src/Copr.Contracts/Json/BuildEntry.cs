using System.Diagnostics.CodeAnalysis;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>
/// An entry of the list of waiting builds, as <see cref="WaitingBuildsReader"/> found it: a build, or what was rejected.
/// </summary>
public sealed class BuildEntry
{
    internal BuildEntry(Entry<Build> entry)
    {
        Index = entry.Index;
        Build = entry.Value;
        Id = entry.Value?.Id ?? entry.Id;
        RawJson = entry.RawJson;
        Violations = entry.Violations;
    }

    /// <summary>The index in the list, from 0.</summary>
    public int Index { get; }

    /// <summary>Whether the entry breaks the contract, so that there is no <see cref="Build"/> but <see cref="Violations"/>.</summary>
    [MemberNotNullWhen(false, nameof(Build), nameof(Id))]
    public bool IsRejected => Build is null;

    /// <summary>The build; null where the entry was rejected.</summary>
    public Build? Build { get; }

    /// <summary>The id of the build; of one that was rejected where it can be had, otherwise null.</summary>
    public long? Id { get; }

    /// <summary>
    /// What was rejected, as it was sent; empty where nothing was, and where it is larger than
    /// <see cref="ReaderLimits.MaxBuildBytes"/>.
    /// </summary>
    public ReadOnlyMemory<byte> RawJson { get; }

    /// <summary>Why the entry was rejected, with paths, lines and columns in the whole document; empty where it was not.</summary>
    public IReadOnlyList<Violation> Violations { get; }
}
