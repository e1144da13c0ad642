namespace Copr.Contracts.Validation;

/// <summary>Looks for violations of a rule in a value, and reports them.</summary>
internal delegate void Check<T>(in T value, Rule rule, ref Inspection inspection);

/// <summary>A rule and what it checks. Null members check nothing.</summary>
/// <param name="rule">The rule.</param>
internal sealed class RuleChecks(Rule rule)
{
    public RuleChecks(string id, string name, Severity severity, RuleKind kind, string summary, string? quotation = null)
        : this(new Rule(id, name, severity, kind, summary, quotation))
    {
    }

    public Rule Rule { get; } = rule;

    /// <summary>Checks a copr.</summary>
    public Check<CoprProject>? OfCopr { get; init; }

    /// <summary>Checks a build.</summary>
    public Check<Build>? OfBuild { get; init; }

    /// <summary>Checks a package of a build.</summary>
    public Check<InList<PackageUrl>>? OfPackage { get; init; }

    /// <summary>Checks a chroot of a build or copr.</summary>
    public Check<InList<Chroot>>? OfChroot { get; init; }

    /// <summary>Checks a repository of a copr.</summary>
    public Check<InList<RepositoryUrl>>? OfRepository { get; init; }

    /// <summary>Checks a build in its list.</summary>
    public Check<ListedBuild>? OfListed { get; init; }

    /// <summary>Checks the list as a whole.</summary>
    public Check<BuildList>? OfList { get; init; }

    /// <summary>Checks an entry of a backend's report.</summary>
    public Check<BuildUpdate>? OfUpdate { get; init; }

    /// <summary>Checks the unknown members of a backend's report.</summary>
    public Check<UnknownMembers>? OfReport { get; init; }
}

/// <summary>One check of a rule.</summary>
internal readonly record struct RuleCheck<T>(Rule Rule, Check<T> Run);

/// <summary>An item of a space-separated list, the first item, the item's number from 1, and whether it appeared before.</summary>
internal readonly record struct InList<T>(T Item, T First, int Number, bool IsRepeated)
    where T : struct, IListItem<T>;

/// <summary>A build in a list of waiting builds, the build before it, and whether its id appeared before.</summary>
internal readonly record struct ListedBuild(Build Build, Build? Previous, bool IsRepeated);

/// <summary>A list of waiting builds: its number of builds and their maximum, and its unknown members.</summary>
internal readonly record struct BuildList(int Count, int MaxBuilds, UnknownMembers UnknownMembers);
