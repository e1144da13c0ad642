using System.Text;
using System.Text.Json;
using Copr.Contracts.Tests.Wiki;
using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <content>Texts that are nearly right.</content>
internal static partial class Generate
{
    /// <summary>The largest document of the corpus that is tried.</summary>
    private const int MaxOriginal = 10_000;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", ",", ":", "\\", "\\ud800", "\\u0000", "null", "true", "1e400", "-", "0", ".5", " ", "\n", "\t", "//",
        "/*", "é", "😀", "\ufeff", "\"id\":", "\"id\":1,", "\"x\":{},", "\"builds\":[],", "fedora-17-i386 ", "http://foo/ ", "  ",
        new string('[', 70), new string(']', 70),
    ];

    private static readonly byte[][] Originals =
    [
        WikiExample.Bytes,
        .. Directory.GetFiles(Path.Combine(TestFolder.Root, "tests", "conformance", "documents"))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(static text => text.Length < MaxOriginal),
    ];

    private enum Change
    {
        Remove,
        Overwrite,
        Copy,
        Insert,
        Value,
        Member,
        Twice,
        Space,
    }

    /// <summary>Lists of waiting builds, and the documents of the conformance corpus.</summary>
    public static Gen<Utf8Text> ListDocument => Gen.OneOf(
        WaitingBuilds(Moment).Select(static list => new Utf8Text(list.Json)),
        Gen.OneOf(Originals).Select(static original => new Utf8Text(original)));

    /// <summary>Any bytes.</summary>
    public static Gen<Utf8Text> Bytes => Gen.Byte.Array[0, 40].Select(static bytes => new Utf8Text(bytes));

    /// <summary>A value that is not a build, although its brackets and quotation marks match.</summary>
    public static Gen<string> NoBuild => Gen.OneOf(
        Json,
        Gen.OneOf(
            "nil", "tru", "-", "[,]", "\"\\q\"", "{\"id\":01}", "{\"id\":1 \"x\":2}", "{\"id\":[{]}}", "{\"id\":7,\"id\":7}",
            "{\"\\ud800\":1}"),
        Gen.Select(
            Build(Second),
            Gen.OneOf("copr_id", "user_id", "copr", "submitted_on", "pkgs", "chroots", "id"),
            Gen.OneOf("", "{}", "[1]", "\"-\"", "true", "1.5e-3", "1x", "\"\\ud800\""))
            .Select(static (build, member, json) => WithMember(build.Json, member, json)));

    /// <summary>What may arrive: mostly the texts with changes, sometimes any bytes or any JSON.</summary>
    public static Gen<Utf8Text> Incoming(Gen<Utf8Text> texts) =>
        Gen.Frequency((6, Changed(texts)), (1, Bytes), (1, Json.Select(static json => new Utf8Text(json))));

    /// <summary>The texts with up to three UTF-16 units changed, or any text.</summary>
    public static Gen<string> Nearly(Gen<string> texts) => Gen.Frequency(
        (1, Utf16),
        (4, Gen.Select(
            texts,
            Gen.Select(
                Gen.Double.Unit, Gen.Int[0, 2], Gen.OneOf(Gen.Char["-./:@[]%?# \t\u00a0é_\ud800\udc00\u200b"], Gen.Char)).Array[0, 3])
            .Select(static (text, changes) => changes.Aggregate(text, static (changed, change) =>
            {
                var (position, length, unit) = change;
                int at = (int)(position * changed.Length);
                return changed.Remove(at, Math.Min(length, changed.Length - at)).Insert(at, length == 2 ? "" : unit.ToString());
            }))));

    /// <summary>Texts of lists, with right and wrong separators between and around the items.</summary>
    public static Gen<string> ListText(Gen<string> items) => Gen.Select(
        Gen.OneOf("", "", "", "", " ", "\n"),
        Gen.Select(
            Gen.Frequency((5, items), (1, Nearly(items))),
            Gen.Frequency(
                (12, " "), (1, "  "), (1, "\t"), (1, "\r\n"), (1, "\v\f"), (1, "\u00a0"), (1, "\u2003"), (1, ", "), (1, ""))).Array[0, 5],
        Gen.Bool)
        .Select(static (before, texts, hasEnd) =>
            before + string.Concat(texts.Select((text, index) => text.Item1 + (index < texts.Length - 1 || hasEnd ? text.Item2 : ""))));

    /// <summary>The texts with up to three changes of bytes, values, members or white space.</summary>
    private static Gen<Utf8Text> Changed(Gen<Utf8Text> texts) => Gen.Select(
        texts,
        Gen.Select(
            Gen.Enum<Change>(), Gen.Double.Unit, Gen.Double.Unit, Gen.Int[0, 6], Gen.OneOf(Gen.OneOf(Pieces), Json), Gen.Byte).Array[0, 3])
        .Select(static (text, changes) => new Utf8Text(changes.Aggregate(text.Bytes, static (bytes, change) =>
        {
            var (kind, at, to, length, piece, unit) = change;
            return kind is Change.Remove or Change.Overwrite or Change.Copy or Change.Insert
                ? ChangeBytes(bytes, kind, (int)(at * bytes.Length), (int)(to * bytes.Length), length, Encoding.UTF8.GetBytes(piece), unit)
                : ChangeValue(bytes, kind, at, Encoding.UTF8.GetBytes(piece));
        })));

    private static byte[] ChangeBytes(byte[] original, Change kind, int at, int to, int length, byte[] piece, byte unit)
    {
        List<byte> bytes = [.. original];
        length = Math.Min(length, bytes.Count - at);
        switch (kind)
        {
            case Change.Remove:
                bytes.RemoveRange(at, length);
                break;
            case Change.Overwrite when length > 0:
                bytes[at] = unit;
                break;
            case Change.Copy:
                bytes.InsertRange(to, bytes.GetRange(at, length));
                break;
            default:
                bytes.InsertRange(at, piece);
                break;
        }

        return [.. bytes];
    }

    private static byte[] ChangeValue(byte[] bytes, Change kind, double at, byte[] piece)
    {
        List<(int Member, int Start, int End)> values = FindValues(bytes);
        if (values.Count == 0)
        {
            return bytes;
        }

        (int member, int start, int end) = values[(int)(at * values.Count)];
        return kind switch
        {
            Change.Value => [.. bytes[..start], .. piece, .. bytes[end..]],
            Change.Twice => [.. bytes[..end], (byte)',', .. bytes[member..end], .. bytes[end..]],
            Change.Space => [.. bytes[..start], .. "\r\n\t "u8, .. bytes[start..end], (byte)' ', .. bytes[end..]],
            _ when bytes.AsSpan(end).IndexOf((byte)',') == 0 => [.. bytes[..member], .. bytes[(end + 1)..]],
            _ when member > 0 && bytes[member - 1] == ',' => [.. bytes[..(member - 1)], .. bytes[end..]],
            _ => [.. bytes[..member], .. bytes[end..]],
        };
    }

    /// <summary>Finds where the values and the names before them are, as far as the text is JSON.</summary>
    private static List<(int Member, int Start, int End)> FindValues(byte[] text)
    {
        List<(int Member, int Start, int End)> values = [];
        Stack<(int Member, int Start)> open = [];
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowTrailingCommas = true });
        int member = -1;
        try
        {
            while (reader.Read())
            {
                int start = (int)reader.TokenStartIndex;
                int end = (int)reader.BytesConsumed;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        member = start;
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push((member < 0 ? start : member, start));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        (int first, int begin) = open.Pop();
                        values.Add((first, begin, end));
                        break;
                    default:
                        values.Add((member < 0 ? start : member, start, end));
                        break;
                }

                member = -1;
            }
        }
        catch (JsonException)
        {
            // The values before that are enough.
        }

        return values;
    }

    /// <summary>A build's JSON with another value for one of its members, or without the member.</summary>
    private static string WithMember(string build, string name, string json)
    {
        byte[] text = Encoding.UTF8.GetBytes(build);
        (int member, int start, int end) = FindValues(text)
            .Where(value => text.AsSpan(value.Member).StartsWith(Encoding.UTF8.GetBytes($"\"{name}\":")))
            .MaxBy(value => name == "copr" ? -value.Start : value.Start);
        return json.Length == 0
            ? Encoding.UTF8.GetString([.. text[..member], .. "\"absent\":0"u8, .. text[end..]])
            : Encoding.UTF8.GetString([.. text[..start], .. Encoding.UTF8.GetBytes(json), .. text[end..]]);
    }
}
