namespace Copr.Contracts.Validation;

/// <summary>The inspection of a backend's report.</summary>
internal struct ReportInspection : IListInspection<BuildUpdate>
{
    private Inspection inspection;

    public readonly Inspection Inspection => inspection;

    public List<Violation> Take() => inspection.Take();

    public void Add(int index, BuildUpdate build) => ContractValidator.Check(build, ref inspection, Inspection.Scope.Report, index);

    public void End(int count, IReadOnlyCollection<string> unknownMembers)
    {
        foreach (Rule rule in Rules.OfReports)
        {
            inspection.Rule = rule;
            rule.OfReport!(unknownMembers, ref inspection);
        }
    }
}
