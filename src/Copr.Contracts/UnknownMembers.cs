using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Text;

namespace Copr.Contracts;

/// <summary>
/// The members of a JSON object that the contract does not know: kept as they came in, and written back, so that what
/// a newer frontend sends survives an older reader that stores and forwards it.
/// </summary>
/// <remarks>
/// Immutable, and equal to another by value: the same names with equal values, in whatever order. The values do not
/// depend on a <see cref="JsonDocument"/> that could be disposed.
/// </remarks>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is named after what it holds.")]
public sealed class UnknownMembers : IReadOnlyDictionary<string, JsonElement>, IEquatable<UnknownMembers>
{
    private readonly OrderedDictionary<string, JsonElement> members;

    /// <summary>Keeps copies of the members, in their order.</summary>
    /// <param name="members">Names and values.</param>
    /// <exception cref="ArgumentNullException">The members or a name is null.</exception>
    /// <exception cref="ArgumentException">
    /// A name comes twice, a name or a value is no Unicode text, or a value is <see langword="default"/> and so no JSON.
    /// </exception>
    public UnknownMembers(IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        this.members = new(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in members)
        {
            if (value.ValueKind == JsonValueKind.Undefined)
            {
                throw new ArgumentException($"The value of \"{name}\" is default(JsonElement), which is no JSON.", nameof(members));
            }

            if (UnknownMember.FindProblem(value) is { } problem)
            {
                throw new ArgumentException($"The value of \"{name}\" could not be read back: {problem}.", nameof(members));
            }

            this.members.Add(UnicodeText.Require(name), value.Clone());
        }
    }

    private UnknownMembers(OrderedDictionary<string, JsonElement> members) => this.members = members;

    /// <summary>None.</summary>
    public static UnknownMembers Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => members.Count;

    /// <summary>The names, in the order in which they came in.</summary>
    public IEnumerable<string> Keys => members.Keys;

    /// <summary>The values, in the order of their names.</summary>
    public IEnumerable<JsonElement> Values => members.Values;

    /// <summary>The value of a member.</summary>
    /// <param name="key">The member's name.</param>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public JsonElement this[string key] => members[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => members.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out JsonElement value) => members.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both hold the same names with equal values, in whatever order.</summary>
    /// <param name="other">The other members.</param>
    public bool Equals([NotNullWhen(true)] UnknownMembers? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Count == other.Count
            && members.All(member => other.TryGetValue(member.Key, out JsonElement value) && AreEqual(member.Value, value)));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as UnknownMembers);

    /// <inheritdoc/>
    public override int GetHashCode() => members.Keys.Aggregate(Count, static (hash, name) => hash ^ name.GetHashCode(StringComparison.Ordinal));

    /// <summary>The names, in the order in which they came in.</summary>
    public override string ToString() => $"[{string.Join(", ", Keys)}]";

    /// <summary>The names, enumerated without an allocation.</summary>
    internal OrderedDictionary<string, JsonElement>.KeyCollection Names => members.Keys;

    /// <summary>The same members with another value of one, behind the others where it is new; without it where the value is null.</summary>
    internal UnknownMembers With(string name, JsonElement? value)
    {
        var changed = new OrderedDictionary<string, JsonElement>(members, StringComparer.Ordinal);
        if (value is { } set)
        {
            changed[name] = set;
        }
        else
        {
            changed.Remove(name);
        }

        return new(changed);
    }

    /// <summary>Whether two values are equal; numbers with an exponent that the framework does not take are where they are written alike.</summary>
    private static bool AreEqual(JsonElement left, JsonElement right)
    {
        try
        {
            return JsonMarshal.GetRawUtf8Value(left).SequenceEqual(JsonMarshal.GetRawUtf8Value(right)) || JsonElement.DeepEquals(left, right);
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>Takes over a dictionary that the caller gives away.</summary>
    internal static UnknownMembers Own(OrderedDictionary<string, JsonElement>? members) => members is null ? Empty : new(members);
}
