using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;
using Copr.Contracts.Text;

namespace Copr.Contracts;

/// <summary>Creates a <see cref="SpaceSeparatedList{T}"/> from its items.</summary>
public static class SpaceSeparatedList
{
    /// <summary>A list of the items, in their order; a collection expression calls it: <c>Chroots = [a, b]</c>.</summary>
    /// <param name="items">The items.</param>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <exception cref="ArgumentException">An item is <see langword="default"/>, which is no value of the type.</exception>
    public static SpaceSeparatedList<T> Create<T>(params ReadOnlySpan<T> items)
        where T : struct, IListItem<T>
    {
        int length = Math.Max(items.Length - 1, 0);
        foreach (T item in items)
        {
            length = item.Text.IsDefault
                ? throw new ArgumentException($"An item is default({typeof(T).Name}), which is no value of its type.", nameof(items))
                : checked(length + item.Text.Span.Length);
        }

        return SpaceSeparatedList<T>.FromValid(string.Create(length, items, Join), items.Length);
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
/// An immutable list that travels as one text with a space between its items: the <c>pkgs</c>, <c>chroots</c> and
/// <c>repos</c> of the contract.
/// </summary>
/// <typeparam name="T"><see cref="Chroot"/>, <see cref="PackageUrl"/> or <see cref="RepositoryUrl"/>.</typeparam>
/// <remarks>
/// <para>
/// "When multiple items are present in an entry (pkgs, chroots, repos), they are always separated by one space." (the
/// wiki). Two lists are equal when they hold equal items in the same order. <see langword="default"/> is the empty list.
/// </para>
/// <para>
/// The list keeps its text and little else, and an item is a view into that text: an item that is kept keeps the text
/// of its whole list alive.
/// </para>
/// </remarks>
[JsonConverter(typeof(SpaceSeparatedListConverter))]
[CollectionBuilder(typeof(SpaceSeparatedList), nameof(SpaceSeparatedList.Create))]
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct SpaceSeparatedList<T> :
    IReadOnlyList<T>,
    IEquatable<SpaceSeparatedList<T>>,
    IEqualityOperators<SpaceSeparatedList<T>, SpaceSeparatedList<T>, bool>
    where T : struct, IListItem<T>
{
    private readonly ListText? list;

    /// <summary>The list of a text; of none the empty one.</summary>
    internal SpaceSeparatedList(ListText? list) => this.list = list;

    /// <summary>How many items there are.</summary>
    public int Count => list?.Count ?? 0;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => list is null;

    /// <summary>The item at an index.</summary>
    /// <param name="index">The index, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no item at that index.</exception>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return T.FromValid(list![index]);
        }
    }

    /// <summary>Whether both hold equal items in the same order.</summary>
    public static bool operator ==(SpaceSeparatedList<T> left, SpaceSeparatedList<T> right) => left.Equals(right);

    /// <summary>Whether they differ in an item or in the order.</summary>
    public static bool operator !=(SpaceSeparatedList<T> left, SpaceSeparatedList<T> right) => !left.Equals(right);

    /// <summary>Reads a list from its text; an empty text is an empty list.</summary>
    /// <param name="s">The text.</param>
    /// <param name="mode">How closely the text has to keep the contract.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is no such list; the message says which item or separator is wrong, and why.</exception>
    public static SpaceSeparatedList<T> Parse(string s, ReadingMode mode = ReadingMode.Strict)
    {
        ArgumentNullException.ThrowIfNull(s);
        var parser = new ListParser<T>(s, mode);
        return parser.TryParse(out SpaceSeparatedList<T> result) ? result : throw new FormatException(parser.DescribeFirstProblem() + ".");
    }

    /// <summary>Reads a list from its text, strictly, where the text is one.</summary>
    /// <param name="s">The text; null is no list.</param>
    /// <param name="result">What was read; empty where the text is none.</param>
    /// <returns>Whether the text is such a list.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out SpaceSeparatedList<T> result) => TryParse(s, ReadingMode.Strict, out result);

    /// <summary>Reads a list from its text where the text is one.</summary>
    /// <param name="s">The text; null is no list.</param>
    /// <param name="mode">How closely the text has to keep the contract.</param>
    /// <param name="result">What was read; empty where the text is none.</param>
    /// <returns>Whether the text is such a list.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, ReadingMode mode, out SpaceSeparatedList<T> result)
    {
        result = default;
        return s is not null && new ListParser<T>(s, mode).TryParse(out result);
    }

    /// <summary>Enumerates the items in their order.</summary>
    public Enumerator GetEnumerator() => new(list);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both hold equal items in the same order.</summary>
    /// <param name="other">The other list.</param>
    public bool Equals(SpaceSeparatedList<T> other) => string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is SpaceSeparatedList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The list as the contract writes it: one space between the items, none around them.</summary>
    public override string ToString() => list?.Text ?? "";

    /// <summary>The list of a text that is known to be one, in the contract's way of writing it.</summary>
    internal static SpaceSeparatedList<T> FromValid(string text, int count) => count == 0 ? default : new(new ListText(text, count));

    /// <summary>Its text; null where it is empty.</summary>
    internal ListText? Text => list;

    /// <summary>Whether every rule of such lists is known to be kept, of this list or of another that was read from the same text.</summary>
    internal bool KeepsItsRules => list is null || list.KeepsItsRules;

    /// <summary>Remembers that every rule of such lists is kept.</summary>
    internal void RememberThatItKeepsItsRules() => list?.KeepsItsRules = true;

    /// <summary>Enumerates the items of a list.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly ListText? list;
        private readonly int count;
        private int index = -1;

        internal Enumerator(ListText? list)
        {
            this.list = list;
            count = list?.Count ?? 0;
        }

        /// <summary>The item that was reached last; <see langword="default"/> before the first.</summary>
        public readonly T Current => (uint)index < (uint)count ? T.FromValid(list![index]) : default;

        readonly object IEnumerator.Current => Current;

        /// <summary>Goes to the next item.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            if (index < count)
            {
                index++;
            }

            return index < count;
        }

        /// <summary>Goes back to before the first item.</summary>
        public void Reset() => index = -1;

        /// <summary>Does nothing: there is nothing to release.</summary>
        public readonly void Dispose()
        {
        }
    }
}
