namespace Copr.Contracts.Validation;

/// <summary>Runs the checks of all rules on an object.</summary>
internal static class Checker
{
    /// <summary>Checks a build that the inspection is at, and its copr.</summary>
    public static void Check(Build build, ref Inspection inspection)
    {
        Run(Rules.OfBuild, build, ref inspection);
        Run(Rules.OfPackages, build.Packages, ref inspection);
        int found = inspection.Count;
        Run(Rules.OfChroots, build.Chroots, ref inspection);
        bool areSameChroots = found == inspection.Count && build.Copr.Chroots == build.Chroots;
        inspection.MoveToCopr(ContractMembers<CoprProject>.Names);
        Check(build.Copr, ref inspection, areChrootsChecked: areSameChroots);
    }

    /// <summary>Checks a copr that the inspection is at.</summary>
    public static void Check(CoprProject copr, ref Inspection inspection, bool areChrootsChecked = false)
    {
        Run(Rules.OfCopr, copr, ref inspection);
        Run(Rules.OfRepositories, copr.Repositories, ref inspection);
        if (!areChrootsChecked)
        {
            Run(Rules.OfChroots, copr.Chroots, ref inspection);
        }
    }

    public static void Run<T>(RuleCheck<T>[] checks, T value, ref Inspection inspection)
    {
        foreach ((Rule rule, Check<T> run) in checks)
        {
            inspection.Rule = rule;
            run(value, ref inspection);
        }
    }
}
