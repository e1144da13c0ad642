namespace Copr.Contracts.Validation;

/// <summary>The inspection of a document with a list of builds, build by build, so that the list need not be in memory.</summary>
internal interface IListInspection<in T>
{
    /// <summary>Looks at the next build.</summary>
    public void Add(int index, T build);

    /// <summary>Looks at the list as a whole.</summary>
    public void End(int count, IReadOnlyCollection<string> unknownMembers);

    /// <summary>Takes away what was found since the last time.</summary>
    public List<Violation> Take();
}
