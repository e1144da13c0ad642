using System.Numerics;
using Copr.Contracts.Text;
using Copr.Contracts.Validation;

namespace Copr.Contracts;

/// <summary>
/// A value that can stand in a <see cref="SpaceSeparatedList{T}"/>: <see cref="Chroot"/>, <see cref="PackageUrl"/> or
/// <see cref="RepositoryUrl"/>. Only this package implements it, since the items are the contract's.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IListItem<TSelf> :
    ISpanParsable<TSelf>,
    IUtf8SpanParsable<TSelf>,
    ISpanFormattable,
    IUtf8SpanFormattable,
    IEquatable<TSelf>,
    IEqualityOperators<TSelf, TSelf, bool>
    where TSelf : struct, IListItem<TSelf>
{
    /// <summary>The rule that a malformed text breaks.</summary>
    internal static abstract Rule MalformedRule { get; }

    /// <summary>What a text should have been, with an example, as the end of the sentence "…, not a".</summary>
    internal static abstract string Expected { get; }

    /// <summary>Whether the same few lists of such values come with build after build.</summary>
    internal static abstract bool Recurs { get; }

    /// <summary>The value's own text.</summary>
    internal TextSlice Text { get; }

    /// <summary>What keeps the text from being such a value, as a clause; null where nothing does.</summary>
    internal static abstract string? FindProblem(ReadOnlySpan<char> text);

    /// <summary>The length of the item that a list's text begins with, where one look tells that nothing is wrong with it; else 0, which says nothing.</summary>
    internal static abstract int LengthAtAGlance(ReadOnlySpan<char> text);

    /// <summary>The value of a text in which <see cref="FindProblem"/> found none.</summary>
    internal static abstract TSelf FromValid(TextSlice text);
}
