namespace Copr.Contracts;

/// <summary>The severity of a violation.</summary>
public enum Severity
{
    /// <summary>For information; the contract is kept.</summary>
    Info = 0,

    /// <summary>Probably a mistake; the contract is kept.</summary>
    Warning = 1,

    /// <summary>The contract is broken.</summary>
    Error = 2,
}
