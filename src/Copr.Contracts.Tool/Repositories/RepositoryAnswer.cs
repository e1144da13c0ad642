namespace Copr.Contracts.Tool.Repositories;

/// <summary>The answer of a repository without usable metadata: the rule that it breaks, and what was found, as a clause.</summary>
internal sealed record RepositoryAnswer(Rule Rule, string Found);
