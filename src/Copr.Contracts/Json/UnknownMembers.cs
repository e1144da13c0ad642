namespace Copr.Contracts;

/// <summary>The members of a JSON object that the contract does not define. They are preserved and written back, so that a newer sender's
/// data survives an older reader that stores and forwards it.</summary>
/// <remarks>Immutable. Two are equal if they have the same names with equal values, in any order. The values are kept as texts. Each access
/// to one parses it, and the result does not depend on a <see cref="JsonDocument"/> that might be disposed.</remarks>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "The name says what it contains.")]
public sealed class UnknownMembers : IReadOnlyDictionary<string, JsonElement>, IEquatable<UnknownMembers>
{
    private static readonly JsonDocumentOptions Any =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = int.MaxValue };

    /// <summary>The texts of the values: their elements take several times the memory, and most are only written back.</summary>
    private readonly OrderedDictionary<string, byte[]> members;

    /// <summary>Copies members, in their order.</summary>
    /// <exception cref="ArgumentNullException">The members or a name is null.</exception>
    /// <exception cref="ArgumentException">A name appears twice, a name or a value contains text that is not Unicode, a value contains a
    /// name twice or more than 1000 nested objects and arrays, or a value is <see langword="default"/>.</exception>
    public UnknownMembers(IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        this.members = new(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in members)
        {
            string quoted = Excerpt.Of(Characters.RequireUnicode(name));
            if (value.ValueKind == JsonValueKind.Undefined)
                throw new ArgumentException($"The value of {quoted} is default(JsonElement), which is not JSON.", nameof(members));
            if (UnknownValue.FindProblems(JsonMarshal.GetRawUtf8Value(value)) is [var (_, _, found, expected), ..])
                throw new ArgumentException($"The value of {quoted} {found}; expected {expected}.", nameof(members));
            if (!this.members.TryAdd(name, JsonMarshal.GetRawUtf8Value(value).ToArray()))
                throw new ArgumentException($"{quoted} appears twice; expected each name once.", nameof(members));
        }
    }

    private UnknownMembers(OrderedDictionary<string, byte[]> members) => this.members = members;

    /// <summary>No members.</summary>
    public static UnknownMembers Empty { get; } = new(new OrderedDictionary<string, byte[]>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public int Count => members.Count;

    /// <summary>The names, in the order in which they were read.</summary>
    public IEnumerable<string> Keys => members.Keys;

    IEnumerable<JsonElement> IReadOnlyDictionary<string, JsonElement>.Values => members.Values.Select(static value => Parse(value));

    /// <summary>The value of a member.</summary>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public JsonElement this[string key] => Parse(members[key]);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => members.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out JsonElement value)
    {
        bool isThere = members.TryGetValue(key, out byte[]? utf8Json);
        value = isThere ? Parse(utf8Json) : default;
        return isThere;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() =>
        members.Select(static member => KeyValuePair.Create(member.Key, Parse(member.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both have the same names with equal values, in any order.</summary>
    public bool Equals([NotNullWhen(true)] UnknownMembers? other) =>
        ReferenceEquals(this, other) || (other is not null && Count == other.Count
            && members.All(member => other.members.TryGetValue(member.Key, out byte[]? value) && AreEqual(member.Value, value)));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as UnknownMembers);

    /// <inheritdoc/>
    public override int GetHashCode() => Keys.Aggregate(Count, static (hash, key) => hash ^ key.GetHashCode(StringComparison.Ordinal));

    /// <summary>Returns the names, in the order in which they were read.</summary>
    public override string ToString() => $"[{string.Join(", ", Keys)}]";

    /// <summary>Owns the members that were read, without those whose value is empty.</summary>
    internal static UnknownMembers Own(OrderedDictionary<string, byte[]> members) => members.Values.All(static value => value.Length > 0)
        ? new(members)
        : new(new OrderedDictionary<string, byte[]>(members.Where(static member => member.Value.Length > 0), StringComparer.Ordinal));

    private static JsonElement Parse(ReadOnlySpan<byte> utf8Json) => JsonElement.Parse(utf8Json, Any);

    private static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.SequenceEqual(right) || AreEqual(Parse(left), Parse(right));

    private static bool AreEqual(JsonElement left, JsonElement right) => left.ValueKind == right.ValueKind && left.ValueKind switch
    {
        JsonValueKind.Object => AreEqualObjects(left, right),
        JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength()
            && left.EnumerateArray().Zip(right.EnumerateArray()).All(static items => AreEqual(items.First, items.Second)),
        JsonValueKind.Number => AreEqualNumbers(left, right),
        _ => JsonElement.DeepEquals(left, right),
    };

    private static bool AreEqualObjects(JsonElement left, JsonElement right)
    {
        if (left.GetPropertyCount() != right.GetPropertyCount())
            return false;

        var others = right.EnumerateObject().ToDictionary(static one => one.Name, static one => one.Value, StringComparer.Ordinal);
        return left.EnumerateObject().All(one => others.TryGetValue(one.Name, out JsonElement other) && AreEqual(one.Value, other));
    }

    /// <summary>The framework does not compare numbers with very large exponents, which are equal only if they are written alike.</summary>
    private static bool AreEqualNumbers(JsonElement left, JsonElement right)
    {
        try
        {
            return left.GetRawText() == right.GetRawText() || JsonElement.DeepEquals(left, right);
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
