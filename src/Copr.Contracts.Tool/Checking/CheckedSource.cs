namespace Copr.Contracts.Tool.Checking;

/// <summary>The result of checking one source.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Contract">The contract that the document was checked against; null if the source could not be checked.</param>
/// <param name="Violations">The violations of the rules that are not disabled.</param>
/// <param name="Excerpts">The lines of the violations, by line and column.</param>
internal sealed record CheckedSource(
    string Source,
    string? Contract,
    IReadOnlyList<Violation> Violations,
    IReadOnlyDictionary<(long Line, long Column), Excerpt> Excerpts)
{
    /// <summary>Why the source could not be checked; null if it was.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether builds are required and none is listed.</summary>
    public bool LacksBuilds { get; init; }

    /// <summary>The lowest severity that fails.</summary>
    public required Severity FailOn { get; init; }

    /// <summary>Whether the source was checked and nothing fails.</summary>
    public bool Conforms => Failure is null && !LacksBuilds && !Violations.Any(IsFailure);

    public bool IsFailure(Violation violation) => violation.Rule.Severity >= FailOn;
}
