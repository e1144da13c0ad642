namespace Copr.Contracts.Validation;

/// <summary>How bad it is when a rule is broken.</summary>
public enum Severity
{
    /// <summary>Worth knowing; the contract is kept.</summary>
    Info = 0,

    /// <summary>Most likely a mistake; the contract is kept.</summary>
    Warning = 1,

    /// <summary>The contract is broken.</summary>
    Error = 2,
}
