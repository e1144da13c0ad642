namespace Copr.Contracts.Tasks;

/// <summary>A member that may be absent from its JSON object, which is not the same as null there.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Value">The value; <see langword="default"/> if the member is absent.</param>
[SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "Roslyn's own type has this name.")]
public readonly record struct Optional<T>(T Value)
{
    /// <summary>Whether the member is present, perhaps with null. False for <see langword="default"/>.</summary>
    public bool IsPresent { get; } = true;

    /// <summary>Makes a member of a value, which is present even if it is null.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The constructor does the same.")]
    public static implicit operator Optional<T>(T value) => new(value);
}
