namespace Copr.Contracts.Validation;

/// <summary>What a validation found.</summary>
public sealed class ValidationReport
{
    internal ValidationReport(IReadOnlyList<Violation> violations) => Violations = [.. violations];

    /// <summary>The violations of every severity, in the order of the document: at most 100 of one rule in one object, 1,000 that keep one
    /// build from being read, and 10,000 for the builds of one list, but always the first error.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    /// <summary>Whether the contract is kept: no violation has the severity <see cref="Severity.Error"/>.</summary>
    public bool IsValid => Violations.All(static violation => violation.Rule.Severity < Severity.Error);

    /// <summary>Throws the first error, if there is one.</summary>
    /// <exception cref="ContractException">A violation has the severity <see cref="Severity.Error"/>.</exception>
    public void ThrowIfInvalid()
    {
        if (Violations.FirstOrDefault(static violation => violation.Rule.Severity == Severity.Error) is { } error)
            throw new ContractException(error);
    }

    /// <summary>Returns one line for each violation, or a line that says that there are none.</summary>
    public override string ToString() => Violations.Count == 0 ? "No violations." : string.Join('\n', Violations);
}
