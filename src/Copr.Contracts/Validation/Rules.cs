namespace Copr.Contracts.Validation;

/// <summary>The rules of the contract, by id.</summary>
/// <remarks>
/// 1xx: a document cannot be read as the contract's types. 2xx: a build or copr is wrong in itself. 3xx: a list of waiting builds is
/// wrong. 4xx: the target of a URL is wrong. 5xx: a backend's report is wrong.
/// </remarks>
public static class Rules
{
    private static readonly RuleChecks[] Declared =
        [.. ReadingRules.All.Select(static rule => new RuleChecks(rule)), .. BuildRules.All, .. ListRules.All, .. RepositoryRules.All, .. ReportRules.All];

    /// <summary>All rules, in the order of their ids.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        Array.AsReadOnly([.. Declared.Select(static checks => checks.Rule).Distinct().OrderBy(static rule => rule.Id, StringComparer.Ordinal)]);

    internal static RuleCheck<CoprProject>[] OfCopr { get; } = Select(static checks => checks.OfCopr);

    internal static RuleCheck<Build>[] OfBuild { get; } = Select(static checks => checks.OfBuild);

    internal static RuleCheck<InList<PackageUrl>>[] OfPackage { get; } = Select(static checks => checks.OfPackage);

    internal static RuleCheck<InList<Chroot>>[] OfChroot { get; } = Select(static checks => checks.OfChroot);

    internal static RuleCheck<InList<RepositoryUrl>>[] OfRepository { get; } = Select(static checks => checks.OfRepository);

    internal static RuleCheck<ListedBuild>[] OfListed { get; } = Select(static checks => checks.OfListed);

    internal static RuleCheck<BuildList>[] OfList { get; } = Select(static checks => checks.OfList);

    internal static RuleCheck<BuildUpdate>[] OfUpdate { get; } = Select(static checks => checks.OfUpdate);

    internal static RuleCheck<UnknownMembers>[] OfReport { get; } = Select(static checks => checks.OfReport);

    /// <summary>Returns the rule with an id, such as <c>COPR201</c>; null if there is none.</summary>
    /// <param name="id">The id.</param>
    public static Rule? Find(string id) => All.FirstOrDefault(rule => rule.Id == id);

    private static RuleCheck<T>[] Select<T>(Func<RuleChecks, Check<T>?> check) =>
        [.. from checks in Declared where check(checks) is not null select new RuleCheck<T>(checks.Rule, check(checks)!)];
}
