namespace Copr.Contracts.Json;

/// <summary>An immutable dictionary that is equal to another if their entries are, in any order.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a dictionary.")]
internal sealed class ValueMap<T>(IEnumerable<KeyValuePair<string, T>> entries) : IReadOnlyDictionary<string, T>, IEquatable<ValueMap<T>>
    where T : class
{
    private readonly OrderedDictionary<string, T> entries = new(entries, StringComparer.Ordinal);

    public int Count => entries.Count;
    public IEnumerable<string> Keys => entries.Keys;
    public IEnumerable<T> Values => entries.Values;
    public T this[string key] => entries[key];

    /// <summary>Returns the map itself if it is already immutable, and otherwise a copy.</summary>
    public static ValueMap<T> Freeze(IReadOnlyDictionary<string, T> map)
    {
        var frozen = map as ValueMap<T> ?? new ValueMap<T>(map);
        foreach (string key in frozen.Keys)
            Characters.RequireUnicode(key);
        return !frozen.Values.Contains(null) ? frozen : throw new ArgumentException("A value is null.", nameof(map));
    }

    public bool ContainsKey(string key) => entries.ContainsKey(key);
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => entries.TryGetValue(key, out value);
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => entries.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(ValueMap<T>? other) => other is not null && Count == other.Count
        && entries.All(entry => other.TryGetValue(entry.Key, out T? value) && entry.Value.Equals(value));

    public override bool Equals(object? obj) => Equals(obj as ValueMap<T>);
    public override int GetHashCode() => Keys.Aggregate(Count, static (hash, key) => hash ^ key.GetHashCode(StringComparison.Ordinal));
}
