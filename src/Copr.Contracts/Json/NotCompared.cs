namespace Copr.Contracts.Json;

/// <summary>A value that the equality of a record ignores.</summary>
internal readonly struct NotCompared<T>(T value) : IEquatable<NotCompared<T>>
{
    public T Value => value;
    public bool Equals(NotCompared<T> other) => true;
    public override bool Equals(object? obj) => obj is NotCompared<T>;
    public override int GetHashCode() => 0;
}
