using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Copr.Contracts.Text;

/// <summary>The one parser behind every Parse and TryParse of the list items.</summary>
internal static class ListItemText
{
    public static T Parse<T>(string s)
        where T : struct, IListItem<T>
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out T result) ? result : throw Failure<T>(s);
    }

    public static T Parse<T>(ReadOnlySpan<char> s)
        where T : struct, IListItem<T> =>
        T.FindProblem(s) is null ? T.FromValid(new TextSlice(s.ToString())) : throw Failure<T>(s);

    public static T Parse<T>(ReadOnlySpan<byte> utf8Text)
        where T : struct, IListItem<T> =>
        TryParse(utf8Text, out T result) ? result
        : Utf8.IsValid(utf8Text) ? throw Failure<T>(Encoding.UTF8.GetString(utf8Text))
        : throw new FormatException($"{Excerpt.Of(Encoding.UTF8.GetString(utf8Text))} is not UTF-8; expected {T.Expected}.");

    public static bool TryParse<T>([NotNullWhen(true)] string? s, out T result)
        where T : struct, IListItem<T>
    {
        bool valid = s is not null && T.FindProblem(s) is null;
        result = valid ? T.FromValid(new TextSlice(s!)) : default;
        return valid;
    }

    public static bool TryParse<T>(ReadOnlySpan<char> s, out T result)
        where T : struct, IListItem<T>
    {
        bool valid = T.FindProblem(s) is null;
        result = valid ? T.FromValid(new TextSlice(s.ToString())) : default;
        return valid;
    }

    public static bool TryParse<T>(ReadOnlySpan<byte> utf8Text, out T result)
        where T : struct, IListItem<T>
    {
        const int OnTheStack = 256;
        char[]? rented = null;
        Span<char> chars = utf8Text.Length <= OnTheStack
            ? stackalloc char[OnTheStack]
            : rented = ArrayPool<char>.Shared.Rent(utf8Text.Length);
        try
        {
            result = default;

            // Replacing invalid bytes would read another text than was sent.
            return Utf8.ToUtf16(utf8Text, chars, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done
                && TryParse(chars[..written], out result);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    /// <summary>What is wrong with an item and what was expected, as the end of a sentence that begins with the item.</summary>
    public static string DescribeProblem<T>(ReadOnlySpan<char> item)
        where T : struct, IListItem<T> =>
        $"{T.FindProblem(item)}; expected {T.Expected}";

    private static FormatException Failure<T>(ReadOnlySpan<char> text)
        where T : struct, IListItem<T> =>
        new($"{Excerpt.Of(text)} {DescribeProblem<T>(text)}.");
}
