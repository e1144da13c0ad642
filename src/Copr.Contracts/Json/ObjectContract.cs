using System.Text.Json;

namespace Copr.Contracts.Json;

/// <summary>Marks the constructor that makes an object for the reader to fill.</summary>
internal readonly struct Unread;

/// <summary>Fills absent members from what stands there instead, and takes those off the list.</summary>
internal delegate T GapFiller<T>(T value, List<string> absent, ReadContext context, in Utf8JsonReader reader, long start);

/// <summary>What an object of the contract consists of: the one place that reading, writing and checking go by.</summary>
internal sealed class ObjectContract<T>(Func<T> create, Field<T, UnknownMembers> unknownMembers, Member<T>[] members)
    where T : class
{
    /// <summary>In the order in which the contract writes them; at most 64.</summary>
    public ReadOnlySpan<Member<T>> Members => members;

    /// <summary>A bit for each member that has to be there.</summary>
    public ulong Required { get; } = members.Index().Aggregate(0UL, static (bits, member) => member.Item.IsRequired ? bits | (1UL << member.Index) : bits);

    /// <summary>A bit for each member without which there is something to report or, leniently, to fill.</summary>
    public ulong NeededIn(ReadingMode mode) => mode == ReadingMode.Lenient && FillGaps is not null ? ulong.MaxValue >> (64 - members.Length) : Required;

    /// <summary>What a lenient reader does about members that are absent; null where that is nothing.</summary>
    public GapFiller<T>? FillGaps { get; init; }

    public T Create() => create();

    public ref UnknownMembers UnknownMembersOf(T value) => ref unknownMembers(value);

    /// <summary>The index of the member whose name the reader stands at, or -1; the hint is where it most likely is.</summary>
    public int IndexOf(ref Utf8JsonReader reader, int hint)
    {
        if (reader.ValueIsEscaped)
        {
            // Comparing in place would throw where half of a surrogate pair is escaped.
            return Token.TryGetText(reader, out string? name) ? IndexOf(name) : -1;
        }

        if (hint < members.Length && reader.ValueTextEquals(members[hint].Utf8Name))
        {
            return hint;
        }

        for (int index = 0; index < members.Length; index++)
        {
            if (reader.ValueTextEquals(members[index].Utf8Name))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Takes the name of a member and says its index, or -1; the hint is where it most likely is.</summary>
    public int Take(ref PlainJsonReader reader, int hint)
    {
        if (hint < members.Length && reader.TryTake(members[hint].QuotedName))
        {
            return hint;
        }

        for (int index = 0; index < members.Length; index++)
        {
            if (reader.TryTake(members[index].QuotedName))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The index of a member by its name, or -1.</summary>
    public int IndexOf(ReadOnlySpan<char> name)
    {
        for (int index = 0; index < members.Length; index++)
        {
            if (name.SequenceEqual(members[index].Name))
            {
                return index;
            }
        }

        return -1;
    }

    public bool IsRequired(string name) => members.Any(member => member.IsRequired && member.Name == name);

    /// <summary>The names of the members that were not seen.</summary>
    public List<string> NamesExcept(ulong seen) =>
        [.. members.Index().Where(member => (seen & (1UL << member.Index)) == 0).Select(static member => member.Item.Name)];

    /// <summary>Lets pass what can be written beside the members of the contract.</summary>
    public UnknownMembers RefuseKnown(UnknownMembers unknown)
    {
        ArgumentNullException.ThrowIfNull(unknown);
        string? known = unknown.Keys.FirstOrDefault(name => IndexOf(name) >= 0);
        return known is null ? unknown : throw new ArgumentException($"\"{known}\" is a member of the contract and has a property of its own.", nameof(unknown));
    }
}
