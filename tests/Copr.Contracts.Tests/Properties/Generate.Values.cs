using System.Globalization;
using System.Text;
using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <summary>Creates random cases: the values that the contract's objects consist of.</summary>
internal static partial class Generate
{
    private const string ChrootCharacters = "+._0123456789ABCXYZabcxyz";

    /// <summary>Unicode text in any alphabet, with characters that JSON must escape and characters that look like white space.</summary>
    public static Gen<string> Text => Gen.Frequency(
        (1, Gen.OneOf("", "ff2", "http://h/é?a=1&b=2+3", "žluť 😀 <>", "\ufeff", "null")),
        (3, Gen.Frequency(
            (4, Gen.Int[' ', '~']),
            (1, Gen.Int[0, 0x1f]),
            (1, Gen.Int[0x7f, 0x7ff]),
            (1, Gen.OneOf<int>('"', '\\', '/', '&', '\u0085', '\u00a0', '\u2028', '\ufeff', '\uffff')),
            (1, Gen.Int[0xe000, 0xffff]),
            (1, Gen.Int[0x10000, 0x10ffff])).Select(char.ConvertFromUtf32).Array[0, 12].Select(string.Concat)));

    /// <summary>Any UTF-16, including text that is not Unicode.</summary>
    public static Gen<string> Utf16 => Gen.String[
        Gen.Frequency(
            (4, Gen.Char[' ', '~']),
            (1, Gen.Char['\ud800', '\udfff']),
            (1, Gen.Char['\0', '\uffff']),
            (2, Gen.Char[":/-.@[]%?# \t\n"])),
        0,
        20];

    public static Gen<string> ChrootText => Gen.OneOf(
        Gen.OneOf(
            "fedora-17-i386", "fedora-17-x86_64", "opensuse-leap-15.5-aarch64", "centos-stream+epel-next-9-x86_64",
            "almalinux-10-x86_64_v2", "fedora-rawhide-i386", "Fedora--17-i686", "a-b-c"),
        Gen.Select(
            Gen.Char["+_019AZaz"],
            Gen.String[Gen.Char[ChrootCharacters + "-"], 0, 8],
            VersionText,
            Gen.Char["+_019AZaz"],
            Gen.String[Gen.Char[ChrootCharacters], 0, 5])
            .Select(static (first, distribution, version, start, rest) => $"{first}{distribution}-{version}-{start}{rest}"));

    /// <summary>Versions that are nearly the same, or contain nearly the same numbers.</summary>
    public static Gen<string> VersionText => Gen.OneOf(
        Gen.OneOf(
            "1", "01", "9", "10", "rawhide", "15.5", "15.10", "15.05", "7a", "99999999999999999999998", "99999999999999999999999"),
        Gen.Select(Gen.Char["0019a_+Z"], Gen.String[Gen.Char["0019.a_+Z"], 0, 4]).Select(static (first, rest) => $"{first}{rest}"));

    /// <summary>URLs of all kinds that the contract and the framework accept.</summary>
    public static Gen<string> UrlText => Gen.Select(
        Gen.OneOf("http://", "http://", "https://", "HTTP://", "hTTps://"),
        Gen.OneOf("", "", "", "me@", "me:secret@", "m%40e:@"),
        Gen.OneOf(
            "foo", "foo.bar", "FOO.Bar.", "a_b-c.d", "1.2.3", "127.0.0.1", "例え.テスト", "žluť.example", "[::1]", "[2001:DB8::1]",
            "xn--r8jz45g.xn--zckzah", "0123456789.0123456789.0123456789.0123456789.0123456789.0123456789"),
        Gen.OneOf("", "", "", ":80", ":65535", ":"),
        Gen.OneOf(
            Gen.OneOf("", "/", "/repo", "/pkg-1.src.rpm", "/%40me/b%20c.src.rpm", "/例え/é+1.src.rpm", "/a/../b//c", "/😀", "/a&b;c=d,e"),
            Gen.String[Gen.Char["aZ09/._~-%!$&'()*+,;=:@é例[]|^{}\"\\<>"], 0, 20].Select(static path => "/" + path)),
        Gen.OneOf("", "", "", "?", "?a=1&b=%40", "?x=http://y/z"),
        Gen.OneOf("", "", "", "#", "#a/b?c"))
        .Select(static (scheme, user, host, port, path, query, fragment) => scheme + user + host + port + path + query + fragment);

    public static Gen<Written<long>> Id =>
        Gen.Frequency((2, Gen.Long[0, 20]), (2, Gen.Long), (1, Gen.OneOf(long.MinValue, long.MaxValue, int.MaxValue + 1L)))
            .Select(static id => new Written<long>(id, id.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Whole seconds over the whole range, in several time zones.</summary>
    public static Gen<Written<DateTimeOffset>> Second => Times(Gen.OneOf(
        Gen.Long[DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds()],
        Gen.Long[1351150000, 1351150005],
        Gen.OneOf(DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds(), -1, 0, 1))
        .Select(static second => second * TimeSpan.TicksPerSecond));

    /// <summary>Times with and without a fraction of a second.</summary>
    public static Gen<Written<DateTimeOffset>> Moment => Gen.OneOf(Second, Times(Gen.OneOf(
        Gen.Long[Earliest, Latest],
        Gen.Long[-20_000_000, 20_000_000],
        Gen.Int[0, 999].Select(static tenth => (13511500000 + tenth) * (TimeSpan.TicksPerSecond / 10)),
        Gen.OneOf(Earliest + 1, Latest, -1, 1))));

    private static Gen<Written<BuildStatus?>> Status =>
        Gen.OneOf<BuildStatus?>(null, BuildStatus.Failed, BuildStatus.Succeeded)
            .Select(static status => new Written<BuildStatus?>(status, $"{(int?)status}"));

    private static Gen<Written<bool>> Boolean => Gen.Bool.Select(static value => new Written<bool>(value, value ? "true" : "false"));

    private static Gen<Written<string>> WrittenText => Text.Select(static text => new Written<string>(text, Quoted(text)));

    private static Gen<Written<string?>> TextOrNull => Gen.OneOf(
        Gen.Const(new Written<string?>(null, "null")), WrittenText.Select(static text => new Written<string?>(text.Value, text.Json)));

    private static long Earliest => (DateTimeOffset.MinValue - DateTimeOffset.UnixEpoch).Ticks;

    private static long Latest => (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks;

    /// <summary>Lists of zero to many items.</summary>
    public static Gen<Written<SpaceSeparatedList<T>>> ListOf<T>(Gen<string> items)
        where T : struct, IListItem<T> =>
        Gen.Frequency((3, Gen.Const(0)), (25, Gen.Int[1, 4]), (1, Gen.Int[31, 70]))
            .SelectMany(count => items.Array[count])
            .Select(static texts => new Written<SpaceSeparatedList<T>>(
                [.. texts.Select(static text => T.Parse(text, null))], texts.Length == 0 ? "null" : Quoted(string.Join(' ', texts))));

    /// <summary>A JSON string that escapes only what it must.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)character:X4}",
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static Gen<Written<T?>> OrNull<T>(Gen<Written<T>> values)
        where T : struct =>
        Gen.Frequency(
            (1, Gen.Const(new Written<T?>(null, "null"))),
            (2, values.Select(static value => new Written<T?>(value.Value, value.Json))));

    private static Gen<Written<DateTimeOffset>> Times(Gen<long> ticks) => Gen.Select(ticks, Gen.OneOf(0, 0, -14 * 60, 90, 14 * 60))
        .Select(static (sinceEpoch, minutes) =>
        {
            DateTimeOffset time = DateTimeOffset.UnixEpoch.AddTicks(sinceEpoch);
            bool hasZone = time - DateTimeOffset.MinValue > TimeSpan.FromDays(1) && DateTimeOffset.MaxValue - time > TimeSpan.FromDays(1);
            (long seconds, long fraction) = Math.DivRem(Math.Abs(sinceEpoch), TimeSpan.TicksPerSecond);
            string json = $"{(sinceEpoch < 0 ? "-" : "")}{seconds}{(fraction == 0 ? "" : $".{fraction:D7}".TrimEnd('0'))}";
            return new Written<DateTimeOffset>(hasZone ? time.ToOffset(TimeSpan.FromMinutes(minutes)) : time, json);
        });
}
