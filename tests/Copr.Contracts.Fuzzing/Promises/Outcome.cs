using System.Text.Json;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What one way of reading returns or throws. Any exception but a <see cref="JsonException"/> is a fault.</summary>
internal sealed record Outcome<T>(T? Value, JsonException? Thrown)
    where T : class
{
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
}
