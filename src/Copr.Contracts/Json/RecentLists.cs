using System.Text;
using Copr.Contracts.Text;

namespace Copr.Contracts.Json;

/// <summary>
/// Lists that were read a moment ago, by their texts: the chroots and repositories of builds are few, and come over and over.
/// </summary>
/// <remarks>
/// Bounded whatever a sender sends: a fixed number of places for short texts, of which a text may take two, and takes the second from
/// what is there. Which texts share a place is different in every process; lists that are made to share one are read anew, and
/// that is all. Many threads read and write
/// the places, which are references and so never half written.
/// </remarks>
internal static class RecentLists<T>
    where T : struct, IListItem<T>
{
    private const int Places = 256;

    private const int LongestText = 256;

    private static readonly ListText?[] Lists = new ListText?[Places];

    /// <summary>The list of a text, where it was read before.</summary>
    public static bool TryFind(ReadOnlySpan<byte> utf8Text, out SpaceSeparatedList<T> list)
    {
        list = default;
        if (!T.Recurs || utf8Text.Length > LongestText)
        {
            return false;
        }

        (int first, int second) = PlacesOf(utf8Text);
        ListText? found = Find(first, utf8Text) ?? Find(second, utf8Text);
        list = new SpaceSeparatedList<T>(found);
        return found is not null;
    }

    /// <summary>Remembers a list that was read from a text, which is its own way of writing it.</summary>
    public static void Add(ReadOnlySpan<byte> utf8Text, SpaceSeparatedList<T> list)
    {
        if (T.Recurs && !list.IsEmpty && utf8Text.Length <= LongestText && Ascii.Equals(utf8Text, list.ToString()))
        {
            (int first, int second) = PlacesOf(utf8Text);
            Lists[Lists[first] is null ? first : second] = list.Text;
        }
    }

    private static ListText? Find(int place, ReadOnlySpan<byte> utf8Text) =>
        Lists[place] is { } list && Ascii.Equals(utf8Text, list.Text) ? list : null;

    /// <summary>Where the list of a text may be.</summary>
    public static (int First, int Second) PlacesOf(ReadOnlySpan<byte> utf8Text)
    {
        HashCode hash = default;
        hash.AddBytes(utf8Text);
        uint code = (uint)hash.ToHashCode();
        return ((int)(code % Places), (int)(code / Places % Places));
    }
}
