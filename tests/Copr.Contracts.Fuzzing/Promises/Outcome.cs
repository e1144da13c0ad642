using System.Text.Json;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>
/// What one way of reading returns or throws. Any exception but a <see cref="JsonException"/> breaks a promise. Two outcomes are equal if
/// their values or violations are.
/// </summary>
internal sealed class Outcome<T> : IEquatable<Outcome<T>>
    where T : class
{
    private Outcome(T? value, JsonException? thrown) => (Value, Thrown) = (value, thrown);

    public T? Value { get; }

    public JsonException? Thrown { get; }

    public bool IsAccepted => Value is not null;

    /// <summary>Why the document is rejected, if the package says so.</summary>
    public Violation? Violation => (Thrown as ContractException)?.Violation;

    public static Outcome<T> Of(Func<T?> read)
    {
        try
        {
            return new(read(), null);
        }
        catch (JsonException exception)
        {
            return new(null, exception);
        }
    }

    public bool Equals(Outcome<T>? other) => other is not null && (Value, Violation).Equals((other.Value, other.Violation));

    public override bool Equals(object? obj) => Equals(obj as Outcome<T>);

    public override int GetHashCode() => HashCode.Combine(Value, Violation);

    public override string ToString() => $"{Value?.ToString() ?? Thrown?.ToString()}";
}
