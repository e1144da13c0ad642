using System.Diagnostics.CodeAnalysis;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>Throws if an input breaks a promise of the package.</summary>
internal static class Promise
{
    public static void Holds([DoesNotReturnIf(false)] bool holds, string promise, object? found = null)
    {
        if (!holds)
        {
            throw new BrokenPromiseException($"Broken: {promise}.\nFound: {found}");
        }
    }

    public static void Same<T>(T found, T expected, string promise)
    {
        if (!EqualityComparer<T>.Default.Equals(found, expected))
        {
            throw new BrokenPromiseException($"Broken: {promise}.\nFound:    {found}\nExpected: {expected}");
        }
    }

    public static void SameItems<T>(IEnumerable<T> found, IEnumerable<T> expected, string promise)
    {
        if (!found.SequenceEqual(expected))
        {
            throw new BrokenPromiseException(
                $"Broken: {promise}.\nFound:\n{string.Join('\n', found)}\nExpected:\n{string.Join('\n', expected)}");
        }
    }
}

internal sealed class BrokenPromiseException(string message) : Exception(message);
