using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Copr.Contracts;

/// <summary>An immutable list that is equal to another by its items, so that the records that hold it are too.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a list.")]
internal sealed class ValueList<T>(T[] items) : IReadOnlyList<T>, IEquatable<ValueList<T>>
    where T : notnull
{
    public static ValueList<T> Empty { get; } = new([]);

    public int Count => items.Length;

    public T this[int index] => items[index];

    /// <summary>The list itself where it is one already, otherwise one that holds its items as they are now.</summary>
    public static ValueList<T> Freeze(IReadOnlyList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list as ValueList<T>
            ?? (default(T) is null && list.Contains(default) ? throw new ArgumentException("An item of the list is null.", nameof(list)) : new([.. list]));
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    public bool Equals(ValueList<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public ReadOnlySpan<T> AsSpan() => items;
}
