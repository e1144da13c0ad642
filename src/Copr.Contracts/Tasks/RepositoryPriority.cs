namespace Copr.Contracts.Tasks;

/// <summary>The priority of a repository: absent, null, an integer, or a text, which Copr sends if not all are digits (COPR610).</summary>
public readonly record struct RepositoryPriority
{
    /// <summary>Creates a priority.</summary>
    public RepositoryPriority(long? value) => (IsPresent, Value) = (true, value);

    internal RepositoryPriority(string text) => (IsPresent, Text) = (true, text);

    /// <summary>Whether the member is present, perhaps with null. False for <see langword="default"/>.</summary>
    public bool IsPresent { get; }

    /// <summary>The integer; null if there is none.</summary>
    public long? Value { get; }

    /// <summary>The text that was sent in place of an integer; null if there is none.</summary>
    public string? Text { get; }

    /// <summary>Makes a priority of an integer or null.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The constructor does the same.")]
    public static implicit operator RepositoryPriority(long? value) => new(value);
}
