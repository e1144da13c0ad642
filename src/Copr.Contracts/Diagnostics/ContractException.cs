namespace Copr.Contracts;

/// <summary>A document, or a value in it, breaks the contract. <see cref="Violation"/> says where and how.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Every exception has a violation.")]
public sealed class ContractException : JsonException
{
    /// <summary>Whether the path is the violation's. If not, System.Text.Json sets that of the value in the application's type.</summary>
    private readonly bool hasPlace;

    /// <summary>Creates an exception whose message is the violation's text.</summary>
    /// <exception cref="ArgumentNullException">The violation is null.</exception>
    public ContractException(Violation violation) : this(violation, null, null, null, null) { }

    internal ContractException(Violation violation, string? path, long? lineNumber, long? bytePositionInLine, Exception? innerException)
        : base(violation?.ToString(), path, lineNumber, bytePositionInLine, innerException)
    {
        ArgumentNullException.ThrowIfNull(violation);
        Violation = violation;
        hasPlace = path is not null;
    }

    /// <summary>The rule, the place, and what was found and expected.</summary>
    public Violation Violation { get; }

    /// <summary>The violation's text. If the value is inside an application's type, the place includes the value's path in it.</summary>
    public override string Message => Violation.ToString(hasPlace || Path is null or "$" ? null : Path);
}
