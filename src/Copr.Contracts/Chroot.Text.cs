using System.Diagnostics.CodeAnalysis;
using Copr.Contracts.Text;

namespace Copr.Contracts;

/// <content>Parsing, formatting and equality, all of them by the text.</content>
public readonly partial struct Chroot
{
    private readonly TextSlice text;

    private Chroot(TextSlice text) => this.text = text;

    TextSlice IListItem<Chroot>.Text => text;

    /// <summary>Whether both have the same text.</summary>
    public static bool operator ==(Chroot left, Chroot right) => left.Equals(right);

    /// <summary>Whether their texts differ.</summary>
    public static bool operator !=(Chroot left, Chroot right) => !left.Equals(right);

    /// <summary>Reads a chroot's name; the same in every culture.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not a chroot's name; the message says why.</exception>
    public static Chroot Parse(string s, IFormatProvider? provider = null) => ListItemText.Parse<Chroot>(s);

    /// <summary>Reads a chroot's name; the same in every culture.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException">The text is not a chroot's name; the message says why.</exception>
    public static Chroot Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => ListItemText.Parse<Chroot>(s);

    /// <summary>Reads a chroot's name; the same in every culture.</summary>
    /// <param name="utf8Text">The text in UTF-8.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException">The text is not a chroot's name, or not UTF-8; the message says why.</exception>
    public static Chroot Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider = null) => ListItemText.Parse<Chroot>(utf8Text);

    /// <summary>Reads a chroot's name where the text is one.</summary>
    /// <param name="s">The text; null is none.</param>
    /// <param name="result">What was read; <see langword="default"/> where the text is none.</param>
    /// <returns>Whether the text is a chroot's name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out Chroot result) => ListItemText.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out Chroot)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out Chroot result) => ListItemText.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out Chroot)"/>
    /// <param name="utf8Text">The text in UTF-8.</param>
    /// <param name="result">What was read; <see langword="default"/> where the text is none.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out Chroot result) => ListItemText.TryParse(utf8Text, out result);

    /// <inheritdoc cref="TryParse(string?, out Chroot)"/>
    /// <param name="s">The text; null is none.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">What was read; <see langword="default"/> where the text is none.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Chroot result) => ListItemText.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Chroot)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Chroot result) => ListItemText.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Chroot)"/>
    /// <param name="utf8Text">The text in UTF-8.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">What was read; <see langword="default"/> where the text is none.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out Chroot result) => ListItemText.TryParse(utf8Text, out result);

    /// <summary>Whether both have the same text, character by character.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(Chroot other) => text.Equals(other.text);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Chroot other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode();

    /// <summary>The text as it was sent; empty for <see langword="default"/>.</summary>
    public override string ToString() => text.ToString();

    /// <inheritdoc cref="ToString()"/>
    /// <param name="format">Not used: there is one format.</param>
    /// <param name="formatProvider">Not used.</param>
    public string ToString(string? format, IFormatProvider? formatProvider) => text.ToString();

    /// <summary>Writes the text, or nothing where it does not fit.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="charsWritten">How many characters were written.</param>
    /// <param name="format">Not used: there is one format.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>Whether it fits.</returns>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        text.TryFormat(destination, out charsWritten);

    /// <summary>Writes the text in UTF-8, or nothing where it does not fit.</summary>
    /// <param name="utf8Destination">Where to.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <param name="format">Not used: there is one format.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>Whether it fits.</returns>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        text.TryFormat(utf8Destination, out bytesWritten);

    static Chroot IListItem<Chroot>.FromValid(TextSlice text) => new(text);
}
