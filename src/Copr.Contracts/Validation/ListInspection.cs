using System.Runtime.InteropServices;

namespace Copr.Contracts.Validation;

/// <summary>The inspection of a list of waiting builds.</summary>
internal struct ListInspection : IListInspection<Build>
{
    private readonly int limit;
    private readonly bool areIdsDistinct;
    private HashSet<long>? ids;
    private Build? previous;
    private Inspection inspection;

    /// <param name="limit">How many builds the list may hold.</param>
    /// <param name="areIdsDistinct">Whether that is known, so that the ids need not be remembered.</param>
    public ListInspection(int limit, bool areIdsDistinct = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        this.limit = limit;
        this.areIdsDistinct = areIdsDistinct;
    }

    public readonly Inspection Inspection => inspection;

    public List<Violation> Take() => inspection.Take();

    public void Add(int index, Build build)
    {
        inspection.MoveTo(Inspection.Scope.List, index);
        var listed = new ListedBuild(build, previous, !areIdsDistinct && !(ids ??= new(KeyedIds.Instance)).Add(build.Id));
        foreach (Rule rule in Rules.OfListedBuilds)
        {
            inspection.Rule = rule;
            rule.OfListed!(listed, ref inspection);
        }

        ContractValidator.Check(build, ref inspection, Inspection.Scope.List, index);
        previous = build;
    }

    public void End(int count, IReadOnlyCollection<string> unknownMembers)
    {
        var list = new BuildList(count, limit, unknownMembers);
        foreach (Rule rule in Rules.OfLists)
        {
            inspection.Rule = rule;
            rule.OfList!(list, ref inspection);
        }
    }

    /// <summary>
    /// Hashes an id as a text, which the framework does with a key of the process: of a number, and of what
    /// <see cref="HashCode"/> combines, a sender can choose ids that are all of one hash.
    /// </summary>
    private sealed class KeyedIds : IEqualityComparer<long>
    {
        public static KeyedIds Instance { get; } = new();

        public bool Equals(long x, long y) => x == y;

        public int GetHashCode(long obj) => string.GetHashCode(MemoryMarshal.Cast<long, char>(new ReadOnlySpan<long>(in obj)), StringComparison.Ordinal);
    }
}
