namespace Copr.Contracts.Validation;

/// <summary>What a validation found.</summary>
public sealed class ValidationReport
{
    /// <summary>How much is told of the builds of one list, so that a hostile one cannot grow a report without bound.</summary>
    internal const int MostViolations = 10_000;

    /// <summary>How much is told of what keeps one build, or one other value, from being read.</summary>
    internal const int MostOfOneValue = 1000;

    /// <summary>How often one rule is told of one object, and how much of one list's items.</summary>
    internal const int MostOfOneRule = 100;

    internal ValidationReport(IReadOnlyList<Violation> violations) => Violations = violations;

    /// <summary>
    /// Every violation of every severity, in the order of the document. Of one list's items, and of one rule in one object, the
    /// first hundred are told; of what keeps one build from being read the first thousand; of the builds of one list the first
    /// ten thousand, and where there is an error, the first error.
    /// </summary>
    public IReadOnlyList<Violation> Violations { get; }

    /// <summary>Whether the contract is kept: whether there is no violation with the severity <see cref="Severity.Error"/>.</summary>
    public bool IsValid => Violations.All(static violation => violation.Rule.Severity < Severity.Error);

    /// <summary>Nothing was found.</summary>
    internal static ValidationReport Empty { get; } = new([]);

    /// <summary>Throws where the contract is broken, with the first error.</summary>
    /// <exception cref="ContractException">There is a violation with the severity <see cref="Severity.Error"/>.</exception>
    public void ThrowIfInvalid()
    {
        if (Violations.FirstOrDefault(static violation => violation.Rule.Severity == Severity.Error) is { } error)
        {
            throw new ContractException(error);
        }
    }

    /// <summary>One line a violation, or a line that says that there is none.</summary>
    public override string ToString() => Violations.Count == 0 ? "No violations." : string.Join('\n', Violations);
}
