using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool;

/// <summary>Finds rules as people name them.</summary>
internal static class RuleIds
{
    /// <summary>Returns the rule with an id or name, in any case.</summary>
    /// <exception cref="CouldNotCheckException">There is no such rule.</exception>
    public static Rule Find(string idOrName) =>
        Rules.Find(idOrName.ToUpperInvariant())
        ?? Rules.All.FirstOrDefault(rule => rule.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase))
        ?? throw new CouldNotCheckException($"There is no rule \"{idOrName}\"; copr-contracts rules lists them.");
}
