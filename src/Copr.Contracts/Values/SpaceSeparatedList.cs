using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Copr.Contracts;

/// <summary>Creates a <see cref="SpaceSeparatedList{T}"/> from its items.</summary>
public static class SpaceSeparatedList
{
    /// <summary>Creates a list of the items, in their order. A collection expression calls it: <c>Chroots = [a, b]</c>.</summary>
    /// <param name="items">The items.</param>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <exception cref="ArgumentException">An item is <see langword="default"/>, which is not a value of its type.</exception>
    public static SpaceSeparatedList<T> Create<T>(params ReadOnlySpan<T> items)
        where T : struct, IListItem<T>
    {
        int length = Math.Max(items.Length - 1, 0);
        foreach (T item in items)
        {
            length = item.Text.IsDefault
                ? throw new ArgumentException($"An item is default({typeof(T).Name}), which is not a value of its type.", nameof(items))
                : checked(length + item.Text.Span.Length);
        }

        return new SpaceSeparatedList<T>(string.Create(length, items, Join));
    }

    private static void Join<T>(Span<char> text, ReadOnlySpan<T> items)
        where T : struct, IListItem<T>
    {
        foreach (T item in items)
        {
            item.Text.Span.CopyTo(text);
            text = text[item.Text.Span.Length..];
            if (!text.IsEmpty)
            {
                text[0] = ' ';
                text = text[1..];
            }
        }
    }
}

/// <summary>
/// An immutable list that is one string in JSON, with a space between its items: the <c>pkgs</c>, <c>chroots</c> and <c>repos</c> of
/// the contract.
/// </summary>
/// <typeparam name="T"><see cref="Chroot"/>, <see cref="PackageUrl"/> or <see cref="RepositoryUrl"/>.</typeparam>
/// <remarks>
/// <para>
/// "When multiple items are present in an entry (pkgs, chroots, repos), they are always separated by one space." (the wiki). Two lists
/// are equal if they contain equal items in the same order. <see langword="default"/> is the empty list.
/// </para>
/// <para>
/// The list stores only its text, and an item is a view of that text. Use <see langword="foreach"/> to read many items:
/// <see cref="Count"/> and the indexer search the text from its start, so a <see langword="for"/> loop takes quadratic time. An item
/// that you keep keeps the text of its whole list in memory.
/// </para>
/// </remarks>
[JsonConverter(typeof(ListItemJsonConverter))]
[TypeConverter(typeof(ListItemTypeConverter))]
[CollectionBuilder(typeof(SpaceSeparatedList), nameof(SpaceSeparatedList.Create))]
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct SpaceSeparatedList<T> :
    IReadOnlyList<T>,
    IEquatable<SpaceSeparatedList<T>>,
    IEqualityOperators<SpaceSeparatedList<T>, SpaceSeparatedList<T>, bool>,
    IParsable<SpaceSeparatedList<T>>,
    ISpanFormattable
    where T : struct, IListItem<T>
{
    private readonly string? text;

    /// <summary>Creates a list from a text that is one: valid items with one space between them.</summary>
    internal SpaceSeparatedList(string text) => this.text = text;

    /// <summary>The number of items.</summary>
    public int Count => IsEmpty ? 0 : text.AsSpan().Count(' ') + 1;

    /// <summary>Whether the list has no items.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(text);

    /// <summary>The item at an index. Takes time in proportion to the index.</summary>
    /// <param name="index">The index, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no item at that index.</exception>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            Enumerator items = GetEnumerator();
            for (int item = 0; item <= index; item++)
            {
                if (!items.MoveNext())
                {
                    throw new ArgumentOutOfRangeException(nameof(index), index, "The list has no item at this index.");
                }
            }

            return items.Current;
        }
    }

    /// <summary>Whether both contain equal items in the same order.</summary>
    public static bool operator ==(SpaceSeparatedList<T> left, SpaceSeparatedList<T> right) => left.Equals(right);

    /// <summary>Whether the lists differ in an item or in the order.</summary>
    public static bool operator !=(SpaceSeparatedList<T> left, SpaceSeparatedList<T> right) => !left.Equals(right);

    /// <summary>Parses a list. An empty text is an empty list.</summary>
    /// <param name="s">The text.</param>
    /// <param name="mode">How closely the text must follow the contract.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not such a list; the message says which item or separator is wrong, and why.</exception>
    public static SpaceSeparatedList<T> Parse(string s, ReadingMode mode = ReadingMode.Strict)
    {
        ArgumentNullException.ThrowIfNull(s);
        List<ListProblem> problems = [];
        return ListText.TryParse(s, mode, problems, out SpaceSeparatedList<T> list) ? list
            : throw new FormatException($"{problems[0].Found}; expected {problems[0].Expected}.");
    }

    /// <summary>Parses a list strictly, and reports whether the text is one.</summary>
    /// <param name="s">The text, or null, which is not a list.</param>
    /// <param name="result">The list; empty if the text is not one.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, out SpaceSeparatedList<T> result) => TryParse(s, ReadingMode.Strict, out result);

    /// <summary>Parses a list, and reports whether the text is one.</summary>
    /// <param name="s">The text, or null, which is not a list.</param>
    /// <param name="mode">How closely the text must follow the contract.</param>
    /// <param name="result">The list; empty if the text is not one.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, ReadingMode mode, out SpaceSeparatedList<T> result)
    {
        result = default;
        return s is not null && ListText.TryParse(s, mode, problems: null, out result);
    }

    /// <summary>Parses a list strictly, and reports whether the text is one.</summary>
    /// <param name="s">The text, or null, which is not a list.</param>
    /// <param name="provider">Not used: the result is the same in every culture.</param>
    /// <param name="result">The list; empty if the text is not one.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SpaceSeparatedList<T> result) =>
        TryParse(s, ReadingMode.Strict, out result);

    static SpaceSeparatedList<T> IParsable<SpaceSeparatedList<T>>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Enumerates the items in their order, without allocating.</summary>
    public Enumerator GetEnumerator() => new(text);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both contain equal items in the same order.</summary>
    /// <param name="other">The other list.</param>
    public bool Equals(SpaceSeparatedList<T> other) => string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is SpaceSeparatedList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

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
        private int end;

        internal Enumerator(string? text)
        {
            this.text = text;
            end = -1;
        }

        /// <summary>The current item; <see langword="default"/> before the first item and after the last.</summary>
        public readonly T Current => end > start ? T.FromValid(new ItemText(text!, start, end - start)) : default;

        readonly object IEnumerator.Current => Current;

        /// <summary>Moves to the next item.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            ReadOnlySpan<char> all = text;
            start = Math.Min(end + 1, all.Length);
            int length = all[start..].IndexOf(' ');
            end = length < 0 ? all.Length : start + length;
            return end > start;
        }

        void IEnumerator.Reset() => (start, end) = (0, -1);

        readonly void IDisposable.Dispose()
        {
        }
    }
}
