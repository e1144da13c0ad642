using System.Runtime.InteropServices;

namespace Copr.Contracts.Validation;

/// <summary>Collects what the rules find in one object after another. Allocates only if they find something.</summary>
internal struct Inspection
{
    /// <summary>The maximum number of violations of one rule in one object.</summary>
    public const int MaxOfOneRule = 100;

    /// <summary>The maximum number of violations in the builds of one list.</summary>
    public const int MaxOfOneList = 10_000;

    private List<(Violation Violation, long Order)>? found;
    private Dictionary<Rule, int>? counts;
    private IReadOnlyList<string>? names;
    private int index;
    private bool isListed;
    private bool isInCopr;
    private bool hasError;

    /// <summary>Whether the objects are read from a text, which the readers have checked.</summary>
    public bool HasText { get; init; }

    /// <summary>Whether the object is a copr without a build.</summary>
    public readonly bool IsCoprAlone => !isListed && !isInCopr && ReferenceEquals(names, Json.ContractMembers<CoprProject>.Names);

    /// <summary>The number of violations so far.</summary>
    public readonly int Count => found?.Count ?? 0;

    /// <summary>The number of violations of a rule in this object.</summary>
    public readonly int CountOf(Rule rule) => counts is null ? 0 : counts.GetValueOrDefault(rule);

    /// <summary>Whether further violations of a rule in this object would not be reported.</summary>
    public readonly bool IsFull(Rule rule) => CountOf(rule) >= MaxOfOneRule;

    /// <summary>Moves to an object that is validated by itself.</summary>
    /// <param name="members">The names of its members, in the contract's order.</param>
    public void MoveTo(IReadOnlyList<string> members) => MoveTo(members, index: 0, isListed: false);

    /// <summary>Moves to an item of the list.</summary>
    public void MoveToItem(IReadOnlyList<string> members, int index) => MoveTo(members, index, isListed: true);

    /// <summary>Moves from a build to its copr.</summary>
    public void MoveToCopr(IReadOnlyList<string> members)
    {
        (names, isInCopr) = (members, true);
        counts?.Clear();
    }

    /// <summary>Reports that the object breaks the rule.</summary>
    public void Report(Rule rule, string found, string expected) => Add(rule, GetPointer(), GetOrder(0), found, expected);

    /// <summary>Reports that a member of the object breaks the rule.</summary>
    public void Report(Rule rule, string member, string found, string expected) =>
        Add(rule, JsonPointer.Append(GetPointer(), member), GetOrder(OrdinalOf(member)), found, expected);

    /// <summary>Reports that a member of the build's copr breaks the rule.</summary>
    public void ReportOfCopr(Rule rule, string member, string found, string expected)
    {
        IReadOnlyList<string>? ofBuild = names;
        (names, isInCopr) = (Json.ContractMembers<CoprProject>.Names, true);
        Report(rule, member, found, expected);
        (names, isInCopr) = (ofBuild, false);
    }

    /// <summary>Reports that a member of the document breaks the rule.</summary>
    public void ReportOfDocument(Rule rule, string member, string found, string expected) =>
        Add(rule, JsonPointer.Append("", member), member == MemberNames.Builds.Value ? -1 : long.MaxValue, found, expected, isOfDocument: true);

    /// <summary>Takes what was found, in the contract's order.</summary>
    public List<Violation> Take()
    {
        List<Violation> taken = found is null ? [] :
        [
            .. found.OrderBy(static item => item.Order)
                .ThenBy(static item => item.Violation.Rule.Id, StringComparer.Ordinal)
                .Select(static item => item.Violation),
        ];
        found = null;
        return taken;
    }

    private void MoveTo(IReadOnlyList<string> members, int index, bool isListed)
    {
        (names, this.index, this.isListed, isInCopr) = (members, index, isListed, false);
        counts?.Clear();
    }

    /// <summary>The position of a member: 0 is the object, and unknown members are last.</summary>
    private readonly int OrdinalOf(string member)
    {
        int ordinal = 1;
        foreach (string name in names!)
        {
            if (name == member)
            {
                return ordinal;
            }

            ordinal++;
        }

        return ordinal;
    }

    private readonly string GetPointer() =>
        (isListed ? string.Create(CultureInfo.InvariantCulture, $"/{MemberNames.Builds.Value}/{index}") : "") + (isInCopr ? "/copr" : "");

    private readonly long GetOrder(int ordinal)
    {
        const int Copr = 5;
        return ((long)index << 16) | (uint)(isInCopr ? (Copr << 8) | ordinal : ordinal << 8);
    }

    private void Add(Rule rule, string pointer, long order, string whatWasFound, string expected, bool isOfDocument = false)
    {
        if (IsFull(rule))
        {
            return;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(counts ??= [], rule, out _)++;
        bool isFirstError = !hasError && rule.Severity == Severity.Error;
        hasError |= isFirstError;
        if (isFirstError || isOfDocument || found is null || found.Count < MaxOfOneList)
        {
            (found ??= []).Add((new Violation(rule, pointer, whatWasFound, expected), order));
        }
    }
}
