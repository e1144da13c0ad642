using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Fuzzing;

/// <summary>What was read, or the one documented way to refuse it; any other exception is a fault and goes up.</summary>
internal readonly record struct Outcome<T>(T? Value, Violation? Refusal)
    where T : notnull
{
    public bool IsRead => Refusal is null;
}

internal static class Outcome
{
    public static Outcome<T> Of<T>(ReadOnlySpan<byte> document, JsonSerializerOptions options)
        where T : notnull
    {
        try
        {
            return new(CoprJson.Read<T>(document, options), null);
        }
        catch (ContractException exception)
        {
            return new(default, exception.Violation);
        }
    }

    /// <summary>Reads in every way, checks a refusal, and takes what was read through writing and reading.</summary>
    public static Outcome<T> Checked<T>(byte[] document, JsonSerializerOptions options)
        where T : notnull
    {
        Outcome<T> outcome = Of<T>(document, options);
        Promise.Same(OfStream<T>(document, options), outcome, "a stream is read as its bytes are");
        Promise.Same(OfFramework<T>(document, options), outcome.Value, "System.Text.Json reads what the package reads");
        if (outcome.Refusal is { } refusal)
        {
            new Places(document).Check(refusal);
            Promise.Holds(IsOfReading(refusal), "a reader reports rules of reading only");
            return outcome;
        }

        byte[] written = CoprJson.Write(outcome.Value!, options);
        Promise.Holds(JsonSerializer.SerializeToUtf8Bytes(outcome.Value!, options).AsSpan().SequenceEqual(written), "System.Text.Json writes what the package writes");
        Outcome<T> again = Of<T>(written, options);
        Promise.Same(again, outcome, "what is read is written and read back equal");
        Promise.Same(again.Value!.GetHashCode(), outcome.Value!.GetHashCode(), "what is equal has the same hash code");
        Promise.Holds(CoprJson.Write(again.Value, options).AsSpan().SequenceEqual(written), "what is equal is written alike");
        return outcome;
    }

    /// <summary>Whether the rule says why something could not be read: 1xx, and a status of a report that is neither 0 nor 1.</summary>
    public static bool IsOfReading(Violation violation) => violation.Rule == Rules.BadStatus || violation.Rule.Id.StartsWith("COPR1", StringComparison.Ordinal);

    private static Outcome<T> OfStream<T>(byte[] document, JsonSerializerOptions options)
        where T : notnull
    {
        try
        {
            return new(CoprJson.ReadAsync<T>(new CutStream(document), options).AsTask().GetAwaiter().GetResult(), null);
        }
        catch (ContractException exception)
        {
            return new(default, exception.Violation);
        }
    }

    /// <summary>What the framework's own serializer reads, which goes over every token with the framework's reader; default where it refuses.</summary>
    private static T? OfFramework<T>(byte[] document, JsonSerializerOptions options)
        where T : notnull
    {
        try
        {
            return JsonSerializer.Deserialize<T>(document, options);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
