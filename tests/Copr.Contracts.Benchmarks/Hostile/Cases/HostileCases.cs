using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Copr.Contracts.Json;

namespace Copr.Contracts.Hostile;

/// <summary>What a stranger may send to make a reader slow, or large.</summary>
internal static class HostileCases
{
    private const string Empty = "{\"builds\":[]}";

    private const string InBuild = "\"submitted_on\":1351157544,\"pkgs\":\"http://foo/pkg.src.rpm\",\"user_id\":1,\"copr_id\":5,\"copr\":{\"owner_id\":2,\"chroots\":\"fedora-17-x86_64\",\"id\":5,\"name\":\"ff2\"}";

    private static readonly string SixtyArrays = $"{new string('[', 60)}{new string(']', 60)},";

    private static readonly Lazy<byte[][]> AimedChroots = new(static () => [.. Aim(20)]);

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        // White space.
        new("1 GB of white space before the document", 1 << 30, static size => [Part.Repeat(" \t\r\n", size / 4), Empty]) { Ways = [Way.BuildByBuild, Way.Validate] },
        new("1 GB of white space within it", 1 << 30, static size => ["{\"builds\":[", Part.Repeat("\n", size), "]}"]),
        new("1 GB of white space behind it", 1 << 30, static size => [Empty, Part.Repeat(" ", size)]) { Ways = [Way.BuildByBuild, Way.Validate] },
        new("256 MB of white space in a build", 1 << 28, static size => ["{\"builds\":[{", Part.Repeat(" ", size), "}]}"]) { Reads = "COPR102", Ways = [Way.BuildByBuild] },

        // One large build.
        new("one build with a text of 100 MB", 100_000_000, static size => OneBuild.WithText("results", Part.Repeat("x", size))),
        new("one build with a name of 100 MB", 100_000_000, static size => OneBuild.WithMembers("\"", Part.Repeat("x", size), "\":1,")) { Checks = "COPR213", MostPerByteChecked = 28 },
        new("one build with 100 MB of packages", 100_000_000, static size => OneBuild.WithText("pkgs", new Part(size / 27, static (index, text) => Put(text, $"http://foo/{index:D7}.src.rpm ")), "http://foo/pkg.src.rpm")) { MostPerByte = 14, MostPerByteChecked = 17 },
        new("one build with 100 MB of an unknown array", 100_000_000, static size => OneBuild.With("unknown", "[", Part.Repeat("0,", size / 2), "0]")) { Checks = "COPR213", MostPerByte = 15, MostPerByteChecked = 15 },
        new("one build of 100 MB that comes a kilobyte at a time", 100_000_000, static size => OneBuild.WithText("results", Part.Repeat("x", size))) { MostAtATime = 1024, Ways = [Way.BuildByBuild] },
        new("one build of 4 MB that comes byte by byte", 4_000_000, static size => OneBuild.WithText("results", Part.Repeat("x", size))) { MostAtATime = 1, Ways = [Way.BuildByBuild] },

        // Long lists.
        new("10 million good chroots in a list", 10_000_000, static size => OneBuild.WithText("chroots", new Part(size - 1, static (index, text) => Put(text, $"a-{index}-arm ")), "a-1-arm")) { Checks = "COPR201 COPR204 COPR209", MostPerByteChecked = 34 },
        new("10 million equal chroots in a list", 10_000_000, static size => OneBuild.WithText("chroots", Part.Repeat("a-1-arm ", size - 1), "a-1-arm")) { Checks = "COPR204 COPR209", Ways = [Way.Whole, Way.Validate, Way.ValidateObjects] },
        new("10 million bad chroots in a list", 10_000_000, static size => OneBuild.WithText("chroots", Part.Repeat("a ", size - 1), "a")) { Reads = "COPR106", MostPerByte = 13, MostPerByteChecked = 13 },
        new("10 million chroots with two spaces between", 10_000_000, static size => OneBuild.WithText("chroots", Part.Repeat("a-1-arm  ", size - 1), "a-1-arm")) { Reads = "COPR105", MostPerByte = 12, MostPerByteChecked = 12 },
        new("10 million packages that are no source packages", 10_000_000, static size => OneBuild.WithText("pkgs", Part.Repeat("http://u@h/ ", size - 1), "http://u@h/")) { Checks = "COPR204 COPR210 COPR212", Ways = [Way.Whole, Way.Validate], MostPerByte = 34, MostPerByteChecked = 34 },

        // Escapes.
        new("a text of 10 million \\u0061", 10_000_000, static size => OneBuild.WithText("results", Part.Repeat("\\u0061", size))),
        new("a text of 10 million \\\\", 10_000_000, static size => OneBuild.WithText("results", Part.Repeat("\\\\", size))),
        new("a text of 10 million \\ud83d\\ude00", 10_000_000, static size => OneBuild.WithText("results", Part.Repeat("\\ud83d\\ude00", size))),
        new("a list of 10 million \\u0061", 10_000_000, static size => OneBuild.WithText("pkgs", Part.Repeat("\\u0061", size))) { Reads = "COPR107" },
        new("a name of 10 million \\u0061", 10_000_000, static size => OneBuild.WithMembers("\"", Part.Repeat("\\u0061", size), "\":1,")) { Checks = "COPR213" },
        new("10 million halves of a surrogate pair", 10_000_000, static size => OneBuild.WithText("results", Part.Repeat("\\ud83d", size))) { Reads = "COPR101" },

        // Duplicate members.
        new("one name a million times in the document", 1_000_000, static size => ["{", Part.Repeat("\"a\":1,", size), "\"builds\":[]}"]) { Reads = "COPR104", Checks = "COPR104 COPR213", MostPerByte = 370, MostPerByteChecked = 410 },
        new("one name a million times in a build", 1_000_000, static size => OneBuild.WithMembers(Part.Repeat("\"a\":1,", size))) { Reads = "COPR104", MostPerByte = 220, MostPerByteChecked = 250 },
        new("one name a million times in a copr", 1_000_000, static size => OneBuild.WithMembersInCopr(Part.Repeat("\"a\":1,", size))) { Reads = "COPR104", MostPerByte = 220, MostPerByteChecked = 250 },
        new("\"id\" a million times in a build", 1_000_000, static size => OneBuild.WithMembers(Part.Repeat("\"id\":1,", size))) { Reads = "COPR104", MostPerByte = 180, MostPerByteChecked = 210 },
        new("one name a million times in an unknown member", 1_000_000, static size => OneBuild.With("unknown", "{", Part.Repeat("\"a\":1,", size), "\"b\":1}")) { Reads = "COPR104", MostPerByte = 300, MostPerByteChecked = 320 },
        new("a name of 2 MB before 100,000 duplicates", 100_000, static size => OneBuild.WithMembers("\"", Part.Repeat("x", size * 20), "\":{", Part.Repeat("\"a\":1,", size), "\"b\":1},")) { Reads = "COPR104", MostPerByte = 200, MostPerByteChecked = 210 },

        // Many names.
        new("100,000 names in the document", 100_000, static size => ["{", new Part(size, static (index, text) => Put(text, $"\"m{index}\":1,")), "\"builds\":[]}"]) { Checks = "COPR213", MostPerByte = 190, MostPerByteChecked = 310 },
        new("100,000 names in a build", 100_000, static size => OneBuild.WithMembers(new Part(size, static (index, text) => Put(text, $"\"m{index}\":1,")))) { Checks = "COPR213", MostPerByte = 68, MostPerByteChecked = 220 },
        new("100,000 names in an unknown member", 100_000, static size => OneBuild.With("unknown", "{", new Part(size, static (index, text) => Put(text, $"\"m{index}\":1,")), "\"b\":1}")) { Checks = "COPR213", MostPerByte = 34, MostPerByteChecked = 30 },
        new("100,000 empty objects by names in a build", 100_000, static size => OneBuild.WithMembers(new Part(size, static (index, text) => Put(text, $"\"m{index}\":{{}},")))) { Checks = "COPR213", MostPerByte = 80, MostPerByteChecked = 240 },

        // Nesting.
        new("60 arrays, 100,000 times", 100_000, static size => ["{\"builds\":[],\"a\":[", Part.Repeat(SixtyArrays, size), "0]}"]) { Checks = "COPR213", MostPerByte = 23, MostPerByteChecked = 20 },
        new("60 arrays, 34,000 times, in a build of 4 MB", 34_000, static size => OneBuild.With("a", "[", Part.Repeat(SixtyArrays, size), "0]")) { Checks = "COPR213", MostPerByte = 23, MostPerByteChecked = 23 },
        new("60 objects, 20,000 times", 20_000, static size => ["{\"builds\":[],\"a\":[", Part.Repeat($"{string.Concat(Enumerable.Repeat("{\"a\":", 60))}0{new string('}', 60)},", size), "0]}"]) { Checks = "COPR213", MostPerByte = 65, MostPerByteChecked = 61 },
        new("10 million arrays in one another", 10_000_000, static size => ["{\"builds\":[],\"a\":", Part.Repeat("[", size)]) { Reads = "COPR108" },
        new("10 million objects in one another in a build", 10_000_000, static size => OneBuild.With("a", Part.Repeat("{\"a\":", size))) { Reads = "COPR108" },

        // Keys that collide.
        new("100,000 names of one hash in the document", 100_000, static size => ["{", new Part(size, Colliding), "\"builds\":[]}"]) { Checks = "COPR213", MostPerByte = 17, MostPerByteChecked = 47 },
        new("100,000 names of one hash in a build", 100_000, static size => OneBuild.WithMembers(new Part(size, Colliding))) { Checks = "COPR213", MostPerByte = 15, MostPerByteChecked = 55 },
        new("100,000 names of one hash in an unknown member", 100_000, static size => OneBuild.With("unknown", "{", new Part(size, Colliding), "\"b\":1}")) { Checks = "COPR213", MostPerByte = 15, MostPerByteChecked = 15 },
        new("100,000 ids of one hash, not ascending", 100_000, static size => Builds(size, static (index, text) => Put(text, $"{{{InBuild},\"chroots\":\"a-1-arm\",\"id\":{((100_000_000 - index) << 32) | (100_000_000 - index)}}}"))) { Checks = "COPR209", Ways = [Way.Validate, Way.ValidateObjects], MostPerByteChecked = 55 },
        new("100,000 ids of four hashes whatever the process", 100_000, static size => Builds(size, static (index, text) => Put(text, $"{{{InBuild},\"chroots\":\"a-1-arm\",\"id\":{CollidingIds.Of(index)}}}"))) { Checks = "COPR209", Ways = [Way.Validate, Way.ValidateObjects], MostPerByteChecked = 55 },
        new("a million lists of chroots for the same places of the cache", 1_000_000, static size => Builds(size, static (index, text) => Put(text, AimedChroots.Value[index % AimedChroots.Value.Length]))) { Checks = "COPR305", Ways = [Way.BuildByBuild], MostPerByteChecked = 26 },

        // Many builds.
        new("a million builds with a chroot each that no other has", 1_000_000, static size => Builds(size, static (index, text) => Put(text, $"{{{InBuild},\"chroots\":\"a-{index}-arm\",\"id\":{index}}}"))) { Checks = "COPR209", MostPerByteChecked = 60 },
        new("a million builds, all broken", 1_000_000, static size => Builds(size, static (index, text) => Put(text, $"{{{InBuild},\"chroots\":\"a\",\"id\":{index}}}"))) { Reads = "COPR106", MostPerByte = 38, MostPerByteChecked = 37 },
        new("a million empty builds", 1_000_000, static size => ["{\"builds\":[", Part.Repeat("{},", size - 1), "{}]}"]) { Reads = "COPR102", MostPerByte = 4900, MostPerByteChecked = 5300 },
        new("a million nulls for builds", 1_000_000, static size => ["{\"builds\":[", Part.Repeat("null,", size - 1), "null]}"]) { Reads = "COPR103", MostPerByte = 650, MostPerByteChecked = 650 },

        // Numbers and characters.
        new("an id of a million digits", 1_000_000, static size => OneBuild.With("id", Part.Repeat("1", size))) { Reads = "COPR103" },
        new("a time of a million digits", 1_000_000, static size => OneBuild.With("submitted_on", "0.", Part.Repeat("1", size))) { Reads = "COPR103" },
        new("an unknown number of a million digits", 1_000_000, static size => OneBuild.With("unknown", Part.Repeat("1", size))) { Checks = "COPR213" },
        new("25 million characters of 4 bytes", 25_000_000, static size => OneBuild.WithText("results", Part.Repeat("\U0001F600", size))),
        new("25 million characters of 4 bytes before an error", 25_000_000, static size => OneBuild.With("results", "\"", Part.Repeat("\U0001F600", size), "\",\"canceled\":0")) { Reads = "COPR103" },
    ];

    /// <summary>A list of so many builds.</summary>
    private static Part[] Builds(long count, Piece build) =>
    [
        "{\"builds\":[",
        new Part(count, (index, text) =>
        {
            text[0] = (byte)',';
            int comma = index == 0 ? 0 : 1;
            return comma + build(index, text[comma..]);
        }),
        "]}",
    ];

    private static int Colliding(long index, Span<byte> text) => Put(text, $"\"{CollidingNames.Of(index)}\":1,");

    private static int Put(Span<byte> text, [InterpolatedStringHandlerArgument(nameof(text))] ref Utf8.TryWriteInterpolatedStringHandler piece) =>
        Utf8.TryWrite(text, ref piece, out int length) ? length : throw new ArgumentException("The piece is too long.", nameof(piece));

    private static int Put(Span<byte> text, byte[] piece)
    {
        piece.CopyTo(text);
        return piece.Length;
    }

    /// <summary>Builds whose lists of chroots share both of their places in the cache, which nobody outside of this process can tell.</summary>
    private static IEnumerable<byte[]> Aim(int count)
    {
        for (int number = 0; count > 0; number++)
        {
            string chroots = string.Create(CultureInfo.InvariantCulture, $"a-{number}-arm");
            if (RecentLists<Chroot>.PlacesOf(Encoding.UTF8.GetBytes(chroots)) == (0, 0))
            {
                count--;
                yield return Encoding.UTF8.GetBytes($"{{{InBuild.Replace("fedora-17-x86_64", chroots, StringComparison.Ordinal)},\"chroots\":\"{chroots}\",\"id\":1}}");
            }
        }
    }
}
