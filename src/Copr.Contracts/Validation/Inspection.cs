using System.Runtime.InteropServices;

namespace Copr.Contracts.Validation;

/// <summary>Runs the rules on one object after another, and collects what they find. Allocates only if they find something.</summary>
internal sealed class Inspection
{
    /// <summary>The maximum number of violations of one rule in one object.</summary>
    private const int MaxOfOneRule = 100;

    /// <summary>The length of a text in which searching for an item is faster than building a set of items.</summary>
    private const int ShortText = 1024;

    private readonly List<Violation> found = [];
    private readonly Dictionary<Rule, int> counts = [];
    private IReadOnlyList<string> names = [];
    private int index;
    private bool isInCopr;
    private Rule? rule;

    /// <summary>Whether the objects are read from a text, which the readers have checked.</summary>
    public bool HasText { get; init; }

    /// <summary>Whether the object is a copr without a build.</summary>
    public bool IsCoprAlone => ReferenceEquals(names, ContractMembers<CoprProject>.Names);

    /// <summary>Whether the rule is broken in this object before.</summary>
    public bool IsReported => counts.ContainsKey(rule!);

    /// <summary>Moves to an object.</summary>
    /// <param name="index">The object's index in the list; -1 if it is not in one.</param>
    public void MoveTo<T>(int index = -1)
        where T : class, IContractObject<T>
    {
        (names, this.index, isInCopr) = (ContractMembers<T>.Names, index, false);
        counts.Clear();
    }

    /// <summary>Inspects a build and its copr.</summary>
    public void Inspect(Build build)
    {
        Run(build);
        RunOnItems("/pkgs", build.Packages);
        int before = found.Count;
        RunOnItems("/chroots", build.Chroots);
        bool areSameChroots = before == found.Count && build.Copr.Chroots == build.Chroots;
        isInCopr = true;
        counts.Clear();
        Inspect(build.Copr, areSameChroots ? default : build.Copr.Chroots);
    }

    /// <summary>Inspects a copr.</summary>
    /// <param name="copr">The copr.</param>
    /// <param name="chroots">Its chroots, unless they are inspected already.</param>
    public void Inspect(CoprProject copr, SpaceSeparatedList<Chroot> chroots)
    {
        Run(copr);
        RunOnItems("/repos", copr.Repositories);
        RunOnItems("/chroots", chroots);
    }

    /// <summary>Runs the checks of a type of value.</summary>
    public void Run<T>(in T value)
    {
        foreach ((Rule checkedRule, Check<T> run) in ChecksOf<T>.All)
        {
            rule = checkedRule;
            if (counts.Count == 0 || counts.GetValueOrDefault(rule) < MaxOfOneRule)
            {
                run(in value, this);
            }
        }
    }

    /// <summary>Reports that a value in the object breaks the rule.</summary>
    /// <param name="pointer">The JSON Pointer of the value in the object; empty for the object itself.</param>
    /// <param name="whatWasFound">What was found, as a clause.</param>
    /// <param name="expected">What was expected instead.</param>
    public void Report(string pointer, string whatWasFound, string expected)
    {
        if (++CollectionsMarshal.GetValueRefOrAddDefault(counts, rule!, out _) <= MaxOfOneRule)
        {
            found.Add(new Violation(rule!, $"{Pointer}{(isInCopr ? "/copr" : "")}{pointer}", whatWasFound, expected));
        }
    }

    /// <summary>Takes what was found in the object, in the contract's order.</summary>
    public IReadOnlyList<Violation> Take()
    {
        if (found.Count == 0)
        {
            return [];
        }

        int start = Pointer.Length;
        Violation[] taken =
        [
            .. found.OrderBy(violation => OrderOf(JsonPointer.Split(violation.Path[start..])))
                .ThenBy(static violation => violation.Rule.Id, StringComparer.Ordinal),
        ];
        found.Clear();
        return taken;
    }

    private string Pointer => index < 0 ? "" : JsonPointer.Append("/builds", index);

    /// <summary>The place of a member, and of a member in it. Unknown members are last.</summary>
    private (int Outer, int Inner) OrderOf(IEnumerable<string> path)
    {
        string[] members = [.. path];
        return (members.Length == 0 ? -1 : OrderOf(names, members[0]), members.Length < 2 ? -1 : OrderOf(ContractMembers<CoprProject>.Names, members[1]));
    }

    private static int OrderOf(IReadOnlyList<string> names, string name) => names.TakeWhile(known => known != name).Count();

    private void RunOnItems<T>(string member, SpaceSeparatedList<T> list)
        where T : struct, IListItem<T>
    {
        // The text before an item contains it, perhaps as a part of another item, if it is repeated.
        string text = list.ToString();
        HashSet<T>? earlier = text.Length > ShortText ? [] : null;
        T first = default;
        int number = 0;
        foreach (T item in list)
        {
            first = number == 0 ? item : first;
            bool mayBeRepeated = earlier is not null || text.AsSpan(0, item.Text.Start).IndexOf(item.Text.Span) >= 0;
            bool isRepeated = mayBeRepeated && !(earlier ??= [.. list.Take(number)]).Add(item);
            Run(new InList<T>(member, item, first, ++number, isRepeated));
        }
    }
}
