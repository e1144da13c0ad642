using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of any text that is parsed as a value, or as a list of values.</summary>
public static class ValuePromises
{
    /// <summary>A JSON string with as few escapes as possible, which a reader decodes in another way than one with many.</summary>
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Chroot I686 = Chroot.Parse("fedora-17-i686");

    /// <summary>Checks the bytes as UTF-8, or as UTF-16 if they are not UTF-8.</summary>
    public static void Check(byte[] bytes)
    {
        CheckUtf8<Chroot>(bytes);
        CheckUtf8<PackageUrl>(bytes);
        CheckUtf8<RepositoryUrl>(bytes);
        string text = Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : MemoryMarshal.Cast<byte, char>(bytes).ToString();
        Check<Chroot>(text);
        Check<PackageUrl>(text);
        Check<RepositoryUrl>(text);
    }

    public static void CheckUtf8<T>(byte[] utf8Text)
        where T : struct, IListItem<T>
    {
        T? expected = Utf8.IsValid(utf8Text) && T.TryParse(Encoding.UTF8.GetString(utf8Text), null, out T value) ? value : null;
        T? tried = T.TryParse(utf8Text, null, out T parsed) ? parsed : null;
        Promise.Same(tried, expected, "TryParse of UTF-8 agrees with TryParse of its text");
        Promise.Same(ParsedOrNull(() => T.Parse(utf8Text, null)), expected, "Parse of UTF-8 agrees with TryParse of its text");
    }

    /// <summary>Checks the text as a value, and as a list in both modes.</summary>
    public static void Check<T>(string text)
        where T : struct, IListItem<T>
    {
        T? parsed = T.TryParse(text, null, out T value) ? value : null;
        Promise.Same(value.ToString(), parsed is null ? "" : text, "a value keeps its text, and a failed TryParse returns the default");
        Promise.Same(ParsedOrNull(() => T.Parse(text, null)), parsed, "Parse agrees with TryParse");
        Promise.Same(T.TryParse(text.AsSpan(), null, out T ofSpan) ? ofSpan : null, parsed, "TryParse of a span agrees with TryParse");
        Promise.Same(ParsedOrNull(() => T.Parse(text.AsSpan(), null)), parsed, "Parse of a span agrees with TryParse");
        CheckJson(text, parsed);
        CheckList<T>(text, ReadingMode.Strict, text.Length == 0 ? [] : text.Split(' '));
        CheckList<T>(text, ReadingMode.Lenient, text.Split([' ', '\t', '\n', '\r', '\v', '\f'], StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Checks the value as a JSON string and as a member's name.</summary>
    private static void CheckJson<T>(string text, T? parsed)
        where T : struct, IListItem<T>
    {
        if (!IsUnicode(text))
        {
            Promise.Same(parsed, null, "half of a surrogate pair is not a part of a value");
            return;
        }

        JsonSerializerOptions options = Serializers.Of(ReadingMode.Strict).Application;
        string json = JsonSerializer.Serialize(text);
        Promise.Same(ReadOrNull<T>(json, options), parsed, "a value in JSON is the value of its text");
        Dictionary<T, int>? keys =
            Outcome<Dictionary<T, int>>.Of(() => JsonSerializer.Deserialize<Dictionary<T, int>>($"{{{json}:1}}", options)).Value;
        Promise.Same(keys?.Keys.Single(), parsed, "the name of a member is the value of its text");
        if (parsed is { } value)
        {
            string written = JsonSerializer.Serialize(value, options);
            Promise.Same(ReadOrNull<T>(written, options), value, "a value survives a round trip");
            string name = JsonSerializer.Serialize(keys, options);
            T ofName = JsonSerializer.Deserialize<Dictionary<T, int>>(name, options)!.Keys.Single();
            Promise.Same(ofName, value, "the name of a member survives a round trip");
        }
    }

    private static void CheckList<T>(string text, ReadingMode mode, string[] items)
        where T : struct, IListItem<T>
    {
        bool areItems = items.All(static item => T.TryParse(item, null, out _));
        SpaceSeparatedList<T>? parsed = SpaceSeparatedList<T>.TryParse(text, mode, out SpaceSeparatedList<T> list) ? list : null;
        Promise.Same(parsed?.ToString(), areItems ? string.Join(' ', items) : null, "a text is a list if its parts are items");
        Promise.Same(list.IsEmpty, !areItems || items.Length == 0, "a failed TryParse returns the empty list");
        Promise.Same(ParsedOrNull(() => SpaceSeparatedList<T>.Parse(text, mode)), parsed, "Parse of a list agrees with TryParse");
        JsonSerializerOptions options = Serializers.Of(mode).Package;
        if (IsUnicode(text))
        {
            string unescaped = JsonSerializer.Serialize(text, Unescaped);
            Promise.Same(ReadOrNull<SpaceSeparatedList<T>>(unescaped, options), parsed, "a list in JSON is the list of its text");
            string escaped = JsonSerializer.Serialize(text);
            Promise.Same(ReadOrNull<SpaceSeparatedList<T>>(escaped, options), parsed, "a list with escapes is the list of its text");
        }

        if (parsed is not null)
        {
            string written = JsonSerializer.Serialize(list, options);
            Promise.Same(ReadOrNull<SpaceSeparatedList<T>>(written, options), list, "a list survives a round trip");
            CheckItems(list, items);
        }
    }

    private static void CheckItems<T>(SpaceSeparatedList<T> list, string[] texts)
        where T : struct, IListItem<T>
    {
        T[] items = [.. list];
        Promise.SameItems(items.Select(static item => item.ToString()), texts, "the items of a list have their texts");
        Promise.SameItems(Enumerable.Range(0, list.Count).Select(index => list[index]), items, "the indexer and the enumerator agree");
        SpaceSeparatedList<T> again = [.. items];
        Promise.Same(again, list, "a list of the items of a list is equal");
        Promise.Same(again.GetHashCode(), list.GetHashCode(), "equal lists have equal hash codes");
        foreach (T item in items)
        {
            CheckValue(item);
        }
    }

    private static void CheckValue<T>(T value)
        where T : struct, IListItem<T>
    {
        string text = value.ToString()!;
        T again = T.Parse(text, null);
        Promise.Same(again, value, "a value is its text");
        Promise.Same(again.GetHashCode(), value.GetHashCode(), "equal values have equal hash codes");
        Promise.Same(again.CompareTo(value), 0, "equal values sort alike");
        Promise.Same(value.ToString(null, null), text, "a value formats as its text");
        Span<char> chars = new char[text.Length];
        bool fits = value.TryFormat(chars, out int length, default, null);
        Promise.Same((fits, chars[..length].ToString()), (true, text), "a value formats as its text");
        Span<byte> bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        fits = value.TryFormat(bytes, out length, default, null);
        Promise.Same((fits, Encoding.UTF8.GetString(bytes[..length])), (true, text), "a value formats as UTF-8");
        fits = value.TryFormat(bytes[1..], out length, default, null);
        Promise.Same((fits, length), (false, 0), "a value that does not fit is not formatted");
        CheckParts(value);
    }

    private static void CheckParts(object value)
    {
        switch (value)
        {
            case Chroot chroot:
                (string distribution, string version, string architecture) = chroot;
                Promise.Same($"{distribution}-{version}-{architecture}", chroot.ToString(), "a chroot is its parts");
                Promise.Same($"{chroot.Release}-{chroot.Architecture}", chroot.ToString(), "a chroot is a release and an architecture");
                break;
            case PackageUrl package:
                CheckUri(package.ToUri());
                bool isPart = package.ToString().Contains(package.FileName, StringComparison.Ordinal);
                Promise.Holds(isPart, "the name of a file is a part of its URL", package);
                break;
            case RepositoryUrl repository:
                CheckUri(repository.ToUri());
                Promise.Holds(RepositoryUrl.TryParse(repository.GetBaseUrl(I686), out _), "a base URL is a URL", repository);
                Promise.Holds(RepositoryUrl.TryParse(repository.GetRepomdUrl(I686), out _), "the URL of metadata is a URL", repository);
                break;
        }
    }

    private static void CheckUri(Uri uri)
    {
        bool isHttp = uri is { IsAbsoluteUri: true, Scheme: "http" or "https", Host.Length: > 0 };
        Promise.Holds(isHttp, "a URL is absolute, http or https, and has a host", uri);
    }

    private static bool IsUnicode(string text) =>
        Utf8.FromUtf16(text, new byte[3 * text.Length], out _, out _, replaceInvalidSequences: false) == OperationStatus.Done;

    private static T? ReadOrNull<T>(string json, JsonSerializerOptions options)
        where T : struct =>
        Outcome<object>.Of(() => JsonSerializer.Deserialize<T>(json, options)).Value as T?;

    private static T? ParsedOrNull<T>(Func<T> parse)
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
