using Copr.Contracts.Tasks;

namespace Copr.Contracts.Validation;

/// <summary>The rules of the contract, by id.</summary>
/// <remarks>1xx: a document cannot be read as the contract's types. 2xx: a build or copr is wrong in itself. 3xx: a list of waiting builds
/// is wrong. 4xx: the target of a URL is wrong. 5xx: a backend's report is wrong. 6xx: the same on the wire of tasks.</remarks>
public static class Rules
{
    /// <summary>All rules, in the order of their ids.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        Array.AsReadOnly([.. Declared.Select(static one => one.Rule).Distinct().OrderBy(static rule => rule.Id, StringComparer.Ordinal)]);

    internal static IEnumerable<RuleChecks> Declared =>
    [
        .. ReadingRules.All.Select(static rule => new RuleChecks(rule)),
        .. BuildRules.All, .. ListRules.All, .. RepositoryRules.All, .. ReportRules.All, .. TaskRules.All, .. TaskReportRules.All,
        .. ConversationRules.All,
    ];

    internal static int IndexOf(Rule rule) => All.TakeWhile(other => other != rule).Count();

    /// <summary>Returns the rule with an id, such as <c>COPR201</c>; null if there is none.</summary>
    public static Rule? Find(string id) => All.FirstOrDefault(rule => rule.Id == id);
}
