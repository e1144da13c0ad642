using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool;

/// <summary>Rules by what a person calls them.</summary>
internal static class RuleIds
{
    /// <summary>The rule of an id or a name, in whatever case.</summary>
    public static Rule Find(string idOrName) =>
        Rules.All.FirstOrDefault(rule => rule.Id.Equals(idOrName, StringComparison.OrdinalIgnoreCase) || rule.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase))
        ?? throw new CouldNotCheckException($"There is no rule \"{idOrName}\"; copr-contracts rules lists them.");
}
