using System.Runtime.InteropServices;

namespace Copr.Contracts.Validation;

/// <summary>The inspection of a document with a list, item by item, so that the list need not be in memory.</summary>
internal interface IListInspection<in TDocument, in T>
{
    /// <summary>Inspects the next item.</summary>
    public void Add(int index, T item);

    /// <summary>Inspects the document after its items.</summary>
    public void End(int count, TDocument document);

    /// <summary>Takes what was found since the last call.</summary>
    public List<Violation> Take();
}

/// <summary>The inspection of a list of waiting builds.</summary>
/// <param name="maxBuilds">The maximum number of builds in the list.</param>
/// <param name="hasText">Whether the builds are read from a text.</param>
/// <param name="areIdsDistinct">Whether the ids are known to be distinct, so that they need not be remembered.</param>
internal struct WaitingBuildsInspection(int maxBuilds, bool hasText, bool areIdsDistinct) : IListInspection<WaitingBuilds, Build>
{
    private readonly HashSet<long>? ids = areIdsDistinct ? null : new(KeyedIds.Instance);
    private Build? previous;
    private Inspection inspection = new() { HasText = hasText };

    public List<Violation> Take() => inspection.Take();

    public void Add(int index, Build item)
    {
        inspection.MoveToItem(ContractMembers<Build>.Names, index);
        Checker.Run(Rules.OfListed, new ListedBuild(item, previous, ids is not null && !ids.Add(item.Id)), ref inspection);
        Checker.Check(item, ref inspection);
        previous = item;
    }

    public void End(int count, WaitingBuilds document) =>
        Checker.Run(Rules.OfList, new BuildList(count, maxBuilds, document.UnknownMembers), ref inspection);

    /// <summary>
    /// Hashes an id as a text, for which the framework has a random key in each process. Otherwise a sender could choose ids that all
    /// have the same hash.
    /// </summary>
    private sealed class KeyedIds : IEqualityComparer<long>
    {
        public static KeyedIds Instance { get; } = new();

        public bool Equals(long x, long y) => x == y;

        public int GetHashCode(long obj) =>
            string.GetHashCode(MemoryMarshal.Cast<long, char>(new ReadOnlySpan<long>(in obj)), StringComparison.Ordinal);
    }
}

/// <summary>The inspection of a backend's report.</summary>
internal struct BuildUpdatesInspection : IListInspection<BuildUpdates, BuildUpdate>
{
    private Inspection inspection;

    public List<Violation> Take() => inspection.Take();

    public void Add(int index, BuildUpdate item)
    {
        inspection.MoveToItem(ContractMembers<BuildUpdate>.Names, index);
        Checker.Run(Rules.OfUpdate, item, ref inspection);
    }

    public void End(int count, BuildUpdates document) => Checker.Run(Rules.OfReport, document.UnknownMembers, ref inspection);
}
