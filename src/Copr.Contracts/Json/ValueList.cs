namespace Copr.Contracts.Json;

/// <summary>An immutable list that is equal to another if their items are, so that the records that contain it are too.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a list.")]
internal sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>> where T : notnull
{
    private readonly T[] items;

    private ValueList(T[] items) => this.items = items;
    public static ValueList<T> Empty { get; } = new([]);
    public int Count => items.Length;
    public T this[int index] => items[index];

    /// <summary>Takes over an array that nobody else has.</summary>
    public static ValueList<T> Own(T[] items) => items.Length == 0 ? Empty : new(items);

    /// <summary>Returns the list itself if it is already immutable, and otherwise a copy. Another thread may change the list,
    /// so the copy is checked.</summary>
    public static ValueList<T> Freeze(IReadOnlyList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (list is ValueList<T> frozen)
            return frozen;

        T[] copy = [.. list];
        if (default(T) is null && copy.Contains(default))
            throw new ArgumentException("An item of the list is null.", nameof(list));

        foreach (string text in copy as object as string[] ?? [])
            Characters.RequireUnicode(text);
        return Own(copy);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
    public bool Equals(ValueList<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.items);
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);
    public override int GetHashCode() => items.Aggregate(items.Length, HashCode.Combine);
}
