using System.Numerics;

namespace Copr.Contracts;

/// <summary>A value that a <see cref="SpaceSeparatedList{T}"/> can contain: <see cref="Chroot"/>, <see cref="PackageUrl"/> or
/// <see cref="RepositoryUrl"/>. A <see cref="Tasks.TaskId"/> has the same form. Only this package implements it.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
[SuppressMessage("Design", "CA1033:Interface methods should be callable by child types", Justification = "No other type implements it.")]
public interface IListItem<TSelf> :
    ISpanParsable<TSelf>, IUtf8SpanParsable<TSelf>, ISpanFormattable, IUtf8SpanFormattable,
    IEquatable<TSelf>, IEqualityOperators<TSelf, TSelf, bool>, IComparable<TSelf>, IComparable
    where TSelf : struct, IListItem<TSelf>
{
    /// <summary>The rule that a malformed text breaks.</summary>
    internal static abstract Rule MalformedRule { get; }

    /// <summary>What a text should be, with an example.</summary>
    internal static abstract string Expected { get; }

    internal ItemText Text { get; }

    /// <summary>Describes why the text, perhaps known to be visible ASCII, is not such a value, as a clause; null if it is one.</summary>
    internal static abstract string? FindProblem(ReadOnlySpan<char> text, bool isVisible = false);

    /// <summary>The value of a text in which <see cref="FindProblem"/> found nothing.</summary>
    internal static abstract TSelf FromValid(ItemText text);

    static TSelf ISpanParsable<TSelf>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => ItemText.Parse<TSelf>(s.ToString());

    static bool ISpanParsable<TSelf>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TSelf result) =>
        ItemText.TryParse(s.ToString(), out result);

    static TSelf IUtf8SpanParsable<TSelf>.Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider)
    {
        // Replacing invalid bytes would read another text than was sent.
        string text = Encoding.UTF8.GetString(utf8Text);
        return Utf8.IsValid(utf8Text) ? ItemText.Parse<TSelf>(text)
            : throw new FormatException($"{Excerpt.Of(text)} is not UTF-8; expected {TSelf.Expected}.");
    }

    static bool IUtf8SpanParsable<TSelf>.TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out TSelf result) =>
        ItemText.TryParse(Utf8.IsValid(utf8Text) ? Encoding.UTF8.GetString(utf8Text) : null, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Text.ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Text.TryFormat(destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Text.TryFormat(utf8Destination, out bytesWritten);

    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        TSelf other => CompareTo(other),
        _ => throw new ArgumentException($"A {typeof(TSelf).Name} compares only with a {typeof(TSelf).Name}.", nameof(obj)),
    };
}
