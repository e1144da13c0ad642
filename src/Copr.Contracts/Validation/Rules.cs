namespace Copr.Contracts.Validation;

/// <summary>The catalogue of the contract's rules.</summary>
/// <remarks>
/// 1xx: a document cannot be read as the contract's types. 2xx: a build or a copr is wrong in itself. 3xx: a list of
/// waiting builds is wrong. 4xx: what a URL points to is wrong. 5xx: a backend's report is wrong. A rule is declared in
/// one place, with what it checks; the catalogue finds it there.
/// </remarks>
public static partial class Rules
{
    private static List<Rule>? declared;

    /// <summary>All rules, by id.</summary>
    public static IReadOnlyList<Rule> All => Catalogue.All;

    internal static ReadOnlySpan<Rule> OfCoprs => Catalogue.OfCoprs;

    internal static ReadOnlySpan<Rule> OfBuilds => Catalogue.OfBuilds;

    internal static ReadOnlySpan<ListRule<PackageUrl>> OfPackages => Catalogue.OfPackages;

    internal static ReadOnlySpan<ListRule<Chroot>> OfChroots => Catalogue.OfChroots;

    internal static ReadOnlySpan<ListRule<RepositoryUrl>> OfRepositories => Catalogue.OfRepositories;

    internal static ReadOnlySpan<Rule> OfListedBuilds => Catalogue.OfListedBuilds;

    internal static ReadOnlySpan<Rule> OfLists => Catalogue.OfLists;

    internal static ReadOnlySpan<Rule> OfUpdates => Catalogue.OfUpdates;

    internal static ReadOnlySpan<Rule> OfReports => Catalogue.OfReports;

    private static Rule Declare(Rule rule)
    {
        (declared ??= []).Add(rule);
        return rule;
    }

    /// <summary>Apart from the declarations, so that it is made after all of them.</summary>
    private static class Catalogue
    {
        public static IReadOnlyList<Rule> All { get; } = Array.AsReadOnly([.. declared!.OrderBy(static rule => rule.Id, StringComparer.Ordinal)]);

        public static Rule[] OfCoprs { get; } = [.. All.Where(static rule => rule.OfCopr is not null)];

        public static Rule[] OfBuilds { get; } = [.. All.Where(static rule => rule.OfBuild is not null)];

        public static ListRule<PackageUrl>[] OfPackages { get; } = CheckingLists(static rule => rule.OfPackages);

        public static ListRule<Chroot>[] OfChroots { get; } = CheckingLists(static rule => rule.OfChroots);

        public static ListRule<RepositoryUrl>[] OfRepositories { get; } = CheckingLists(static rule => rule.OfRepositories);

        public static Rule[] OfListedBuilds { get; } = [.. All.Where(static rule => rule.OfListed is not null)];

        public static Rule[] OfLists { get; } = [.. All.Where(static rule => rule.OfList is not null)];

        public static Rule[] OfUpdates { get; } = [.. All.Where(static rule => rule.OfUpdate is not null)];

        public static Rule[] OfReports { get; } = [.. All.Where(static rule => rule.OfReport is not null)];

        private static ListRule<T>[] CheckingLists<T>(Func<Rule, Check<SpaceSeparatedList<T>>?> check)
            where T : struct, IListItem<T> =>
            [.. from rule in All where check(rule) is not null select new ListRule<T>(rule, check(rule)!)];
    }
}
