using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts;

/// <summary>A document, or a value in one, breaks the contract; <see cref="Violation"/> says where and how.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "There is none without a violation.")]
public sealed class ContractException : JsonException
{
    /// <summary>Says that the contract is broken.</summary>
    /// <param name="violation">Where and how.</param>
    /// <exception cref="ArgumentNullException">The violation is null.</exception>
    public ContractException(Violation violation)
        : this(violation, null, null, null)
    {
    }

    internal ContractException(Violation violation, string? path, long? lineNumber, long? bytePositionInLine, Exception? innerException = null)
        : base(violation?.ToString(), path, lineNumber, bytePositionInLine, innerException)
    {
        ArgumentNullException.ThrowIfNull(violation);
        Violation = violation;
    }

    /// <summary>What is broken, where, and what was expected; never null.</summary>
    public Violation Violation { get; }

    /// <summary>Where the broken value begins in the text that the reader was given; -1 where that is not known.</summary>
    internal long Offset { get; init; } = -1;

    /// <summary>Whether the contract's object stood within another, so that the framework has the beginning of the path.</summary>
    internal bool IsNested { get; init; }

    /// <summary>Whether the line and the byte that the framework tells are those of the fault itself.</summary>
    internal bool IsAtBytePosition { get; init; }
}
