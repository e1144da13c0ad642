using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Repositories;

/// <summary>What a URL answered: the rule that it breaks, and what was found; null where the metadata is there.</summary>
internal sealed record RepositoryAnswer(Rule Rule, string Found);
