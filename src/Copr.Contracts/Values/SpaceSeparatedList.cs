using System.Diagnostics;

namespace Copr.Contracts;

/// <summary>An immutable list that is one string in JSON, with a space between items: <c>pkgs</c>, <c>chroots</c>, <c>repos</c>.</summary>
/// <typeparam name="T"><see cref="Chroot"/>, <see cref="PackageUrl"/> or <see cref="RepositoryUrl"/>.</typeparam>
/// <remarks><para>"When multiple items are present in an entry (pkgs, chroots, repos), they are always separated by one space." (the wiki).
/// Two lists are equal if they contain equal items in the same order. <see langword="default"/> is the empty list.</para>
/// <para>The list stores only its text, and an item is a view of that text. Use <see langword="foreach"/> to read many items:
/// <see cref="Count"/> and the indexer search the text from its start, so a <see langword="for"/> loop takes quadratic time. An item that
/// you keep keeps the text of its whole list in memory.</para></remarks>
[JsonConverter(typeof(ListItemJsonConverter))]
[TypeConverter(typeof(ListItemTypeConverter))]
[CollectionBuilder(typeof(SpaceSeparatedList), nameof(SpaceSeparatedList.Create))]
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct SpaceSeparatedList<T> : IReadOnlyList<T>, IParsable<SpaceSeparatedList<T>>, ISpanFormattable
    where T : struct, IListItem<T>
{
    /// <summary>The text; null if the list is empty.</summary>
    private readonly string? text;

    /// <summary>Creates a list from a text that is one: valid items with one space between them.</summary>
    internal SpaceSeparatedList(string text) => this.text = text.Length == 0 ? null : text;

    /// <summary>The number of items.</summary>
    public int Count => IsEmpty ? 0 : text.AsSpan().Count(' ') + 1;

    /// <summary>Whether the list has no items.</summary>
    public bool IsEmpty => text is null;

    /// <summary>The item at an index, from 0. Takes time in proportion to the index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no item at that index.</exception>
    public T this[int index]
    {
        get
        {
            int number = 0;
            foreach (T item in this)
            {
                if (number++ == index)
                    return item;
            }

            throw new ArgumentOutOfRangeException(nameof(index), index, "The list has no item at this index.");
        }
    }

    /// <summary>Parses a list. An empty text is an empty list.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not a list; the message says which item or separator is wrong, and why.</exception>
    public static SpaceSeparatedList<T> Parse(string s, ReadingMode mode = ReadingMode.Strict)
    {
        ArgumentNullException.ThrowIfNull(s);
        return ListText.Parse<T>(s, mode, static problem => new FormatException($"{problem.Found}; expected {problem.Expected}."));
    }

    /// <summary>Parses a list strictly, and reports whether the text is one. Null is not.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out SpaceSeparatedList<T> result) =>
        TryParse(s, ReadingMode.Strict, out result);

    /// <summary>Parses a list, and reports whether the text is one. Null is not.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, ReadingMode mode, out SpaceSeparatedList<T> result)
    {
        result = default;
        return s is not null && ListText.TryParse(s, mode, problems: null, out result);
    }

    static SpaceSeparatedList<T> IParsable<SpaceSeparatedList<T>>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<SpaceSeparatedList<T>>.TryParse(string? s, IFormatProvider? provider, out SpaceSeparatedList<T> result) =>
        TryParse(s, out result);

    /// <summary>Enumerates the items in their order, without allocating.</summary>
    public Enumerator GetEnumerator() => new(text);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the list as the contract writes it: one space between the items, none around them.</summary>
    public override string ToString() => text ?? "";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        new ItemText(ToString()).TryFormat(destination, out charsWritten);

    /// <summary>Enumerates the items of a list.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly string? text;
        private int start;
        private int end = -1;

        internal Enumerator(string? text) => this.text = text;

        /// <summary>The current item; <see langword="default"/> before the first item and after the last.</summary>
        public readonly T Current => end > start ? T.FromValid(new ItemText(text!, start, end - start)) : default;

        readonly object IEnumerator.Current => Current;

        /// <summary>Moves to the next item, and returns whether there is one.</summary>
        public bool MoveNext()
        {
            ReadOnlySpan<char> all = text;
            start = Math.Min(end + 1, all.Length);
            int length = all[start..].IndexOf(' ');
            end = length < 0 ? all.Length : start + length;
            return end > start;
        }

        void IEnumerator.Reset() => (start, end) = (0, -1);

        readonly void IDisposable.Dispose() { }
    }
}

/// <summary>Creates a <see cref="SpaceSeparatedList{T}"/> from its items.</summary>
public static class SpaceSeparatedList
{
    /// <summary>Creates a list of the items, in their order. A collection expression calls it: <c>Chroots = [a, b]</c>.</summary>
    /// <exception cref="ArgumentException">An item is <see langword="default"/>, which is not a value of its type.</exception>
    public static SpaceSeparatedList<T> Create<T>(params ReadOnlySpan<T> items) where T : struct, IListItem<T>
    {
        var text = new StringBuilder();
        foreach (T item in items)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(item.Text.IsDefault
                ? throw new ArgumentException($"An item is default({typeof(T).Name}), which is not a value of its type.", nameof(items))
                : item.Text.Span);
        }

        return new SpaceSeparatedList<T>(text.ToString());
    }
}
