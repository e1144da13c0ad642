namespace Copr.Contracts.Validation;

/// <summary>What breaks a rule: what was found, as a clause, and what was expected instead.</summary>
internal sealed record Finding(string Found, string Expected);

/// <summary>Checks a value by one rule; null if the value keeps it.</summary>
internal delegate Finding? Check<T>(in T value, Inspection inspection);

/// <summary>One check of a rule, which is at an index in <see cref="Rules.All"/>.</summary>
internal readonly record struct RuleCheck<T>(int Rule, string? Pointer, Check<T> Run);

/// <summary>The checks of all rules for a type of value.</summary>
internal static class ChecksOf<T>
{
    public static readonly RuleCheck<T>[] All = [.. Rules.Declared.SelectMany(static checks => checks.Of<T>())];
}

/// <summary>A rule and its checks: one or more for each type of value that can break it.</summary>
internal sealed class RuleChecks(Rule rule)
{
    private readonly List<(string? Pointer, Delegate Check)> checks = [];

    public RuleChecks(string id, string name, Severity severity, RuleKind kind, string summary, string? quotation = null)
        : this(new Rule(id, name, severity, kind, summary, quotation)) { }

    public Rule Rule => rule;

    /// <summary>Adds a check of a type of value, or of its member at a JSON Pointer.</summary>
    public RuleChecks On<T>(string? pointer, Check<T> check)
    {
        checks.Add((pointer, check));
        return this;
    }

    public RuleChecks On<T>(Check<T> check) => On(null, check);

    public IEnumerable<RuleCheck<T>> Of<T>() =>
        from item in checks where item.Check is Check<T> select new RuleCheck<T>(Rules.IndexOf(rule), item.Pointer, (Check<T>)item.Check);
}

/// <summary>A build in a list of waiting builds, the build before it, and whether its id appeared before.</summary>
internal readonly record struct ListedBuild(Build Build, Build? Previous, bool IsRepeated);

/// <summary>The number of builds in a list of waiting builds, and its maximum.</summary>
internal readonly record struct BuildCount(int Count, int Max);

/// <summary>A member that the contract does not define, and those that it defines there if a backend sends it in a report.</summary>
internal readonly record struct UnknownMember(string Name, string? KnownInReport);
