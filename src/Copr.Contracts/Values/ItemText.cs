namespace Copr.Contracts;

/// <summary>The text of a list item: a string, or a part of the text of its list. Compared ordinally.</summary>
internal readonly struct ItemText(string text, int start, int length) : IEquatable<ItemText>
{
    private readonly string? text = text;

    public ItemText(string text) : this(text, 0, text.Length) { }

    /// <summary>Whether this is <see langword="default"/>, which no parsed value contains.</summary>
    public bool IsDefault => text is null;

    public ReadOnlySpan<char> Span => text.AsSpan(start, length);

    /// <summary>The text of a value that has parts, or throws if this is <see langword="default"/>.</summary>
    public ReadOnlySpan<char> Require<T>() => !IsDefault ? Span : throw new InvalidOperationException(
        $"default({typeof(T).Name}) has no text and no parts. Use {typeof(T).Name}.Parse to create a value.");

    public bool Equals(ItemText other) => IsDefault == other.IsDefault && Span.SequenceEqual(other.Span);
    public override bool Equals(object? obj) => obj is ItemText other && Equals(other);
    public override int GetHashCode() => string.GetHashCode(Span, StringComparison.Ordinal);

    public static bool IsValid<T>(ReadOnlySpan<char> text) where T : struct, IListItem<T> => T.FindProblem(text) is null;

    public static T Parse<T>(string s) where T : struct, IListItem<T>
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out T item) ? item : throw new FormatException($"{Excerpt.Of(s)} {T.FindProblem(s)}; expected {T.Expected}.");
    }

    public static bool TryParse<T>(string? s, out T result) where T : struct, IListItem<T>
    {
        bool isValid = s is not null && IsValid<T>(s);
        result = isValid ? T.FromValid(new ItemText(s!)) : default;
        return isValid;
    }

    /// <summary>Compares ordinally; <see langword="default"/> sorts first.</summary>
    public static int Compare(ItemText left, ItemText right) =>
        left.IsDefault || right.IsDefault ? right.IsDefault.CompareTo(left.IsDefault) : left.Span.SequenceCompareTo(right.Span);

    public override string ToString() => text is null ? "" : text.Length == length ? text : text.Substring(start, length);

    public bool TryFormat(Span<char> destination, out int charsWritten) => destination.TryWrite($"{Span}", out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten) => Utf8.TryWrite(utf8Destination, $"{Span}", out bytesWritten);
}
