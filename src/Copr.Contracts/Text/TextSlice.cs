using System.Text;

namespace Copr.Contracts.Text;

/// <summary>A piece of a string, compared by its characters: the items of a list share the list's one text.</summary>
internal readonly struct TextSlice(string text, int start, int length) : IEquatable<TextSlice>
{
    private readonly string? text = text;

    public TextSlice(string text)
        : this(text, 0, text.Length)
    {
    }

    /// <summary>Whether this is <see langword="default"/>, which no parsed value holds.</summary>
    public bool IsDefault => text is null;

    public ReadOnlySpan<char> Span => text.AsSpan(start, length);

    public bool Equals(TextSlice other) => IsDefault == other.IsDefault && Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is TextSlice other && Equals(other);

    public override int GetHashCode() => string.GetHashCode(Span, StringComparison.Ordinal);

    public override string ToString() => text is null ? "" : text.Length == length ? text : text.Substring(start, length);

    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        bool fits = Span.TryCopyTo(destination);
        charsWritten = fits ? length : 0;
        return fits;
    }

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten)
    {
        // GetBytes may fill part of a destination that is too small, so the length is asked first where it can matter.
        if (length > utf8Destination.Length || Encoding.UTF8.GetByteCount(Span) > utf8Destination.Length)
        {
            bytesWritten = 0;
            return false;
        }

        bytesWritten = Encoding.UTF8.GetBytes(Span, utf8Destination);
        return true;
    }
}
