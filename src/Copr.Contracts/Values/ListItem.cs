using System.Buffers;
using System.Text.Unicode;

namespace Copr.Contracts;

/// <summary>Parses a <see cref="Chroot"/>, a <see cref="PackageUrl"/> or a <see cref="RepositoryUrl"/> from a span.</summary>
[SuppressMessage("Design", "CA1034:Nested types should not be visible", Justification = "It is an extension block.")]
public static class ListItem
{
    extension<T>(T)
        where T : struct, IListItem<T>
    {
        /// <summary>Parses a text.</summary>
        /// <param name="s">The text.</param>
        /// <exception cref="FormatException">The text is not such a value; the message says why.</exception>
        public static T Parse(ReadOnlySpan<char> s) => TryParse(s, out T result) ? result : throw new FormatException(Describe<T>(s));

        /// <summary>Parses a UTF-8 text.</summary>
        /// <param name="utf8Text">The text in UTF-8.</param>
        /// <exception cref="FormatException">The text is not such a value, or not UTF-8; the message says why.</exception>
        public static T Parse(ReadOnlySpan<byte> utf8Text) => TryParse(utf8Text, out T result) ? result
            : throw new FormatException(Utf8.IsValid(utf8Text)
                ? Describe<T>(Encoding.UTF8.GetString(utf8Text))
                : $"{Excerpt.Of(Encoding.UTF8.GetString(utf8Text))} is not UTF-8; expected {T.Expected}.");

        /// <summary>Parses a text, and reports whether it is such a value.</summary>
        /// <param name="s">The text.</param>
        /// <param name="result">The value; <see langword="default"/> if the text is not one.</param>
        public static bool TryParse(ReadOnlySpan<char> s, out T result)
        {
            bool isValid = T.FindProblem(s) is null;
            result = isValid ? T.FromValid(new ItemText(s.ToString())) : default;
            return isValid;
        }

        /// <summary>Parses a UTF-8 text, and reports whether it is such a value.</summary>
        /// <param name="utf8Text">The text in UTF-8.</param>
        /// <param name="result">The value; <see langword="default"/> if the text is not one.</param>
        public static bool TryParse(ReadOnlySpan<byte> utf8Text, out T result)
        {
            char[] rented = ArrayPool<char>.Shared.Rent(utf8Text.Length);
            try
            {
                result = default;

                // Replacing invalid bytes would read another text than was sent.
                return Utf8.ToUtf16(utf8Text, rented, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done
                    && TryParse(rented.AsSpan(0, written), out result);
            }
            finally
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    internal static T Parse<T>(string s)
        where T : struct, IListItem<T>
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out T result) ? result : throw new FormatException(Describe<T>(s));
    }

    /// <summary>Keeps the string itself as the value's text.</summary>
    internal static bool TryParse<T>(string? s, out T result)
        where T : struct, IListItem<T>
    {
        bool isValid = s is not null && T.FindProblem(s) is null;
        result = isValid ? T.FromValid(new ItemText(s!)) : default;
        return isValid;
    }

    private static string Describe<T>(ReadOnlySpan<char> text)
        where T : struct, IListItem<T> =>
        $"{Excerpt.Of(text)} {T.FindProblem(text)}; expected {T.Expected}.";
}
