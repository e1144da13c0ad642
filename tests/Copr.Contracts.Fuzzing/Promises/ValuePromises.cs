using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Copr.Contracts.Fuzzing.Promises;

/// <summary>What the package promises of any text that is parsed as a value, or as a list of values.</summary>
public static class ValuePromises
{
    /// <summary>Escapes as little as possible, because lists with escapes are read in another way.</summary>
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        T? ofText = Utf8.IsValid(utf8Text) && T.TryParse(Encoding.UTF8.GetString(utf8Text), null, out T value) ? value : null;
        Promise.Same(T.TryParse(utf8Text, null, out T ofUtf8) ? ofUtf8 : null, ofText, "TryParse of UTF-8 agrees with TryParse of its text");
        Promise.Same(ParsedOrNull(() => T.Parse(utf8Text, null)), ofText, "Parse of UTF-8 agrees with TryParse of its text");
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
        SpaceSeparatedList<T>? strict = CheckList<T>(text, ReadingMode.Strict);
        SpaceSeparatedList<T>? lenient = CheckList<T>(text, ReadingMode.Lenient);
        Promise.Holds(strict is null || lenient == strict, "a strict list is leniently the same");
        Promise.Same(strict?.ToString(), strict is null ? null : text, "a strict list keeps its text");
        Promise.Same(parsed is not null, strict is { Count: 1 }, "a value is a list of one");
        CheckItems(lenient ?? []);
    }

    private static SpaceSeparatedList<T>? CheckList<T>(string text, ReadingMode mode)
        where T : struct, IListItem<T>
    {
        SpaceSeparatedList<T>? parsed = SpaceSeparatedList<T>.TryParse(text, mode, out SpaceSeparatedList<T> list) ? list : null;
        Promise.Same(ParsedOrNull(() => SpaceSeparatedList<T>.Parse(text, mode)), parsed, "Parse of a list agrees with TryParse");

        // A string with half of a surrogate pair cannot be written as JSON: the framework replaces it.
        JsonSerializerOptions options = Serializers.Of(mode).Package;
        foreach (JsonSerializerOptions writer in IsUnicode(text) ? [Relaxed, JsonSerializerOptions.Default] : Array.Empty<JsonSerializerOptions>())
        {
            string json = JsonSerializer.Serialize(text, writer);
            Promise.Same(ReadOrNull<SpaceSeparatedList<T>>(json, options), parsed, "a list in JSON is the list of its text");
        }

        if (parsed is not null)
        {
            Promise.Same(ReadOrNull<SpaceSeparatedList<T>>(JsonSerializer.Serialize(list, options), options), parsed, "a list that is written and read again is equal");
        }

        return parsed;
    }

    private static void CheckItems<T>(SpaceSeparatedList<T> list)
        where T : struct, IListItem<T>
    {
        T[] items = [.. list];
        Promise.Same(items.Length, list.Count, "a list has as many items as it counts");
        Promise.Same(SpaceSeparatedList.Create(items.AsSpan()), list, "a list of the items of a list is equal");
        Promise.Same(SpaceSeparatedList<T>.Parse(list.ToString()), list, "a list is its text");
        for (int index = 0; index < items.Length; index++)
        {
            Promise.Same(list[index], items[index], "the indexer and the enumerator agree");
            CheckValue(items[index]);
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
        Promise.Holds(value.TryFormat(chars, out int length, default, null) && chars[..length].SequenceEqual(text), "a value formats as its text");
        Span<byte> bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Promise.Holds(value.TryFormat(bytes, out length, default, null) && bytes[..length].SequenceEqual(Encoding.UTF8.GetBytes(text)), "a value formats as its UTF-8");
        Promise.Holds(!value.TryFormat(bytes[1..], out length, default, null) && length == 0, "a value that does not fit is not formatted");
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
                Promise.Holds(package.ToString().Contains(package.FileName, StringComparison.Ordinal), "the name of a file is a part of its URL", package);
                break;
            case RepositoryUrl repository:
                CheckUri(repository.ToUri());
                var i686 = Chroot.Parse("fedora-17-i686");
                Promise.Holds(RepositoryUrl.TryParse(repository.GetBaseUrl(i686), out _), "the base URL is a URL", repository);
                Promise.Holds(RepositoryUrl.TryParse(repository.GetRepomdUrl(i686), out _), "the URL of the metadata is a URL", repository);
                break;
        }
    }

    private static void CheckUri(Uri uri) =>
        Promise.Holds(uri.IsAbsoluteUri && uri.Scheme is "http" or "https" && uri.Host.Length > 0, "a URL is absolute, http or https, and has a host", uri);

    /// <summary>The value as a JSON string and as the name of a member.</summary>
    private static void CheckJson<T>(string text, T? parsed)
        where T : struct, IListItem<T>
    {
        if (!IsUnicode(text))
        {
            return;
        }

        string json = JsonSerializer.Serialize(text);
        JsonSerializerOptions application = Serializers.Of(ReadingMode.Strict).Application;
        Promise.Same(ReadOrNull<T>(json, CoprJson.StrictOptions), parsed, "a value in JSON is the value of its text");
        Dictionary<T, int>? keys = ReadOrDefault<Dictionary<T, int>>($"{{{json}:1}}", application);
        Promise.Same(keys?.Keys.Single(), parsed, "a member's name is the value of its text");
        if (parsed is { } value)
        {
            Promise.Same(ReadOrNull<T>(JsonSerializer.Serialize(value, CoprJson.StrictOptions), CoprJson.StrictOptions), parsed, "a value that is written and read again is equal");
            Promise.Same(JsonSerializer.Deserialize<Dictionary<T, int>>(JsonSerializer.Serialize(keys, application), application)!.Keys.Single(), value, "a name that is written and read again is equal");
        }
    }

    private static bool IsUnicode(string text) => Utf8.FromUtf16(text, new byte[3 * text.Length], out _, out _, replaceInvalidSequences: false) == System.Buffers.OperationStatus.Done;

    private static T? ReadOrNull<T>(string json, JsonSerializerOptions options)
        where T : struct
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, options);
        }
        catch (ContractException)
        {
            return null;
        }
    }

    private static T? ReadOrDefault<T>(string json, JsonSerializerOptions options)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, options);
        }
        catch (ContractException)
        {
            return null;
        }
    }

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
