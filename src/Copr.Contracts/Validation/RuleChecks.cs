namespace Copr.Contracts.Validation;

/// <summary>Looks for violations of one rule in a value, and reports them.</summary>
internal delegate void Check<T>(in T value, Inspection inspection);

/// <summary>A rule and its checks: one for each type of value that can break it.</summary>
internal sealed class RuleChecks(Rule rule)
{
    private readonly List<Delegate> checks = [];

    public RuleChecks(string id, string name, Severity severity, RuleKind kind, string summary, string? quotation = null)
        : this(new Rule(id, name, severity, kind, summary, quotation))
    {
    }

    public Rule Rule => rule;

    /// <summary>Adds a check.</summary>
    public RuleChecks On<T>(Check<T> check)
    {
        checks.Add(check);
        return this;
    }

    /// <summary>The checks of a type of value.</summary>
    public IEnumerable<RuleCheck<T>> Of<T>() => checks.OfType<Check<T>>().Select(check => new RuleCheck<T>(Rules.IndexOf(rule), check));
}

/// <summary>One check of a rule, which is at an index in <see cref="Rules.All"/>.</summary>
internal readonly record struct RuleCheck<T>(int Rule, Check<T> Run);

/// <summary>The checks of all rules for a type of value.</summary>
internal static class ChecksOf<T>
{
    public static readonly RuleCheck<T>[] All = [.. Rules.Declared.SelectMany(static checks => checks.Of<T>())];
}

/// <summary>A build in a list of waiting builds, the build before it, and whether its id appeared before.</summary>
internal readonly record struct ListedBuild(Build Build, Build? Previous, bool IsRepeated);

/// <summary>The number of builds in a list of waiting builds, and its maximum.</summary>
internal readonly record struct BuildCount(int Count, int Max);
