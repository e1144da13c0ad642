namespace Copr.Contracts.Validation;

/// <summary>Runs the checks of all rules on an object that an inspection is at.</summary>
internal static class Checker
{
    /// <summary>The length of a text in which searching for an item is faster than building a set of items.</summary>
    private const int ShortText = 1024;

    /// <summary>Checks a build and its copr.</summary>
    public static void Check(Build build, ref Inspection inspection)
    {
        Run(Rules.OfBuild, build, ref inspection);
        RunOnItems(Rules.OfPackage, build.Packages, ref inspection);
        int found = inspection.Count;
        RunOnItems(Rules.OfChroot, build.Chroots, ref inspection);
        bool areSameChroots = found == inspection.Count && build.Copr.Chroots == build.Chroots;
        inspection.MoveToCopr(ContractMembers<CoprProject>.Names);
        Check(build.Copr, ref inspection, areChrootsChecked: areSameChroots);
    }

    /// <summary>Checks a copr.</summary>
    public static void Check(CoprProject copr, ref Inspection inspection, bool areChrootsChecked = false)
    {
        Run(Rules.OfCopr, copr, ref inspection);
        RunOnItems(Rules.OfRepository, copr.Repositories, ref inspection);
        RunOnItems(Rules.OfChroot, areChrootsChecked ? default : copr.Chroots, ref inspection);
    }

    public static void Run<T>(RuleCheck<T>[] checks, in T value, ref Inspection inspection)
    {
        foreach ((Rule rule, Check<T> run) in checks)
        {
            run(in value, rule, ref inspection);
        }
    }

    private static void RunOnItems<T>(RuleCheck<InList<T>>[] checks, SpaceSeparatedList<T> list, ref Inspection inspection)
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
            var listed = new InList<T>(item, first, ++number, isRepeated);
            foreach ((Rule rule, Check<InList<T>> run) in checks)
            {
                if (!inspection.IsFull(rule))
                {
                    run(in listed, rule, ref inspection);
                }
            }
        }
    }
}
