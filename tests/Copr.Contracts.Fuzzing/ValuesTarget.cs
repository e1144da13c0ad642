using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Copr.Contracts.Json;

namespace Copr.Contracts.Fuzzing;

/// <summary>The items of lists and the lists themselves, from UTF-8 and from UTF-16, strictly and leniently.</summary>
internal static class ValuesTarget
{
    /// <summary>As few escapes as can be, since a list without any takes another way through the reader.</summary>
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Run(byte[] input)
    {
        string? text = Utf8.IsValid(input) ? Encoding.UTF8.GetString(input) : null;
        CheckUtf8<Chroot>(input, text);
        CheckUtf8<PackageUrl>(input, text);
        CheckUtf8<RepositoryUrl>(input, text);
        CheckText(text ?? MemoryMarshal.Cast<byte, char>(input).ToString());
    }

    private static void CheckText(string text)
    {
        foreach (Chroot chroot in ItemsOf<Chroot>(text))
        {
            string name = chroot.ToString();
            Promise.Same($"{chroot.Distribution}-{chroot.Version}-{chroot.Architecture}", name, "a chroot is its parts");
            Promise.Same($"{chroot.Release}-{chroot.Architecture}", name, "a chroot is a release for an architecture");
            Promise.Same(chroot.CompareTo(chroot), 0, "a chroot is as high as itself");
        }

        foreach (PackageUrl package in ItemsOf<PackageUrl>(text))
        {
            CheckUri(package.ToUri());
            Promise.Holds(package.ToString().Contains(package.FileName, StringComparison.Ordinal), "a file's name is a part of its URL");
        }

        foreach (RepositoryUrl repository in ItemsOf<RepositoryUrl>(text))
        {
            CheckUri(repository.ToUri());
            Promise.Holds(RepositoryUrl.TryParse(repository.For("i686"), out _) && RepositoryUrl.TryParse(repository.RepodataFor("i686"), out _), "below a repository are URLs");
        }
    }

    private static void CheckUri(Uri uri) => Promise.Holds(uri.IsAbsoluteUri && uri.Scheme is "http" or "https" && uri.Host.Length > 0, "a URL is absolute, http or https, and has a host");

    private static void CheckUtf8<T>(byte[] utf8Text, string? text)
        where T : struct, IListItem<T>
    {
        bool isItem = T.TryParse(utf8Text, null, out T item);
        Promise.Same(Parsed(() => T.Parse(utf8Text, null)), isItem ? item : null, "Parse and TryParse agree on UTF-8");
        Promise.Same(isItem, text is not null && T.TryParse(text, null, out T same) && same.Equals(item), "UTF-8 is parsed as UTF-16 is");
    }

    /// <summary>Parses the text as an item and as a list, in every way, and returns the items of the list.</summary>
    private static SpaceSeparatedList<T> ItemsOf<T>(string text)
        where T : struct, IListItem<T>
    {
        bool isItem = T.TryParse(text, null, out T item);
        Promise.Same(T.TryParse(text.AsSpan(), null, out T ofSpan), isItem, "a span is parsed as its string is");
        Promise.Same(ofSpan, item, "a span is parsed to the same");
        Promise.Same(Parsed(() => T.Parse(text, null)), isItem ? item : null, "Parse and TryParse agree on a string");
        Promise.Same(Parsed(() => T.Parse(text.AsSpan(), null)), isItem ? item : null, "Parse and TryParse agree on a span");
        Promise.Same(item.ToString(), isItem ? text : "", "an item keeps its text");

        bool isStrict = SpaceSeparatedList<T>.TryParse(text, out SpaceSeparatedList<T> strict);
        bool isLenient = SpaceSeparatedList<T>.TryParse(text, ReadingMode.Lenient, out SpaceSeparatedList<T> lenient);
        Promise.Same(Parsed(() => SpaceSeparatedList<T>.Parse(text)), isStrict ? strict : null, "Parse and TryParse agree on a strict list");
        Promise.Same(Parsed(() => SpaceSeparatedList<T>.Parse(text, ReadingMode.Lenient)), isLenient ? lenient : null, "Parse and TryParse agree on a lenient list");
        Promise.Holds(!isStrict || (isLenient && lenient == strict), "what is strictly a list is leniently the same");
        Promise.Same(strict.ToString(), isStrict ? text : "", "a strict list keeps its text");
        Promise.Same(isItem, isStrict && strict.Count == 1, "an item is a list of one");
        CheckItems(lenient);
        CheckJson<T>(text, CoprJson.Strict, isStrict ? strict : null);
        CheckJson<T>(text, CoprJson.Lenient, isLenient ? lenient : null);
        return lenient;
    }

    private static void CheckItems<T>(SpaceSeparatedList<T> list)
        where T : struct, IListItem<T>
    {
        T[] items = [.. list];
        Promise.Same(items.Length, list.Count, "a list has as many items as it says");
        Promise.Same(SpaceSeparatedList.Create(items.AsSpan()), list, "a list is made of its items");
        Promise.Same(SpaceSeparatedList<T>.Parse(list.ToString()), list, "a list is read back from its text");
        for (int index = 0; index < items.Length; index++)
        {
            Promise.Same(list[index], items[index], "an item is found by its index");
            CheckFormats(items[index]);
        }
    }

    private static void CheckFormats<T>(T item)
        where T : struct, IListItem<T>
    {
        string text = item.ToString()!;
        Promise.Same(T.Parse(text, null), item, "an item is read back from its text");
        Promise.Same(T.Parse(text, null).GetHashCode(), item.GetHashCode(), "equal items have the same hash code");
        Span<char> chars = new char[text.Length];
        Promise.Holds(item.TryFormat(chars, out int length, default, null) && chars[..length].SequenceEqual(text), "an item is written as its text");
        Span<byte> bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Promise.Holds(item.TryFormat(bytes, out length, default, null) && length == bytes.Length && T.Parse(bytes, null).Equals(item), "an item is written as UTF-8");
        Promise.Holds(!item.TryFormat(bytes[1..], out length, default, null) && length == 0, "an item that does not fit is not written");
    }

    /// <summary>The text in a JSON string is the same list to a reader; half of a surrogate pair cannot be written into one.</summary>
    private static void CheckJson<T>(string text, JsonSerializerOptions options, SpaceSeparatedList<T>? expected)
        where T : struct, IListItem<T>
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(text, Relaxed);
        Outcome<SpaceSeparatedList<T>> outcome = Outcome.Of<SpaceSeparatedList<T>>(json, options);
        Promise.Same(outcome.IsRead ? outcome.Value : null, expected, "a list is read from JSON as from its text");
        Promise.Same(Outcome.Of<SpaceSeparatedList<T>>(json, options), outcome, "a list is read again as the first time");
        if (expected is { } list)
        {
            Promise.Same(Outcome.Of<SpaceSeparatedList<T>>(CoprJson.Write(list, options), options).Value, list, "a list is written and read back equal");
        }
    }

    /// <summary>What Parse returns; null where it refuses with its documented exception.</summary>
    private static T? Parsed<T>(Func<T> parse)
        where T : struct
    {
        try
        {
            return parse();
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
