namespace Copr.Contracts.Validation;

/// <summary>Runs the rules on one object after another, and collects what they find. Allocates only if they find something.</summary>
internal sealed class Inspection(ReadingMode mode, string list = "/builds")
{
    /// <summary>The maximum number of violations of one rule in one object.</summary>
    private const int MaxOfOneRule = 100;

    /// <summary>The number of items that are compared one by one. A longer list has a set of its items.</summary>
    private const int ShortList = 16;

    private readonly List<Violation> found = [];

    /// <summary>The number of violations of each rule in the object.</summary>
    private readonly int[] counts = new int[Rules.All.Count];

    /// <summary>The first items of the list.</summary>
    private readonly List<ItemText> items = [];

    private IReadOnlyList<string> names = [];
    private int index;
    private int rule;

    /// <summary>The JSON Pointer, in the object, of the part that is inspected; empty for the object itself.</summary>
    private string part = "";

    /// <summary>The JSON Pointer, in the part, of the member that is inspected; empty for the part itself.</summary>
    private string pointer = "";

    public ReadingMode Mode => mode;

    /// <summary>Whether the object is a copr without a build.</summary>
    public bool IsCoprAlone => ReferenceEquals(names, MembersOf<CoprProject>.Names);

    /// <summary>Whether the rule was already broken in this object.</summary>
    public bool IsReported => counts[rule] > 0;

    /// <summary>The number of the item in its list, from 1.</summary>
    public int ItemNumber { get; private set; }
    public bool IsRepeated { get; private set; }

    public T First<T>() where T : struct, IListItem<T> => T.FromValid(items[0]);

    /// <summary>Inspects an object, perhaps at an index of a list. Returns what breaks the contract, in the contract's order.</summary>
    public IReadOnlyList<Violation> Inspect<T>(T value, Action<T> inspect, int index = -1) where T : class, IContractObject<T>
    {
        (names, this.index, part) = (MembersOf<T>.Names, index, "");
        counts.AsSpan().Clear();
        inspect(value);
        return found.Count == 0 ? [] : Take();
    }

    public void Inspect(Build build)
    {
        Run(build);
        RunOnUnknown(build.UnknownMembers);
        RunOnItems("/pkgs", build.Packages);
        int before = found.Count;
        RunOnItems("/chroots", build.Chroots);
        bool areSameChroots = before == found.Count && build.Copr.Chroots == build.Chroots;
        At("/copr");
        counts.AsSpan().Clear();
        Inspect(build.Copr, areSameChroots ? default : build.Copr.Chroots);
    }

    /// <summary>Inspects a copr with its chroots, or with none if they are inspected already.</summary>
    public void Inspect(CoprProject copr, SpaceSeparatedList<Chroot> chroots)
    {
        Run(copr);
        RunOnUnknown(copr.UnknownMembers);
        RunOnItems("/repos", copr.Repositories);
        RunOnItems("/chroots", chroots);
    }

    /// <summary>Inspects an object's unknown members. In a part of a backend's report, a frontend reads only the known ones.</summary>
    public void RunOnUnknown(UnknownMembers members, string? knownInReport = null)
    {
        foreach (string name in members.Count == 0 ? [] : members.Keys)
        {
            pointer = JsonPointer.Append("", name);
            Run(new UnknownMember(name, knownInReport));
        }

        pointer = "";
    }

    /// <summary>Continues with the part of the object that has a JSON Pointer.</summary>
    public Inspection At(string part)
    {
        this.part = part;
        return this;
    }

    public void Run<T>(in T value)
    {
        foreach (RuleCheck<T> check in ChecksOf<T>.All)
        {
            rule = check.Rule;
            if (counts[rule] < MaxOfOneRule && check.Run(in value, this) is { } finding)
            {
                counts[rule]++;
                string path = $"{ObjectPointer}{part}{check.Pointer ?? pointer}";
                found.Add(new Violation(Rules.All[rule], path, finding.Found, finding.Expected));
            }
        }
    }

    private Violation[] Take()
    {
        Violation[] taken = [.. found.OrderBy(PlaceOf).ThenBy(static violation => violation.Rule.Id, StringComparer.Ordinal)];
        found.Clear();
        return taken;
    }

    private string ObjectPointer => index < 0 ? "" : JsonPointer.Append(list, index);

    /// <summary>The place of a member, and of a member or an item in it. Unknown members are last.</summary>
    private (int Outer, int Inner) PlaceOf(Violation violation)
    {
        string[] path = [.. JsonPointer.Split(violation.Path[ObjectPointer.Length..])];
        (string? outer, string? inner) = (path.ElementAtOrDefault(0), path.ElementAtOrDefault(1));

        // A copr has no items, but an unknown member of it can have a number as its name.
        bool isInCopr = outer == MemberNames.Copr.Value;
        bool isItem = int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out int item) && !isInCopr;
        return (PlaceIn(names, outer), isItem ? item : PlaceIn(MembersOf<CoprProject>.Names, inner));
    }

    private static int PlaceIn(IEnumerable<string> names, string? name) =>
        name is null ? -1 : names.TakeWhile(known => known != name).Count();

    private void RunOnItems<T>(string member, SpaceSeparatedList<T> list) where T : struct, IListItem<T>
    {
        HashSet<ItemText>? set = null;
        items.Clear();
        (pointer, ItemNumber) = (member, 0);
        foreach (T item in list)
        {
            bool isShort = ItemNumber++ < ShortList;
            IsRepeated = isShort ? items.Contains(item.Text) : !(set ??= [.. items]).Add(item.Text);
            if (isShort)
                items.Add(item.Text);
            Run(item);
        }

        pointer = "";
    }
}
