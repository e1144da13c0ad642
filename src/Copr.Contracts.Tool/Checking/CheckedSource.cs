using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Checking;

/// <summary>What came of checking one source.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Contract">Which document it is; null where it could not be had.</param>
/// <param name="Violations">What was found, without what was disabled.</param>
/// <param name="Excerpts">The lines that violations are in, by line and column.</param>
internal sealed record CheckedSource(string Source, string? Contract, IReadOnlyList<Violation> Violations, IReadOnlyDictionary<(long Line, long Column), Excerpt> Excerpts)
{
    /// <summary>Why it could not be checked; null where it was.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether there was no build where there had to be one.</summary>
    public bool LacksBuilds { get; init; }

    /// <summary>The least that makes it fail.</summary>
    public required Severity FailOn { get; init; }

    /// <summary>Whether it was checked, and keeps the contract.</summary>
    public bool Conforms => Failure is null && !LacksBuilds && !Violations.Any(IsFailure);

    public bool IsFailure(Violation violation) => violation.Rule.Severity >= FailOn;
}
