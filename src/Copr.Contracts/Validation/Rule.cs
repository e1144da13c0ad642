namespace Copr.Contracts.Validation;

/// <summary>A rule of the contract; <see cref="Rules"/> has them all.</summary>
public sealed class Rule
{
    internal Rule(string id, string name, Severity severity, RuleKind kind, string summary, string? wikiSentence = null)
    {
        Id = id;
        Name = name;
        Severity = severity;
        Kind = kind;
        Summary = summary;
        WikiSentence = wikiSentence;
    }

    /// <summary>The id, such as <c>COPR201</c>; never reused.</summary>
    public string Id { get; }

    /// <summary>The name, such as <c>mixed-releases</c>.</summary>
    public string Name { get; }

    /// <summary>How bad it is when the rule is broken.</summary>
    public Severity Severity { get; }

    /// <summary>What it takes to check the rule.</summary>
    public RuleKind Kind { get; }

    /// <summary>What the rule asks for, in one line.</summary>
    public string Summary { get; }

    /// <summary>The sentence of the wiki's page that the rule comes from, word by word; null where the page is silent.</summary>
    public string? WikiSentence { get; }

    /// <summary>What the rule asks of a copr; null where that is nothing.</summary>
    internal Check<CoprProject>? OfCopr { get; init; }

    /// <summary>What the rule asks of a build; null where that is nothing.</summary>
    internal Check<Build>? OfBuild { get; init; }

    /// <summary>What the rule asks of a list of packages, whatever build has it; null where that is nothing.</summary>
    internal Check<SpaceSeparatedList<PackageUrl>>? OfPackages { get; init; }

    /// <summary>What the rule asks of a list of chroots, whatever build or copr has it; null where that is nothing.</summary>
    internal Check<SpaceSeparatedList<Chroot>>? OfChroots { get; init; }

    /// <summary>What the rule asks of a list of repositories, whatever copr has it; null where that is nothing.</summary>
    internal Check<SpaceSeparatedList<RepositoryUrl>>? OfRepositories { get; init; }

    /// <summary>What the rule asks of a build in its list; null where that is nothing.</summary>
    internal Check<ListedBuild>? OfListed { get; init; }

    /// <summary>What the rule asks of the list as a whole; null where that is nothing.</summary>
    internal Check<BuildList>? OfList { get; init; }

    /// <summary>What the rule asks of an entry of a backend's report; null where that is nothing.</summary>
    internal Check<BuildUpdate>? OfUpdate { get; init; }

    /// <summary>What the rule asks of the members beside the entries of a backend's report; null where that is nothing.</summary>
    internal Check<IReadOnlyCollection<string>>? OfReport { get; init; }

    /// <summary>Id and name.</summary>
    public override string ToString() => $"{Id} {Name}";
}

/// <summary>Looks for breaches of one rule and reports them.</summary>
internal delegate void Check<in T>(T value, ref Inspection inspection);

/// <summary>What a rule asks of a space-separated list.</summary>
internal readonly record struct ListRule<T>(Rule Rule, Check<SpaceSeparatedList<T>> Check)
    where T : struct, IListItem<T>;

/// <summary>A build in a list of waiting builds: the one before it, and whether its id was there already.</summary>
internal readonly record struct ListedBuild(Build Build, Build? Previous, bool IsRepeated);

/// <summary>A list of waiting builds: how many there are and may be, and what stands beside them.</summary>
internal readonly record struct BuildList(int Count, int Limit, IReadOnlyCollection<string> UnknownMembers);
