namespace Copr.Contracts.Validation;

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

    /// <summary>Checks the packages of a build.</summary>
    public Check<SpaceSeparatedList<PackageUrl>>? OfPackages { get; init; }

    /// <summary>Checks the chroots of a build or copr.</summary>
    public Check<SpaceSeparatedList<Chroot>>? OfChroots { get; init; }

    /// <summary>Checks the repositories of a copr.</summary>
    public Check<SpaceSeparatedList<RepositoryUrl>>? OfRepositories { get; init; }

    /// <summary>Checks a build in its list.</summary>
    public Check<ListedBuild>? OfListed { get; init; }

    /// <summary>Checks the list as a whole.</summary>
    public Check<BuildList>? OfList { get; init; }

    /// <summary>Checks an entry of a backend's report.</summary>
    public Check<BuildUpdate>? OfUpdate { get; init; }

    /// <summary>Checks the names of the unknown members of a backend's report.</summary>
    public Check<IReadOnlyCollection<string>>? OfReport { get; init; }
}

/// <summary>One check of a rule.</summary>
internal readonly record struct RuleCheck<T>(Rule Rule, Check<T> Run);

/// <summary>A build in a list of waiting builds, the build before it, and whether its id appeared before.</summary>
internal readonly record struct ListedBuild(Build Build, Build? Previous, bool IsRepeated);

/// <summary>A list of waiting builds: its number of builds and their maximum, and the names of its unknown members.</summary>
internal readonly record struct BuildList(int Count, int MaxBuilds, IReadOnlyCollection<string> UnknownMembers);
