namespace Copr.Contracts.Validation;

/// <summary>The inspection of a list of waiting builds.</summary>
internal struct ListInspection : IListInspection<Build>
{
    private readonly int limit;
    private HashSet<long>? ids;
    private Build? previous;
    private Inspection inspection;

    public ListInspection(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        this.limit = limit;
    }

    public readonly Inspection Inspection => inspection;

    public List<Violation> Take() => inspection.Take();

    public void Add(int index, Build build)
    {
        inspection.MoveTo(Inspection.Scope.List, index);
        var listed = new ListedBuild(build, previous, !(ids ??= []).Add(build.Id));
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
}
