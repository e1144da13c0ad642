namespace Copr.Contracts;

/// <summary>A document, or a value in it, breaks the contract. <see cref="Violation"/> says where and how.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Every exception has a violation.")]
public sealed class ContractException : JsonException
{
    /// <summary>Creates an exception whose message is the violation's text.</summary>
    /// <param name="violation">Where and how the contract is broken.</param>
    /// <exception cref="ArgumentNullException">The violation is null.</exception>
    public ContractException(Violation violation) : this(violation, null, null, null, null) { }

    internal ContractException(Violation violation, string? path, long? lineNumber, long? bytePositionInLine, Exception? innerException)
        : base(violation?.ToString(), path, lineNumber, bytePositionInLine, innerException)
    {
        ArgumentNullException.ThrowIfNull(violation);
        Violation = violation;
    }

    /// <summary>The rule, the place, and what was found and expected.</summary>
    public Violation Violation { get; }
}
