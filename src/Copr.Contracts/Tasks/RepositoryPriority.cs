namespace Copr.Contracts.Tasks;

/// <summary>The priority of a repository: absent, null, an integer, or anything else, such as a text, which Copr sends if not all
/// characters are digits (COPR610).</summary>
public readonly record struct RepositoryPriority
{
    /// <summary>Creates a priority.</summary>
    public RepositoryPriority(long? value) => (IsPresent, Value) = (true, value);

    internal RepositoryPriority(string text, bool isLiteral) => (IsPresent, Text, IsLiteral) = (true, text, isLiteral);

    /// <summary>Whether the member is present, perhaps with null. False for <see langword="default"/>.</summary>
    public bool IsPresent { get; }

    /// <summary>The integer; null if there is none.</summary>
    public long? Value { get; }

    /// <summary>What was sent in place of an integer: the text, or another number or literal as it is written; null if nothing
    /// was.</summary>
    public string? Text { get; }

    internal bool IsLiteral { get; }

    /// <summary>Makes a priority of an integer or null.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The constructor does the same.")]
    public static implicit operator RepositoryPriority(long? value) => new(value);
}
