using System.Text;

namespace Copr.Contracts.Json;

/// <summary>
/// Lists that were read a moment ago, by their texts: the chroots and repositories of builds are few, and come over and over.
/// </summary>
/// <remarks>
/// Bounded whatever a sender sends: a fixed number of places for short texts, and a text that comes to a taken place takes it. Which
/// texts share a place is different in every process, so nobody can aim at it.
/// </remarks>
internal static class RecentLists<T>
    where T : struct, IListItem<T>
{
    private const int Places = 256;

    private const int LongestText = 256;

    private static readonly Entry?[] Entries = new Entry?[Places];

    /// <summary>The list of a text, where it was read before.</summary>
    public static bool TryFind(ReadOnlySpan<byte> utf8Text, out SpaceSeparatedList<T> list)
    {
        if (T.Recurs && utf8Text.Length <= LongestText && Entries[PlaceOf(utf8Text)] is { } entry && Ascii.Equals(utf8Text, entry.List.ToString()))
        {
            list = entry.List;
            return true;
        }

        list = default;
        return false;
    }

    /// <summary>Remembers a list that was read from a text, which is its own way of writing it.</summary>
    public static void Add(ReadOnlySpan<byte> utf8Text, SpaceSeparatedList<T> list)
    {
        if (T.Recurs && utf8Text.Length <= LongestText && Ascii.Equals(utf8Text, list.ToString()))
        {
            Entries[PlaceOf(utf8Text)] = new Entry(list);
        }
    }

    private static int PlaceOf(ReadOnlySpan<byte> utf8Text)
    {
        HashCode hash = default;
        hash.AddBytes(utf8Text);
        return (int)((uint)hash.ToHashCode() % Places);
    }

    /// <summary>An object, since many threads read and write the places, and a list is more than they do at once.</summary>
    private sealed class Entry(SpaceSeparatedList<T> list)
    {
        public SpaceSeparatedList<T> List => list;
    }
}
