using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Copr.Contracts.Hostile;

/// <summary>What a stranger may send to make a reader slow or large.</summary>
internal static class HostileCases
{
    /// <summary>What surrounds the hostile part of a text at most, in bytes.</summary>
    private const int Surroundings = 512;

    private const string Empty = "\"builds\":[]}";

    private const string Last = $"{BuildText.UpToChroots}fedora-17-x86_64\",\"id\":-1}}";

    private static readonly string SixtyArrays = $"{new string('[', 60)}{new string(']', 60)},";

    private static readonly string SixtyObjects = $"{string.Concat(Enumerable.Repeat("{\"a\":", 60))}0{new string('}', 60)},";

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        // White space.
        Document("white space before the document", static size => [Part.Fill(size, " \t\r\n"), "{", Empty]),
        List("white space in the list", static size => [Part.Fill(size, "\n")]),
        Build("white space in a build", static size => ["{", Part.Fill(size, " "), "}"], "COPR102"),
        Document("white space after the document", static size => ["{", Empty, Part.Fill(size, " ")]),

        // Many small builds.
        List("empty builds", static size => [Part.Fill(size, "{},"), "{}"], "COPR102") with { MaxAllocated = 2700 },
        List("nulls as builds", static size => [Part.Fill(size, "null,"), "null"], "COPR103") with { MaxAllocated = 500 },
        List("numbers as builds", static size => [Part.Fill(size, "0,"), "0"], "COPR103") with { MaxAllocated = 1400 },
        List("arrays as builds", static size => [Part.Fill(size, "[],"), "[]"], "COPR103") with { MaxAllocated = 900 },
        List("items that are not JSON before white space", static size =>
            [Part.Fill(size / 2, BuildBeforeText), Last, Part.Fill(size / 2, " ")], "COPR101"),
        List("builds with a chroot of their own", static size => [Part.Fill(size, OwnChroot), Last], validates: "COPR209"),
        List("broken builds", static size => [Part.Fill(size, BrokenBuild), Last], "COPR106"),
        List("builds with an unknown member", static size => [Part.Fill(size, UnknownBuild), Last], validates: "COPR213"),
        List("builds whose ids have one hash", static size => [Part.Fill(size, DescendingId), Last]),
        List("builds whose ids have four hashes in any process", static size => [Part.Fill(size, CollidingId), Last]),

        // One long text.
        Build("a long text", static size => BuildText.WithText("results", Part.Fill(size, "x"))),
        Build("a long text, byte by byte", static size => BuildText.WithText("results", Part.Fill(size / 16, "x"))) with { MaxAtATime = 1 },
        Build("a long name", static size => BuildText.WithMembers("\"", Part.Fill(size, "x"), "\":1,"), validates: "COPR213"),
        Build("a text of 4-byte characters", static size => BuildText.WithText("results", Part.Fill(size, "\U0001F600"))),
        Build("a text of 4-byte characters before an error", static size =>
            BuildText.With("results", "\"", Part.Fill(size, "\U0001F600"), "\",\"canceled\":0"), "COPR103"),
        Build("a text of \\u0061", static size => BuildText.WithText("results", Part.Fill(size, "\\u0061"))),
        Build("a text of \\\\", static size => BuildText.WithText("results", Part.Fill(size, "\\\\"))),
        Build("a text of \\ud83d\\ude00", static size => BuildText.WithText("results", Part.Fill(size, "\\ud83d\\ude00"))),
        Build("a text of \\ud83d", static size => BuildText.WithText("results", Part.Fill(size, "\\ud83d")), "COPR101"),
        Build("a list of \\u0061", static size => BuildText.WithText("pkgs", Part.Fill(size, "\\u0061")), "COPR107"),
        Build("a name of \\u0061", static size =>
            BuildText.WithMembers("\"", Part.Fill(size, "\\u0061"), "\":1,"), validates: "COPR213"),

        // Long lists.
        Build("packages", static size => BuildText.WithText("pkgs", Part.Fill(size, Package), "http://foo/p.src.rpm")),
        Build("packages that are not source packages", static size =>
            BuildText.WithText("pkgs", Part.Fill(size, "http://u@h/ "), "http://u@h/"), validates: "COPR204 COPR210 COPR212"),
        Build("chroots", static size =>
            BuildText.WithText("chroots", Part.Fill(size, Chroot), "a-1-arm"), validates: "COPR201 COPR209"),
        Build("equal chroots", static size =>
            BuildText.WithText("chroots", Part.Fill(size, "a-1-arm "), "a-1-arm"), validates: "COPR204 COPR209"),
        Build("malformed chroots", static size => BuildText.WithText("chroots", Part.Fill(size, "a "), "a"), "COPR106"),
        Build("chroots with two spaces between them", static size =>
            BuildText.WithText("chroots", Part.Fill(size, "a-1-arm  "), "a-1-arm"), "COPR105"),

        // Many members.
        Document("names in the document", static size => ["{", Part.Fill(size, Name), Empty], validates: "COPR213"),
        Build("names in a build", static size => BuildText.WithMembers(Part.Fill(size, Name)), validates: "COPR213"),
        List("names in one build of any size", static size => BuildText.WithMembers(Part.Fill(size, Name)), validates: "COPR213"),
        Build("names with escapes in a build", static size =>
            BuildText.WithMembers(Part.Fill(size, EscapedName)), validates: "COPR213"),
        Build("names of objects in a build", static size => BuildText.WithMembers(Part.Fill(size, NameOfObject)), validates: "COPR213"),
        Build("names in an unknown member", static size =>
            BuildText.With("unknown", "{", Part.Fill(size, Name), "\"b\":1}"), validates: "COPR213"),
        Document("names of one hash in the document", static size =>
            ["{", Part.Fill(size, CollidingName), Empty], validates: "COPR213"),
        Build("names of one hash in a build", static size =>
            BuildText.WithMembers(Part.Fill(size, CollidingName)), validates: "COPR213"),
        Build("names of one hash in an unknown member", static size =>
            BuildText.With("unknown", "{", Part.Fill(size, CollidingName), "\"b\":1}"), validates: "COPR213"),
        Document("a repeated name in the document", static size =>
            ["{", Part.Fill(size, "\"a\":1,"), Empty], "COPR104", "COPR104 COPR213"),
        Build("a repeated name in a build", static size => BuildText.WithMembers(Part.Fill(size, "\"a\":1,")), "COPR104"),
        Build("a repeated name in a copr", static size => BuildText.WithMembersInCopr(Part.Fill(size, "\"a\":1,")), "COPR104"),
        Build("a repeated \"id\" in a build", static size => BuildText.WithMembers(Part.Fill(size, "\"id\":1,")), "COPR104"),
        Build("a repeated name in an unknown member", static size =>
            BuildText.With("unknown", "{", Part.Fill(size, "\"a\":1,"), "\"b\":1}"), "COPR104"),
        Build("a long name of a member with duplicates", static size => BuildText.WithMembers(
            "\"", Part.Fill(size / 2, "x"), "\":{", Part.Fill(size / 2, "\"a\":1,"), "\"b\":1},"), "COPR104"),

        // Arrays and nesting.
        Build("an array of numbers", static size =>
            BuildText.With("unknown", "[", Part.Fill(size, "0,"), "0]"), validates: "COPR213"),
        Build("an array of texts", static size =>
            BuildText.With("unknown", "[", Part.Fill(size, "\"\","), "0]"), validates: "COPR213"),
        Build("an array of arrays", static size =>
            BuildText.With("unknown", "[", Part.Fill(size, "[],"), "0]"), validates: "COPR213"),
        Build("arrays instead of packages", static size => BuildText.With("pkgs", "[", Part.Fill(size, "[[[]]],"), "0]"), "COPR103"),
        Document("sixty arrays in each other, repeated", static size =>
            ["{\"a\":[", Part.Fill(size, SixtyArrays), "0],", Empty], validates: "COPR213"),
        Build("sixty arrays in each other, repeated, in a build", static size =>
            BuildText.With("a", "[", Part.Fill(size, SixtyArrays), "0]"), validates: "COPR213"),
        Document("sixty objects in each other, repeated", static size =>
            ["{\"a\":[", Part.Fill(size, SixtyObjects), "0],", Empty], validates: "COPR213"),
        Document("arrays in each other", static size => ["{\"builds\":[],\"a\":", Part.Fill(size, "[")], "COPR108"),
        Build("objects in each other in a build", static size => BuildText.With("a", Part.Fill(size, "{\"a\":")), "COPR108"),

        // Numbers.
        Build("an id of many digits", static size => BuildText.With("id", Part.Fill(size, "1")), "COPR103"),
        Build("a time of many digits", static size => BuildText.With("submitted_on", "0.", Part.Fill(size, "1")), "COPR103"),
        Build("an unknown number of many digits", static size =>
            BuildText.With("unknown", Part.Fill(size, "1")), validates: "COPR213"),
    ];

    /// <summary>A hostile document. What surrounds its list may be as large as a build.</summary>
    private static HostileCase Document(string name, Func<long, Part[]> text, string reads = "read", string? validates = null) =>
        new(name, (size, maxBuild) => text(Math.Min(size, maxBuild) - Surroundings), reads, validates ?? reads);

    /// <summary>A list of many hostile builds.</summary>
    private static HostileCase List(string name, Func<long, Part[]> builds, string reads = "read", string? validates = null) =>
        new(name, (size, _) => ["{\"builds\":[", .. builds(size - Surroundings), "]}"], reads, validates ?? reads);

    /// <summary>A list of one hostile build, or of as many as fit.</summary>
    private static HostileCase Build(string name, Func<long, Part[]> build, string reads = "read", string? validates = null) =>
        new(name, (size, maxBuild) =>
        {
            Part[] one = build(Math.Min(size, maxBuild) - Surroundings);
            IEnumerable<Part[]> others = Enumerable.Repeat<Part[]>([",", .. one], (int)((size - 1) / maxBuild));
            return ["{\"builds\":[", .. one, .. others.SelectMany(static parts => parts), "]}"];
        }, reads, validates ?? reads);

    private static int OwnChroot(long index, Span<byte> text) => Put(text, $"{BuildText.UpToChroots}a-{index:D9}-arm\",\"id\":{index}}},");

    private static int BrokenBuild(long index, Span<byte> text) => Put(text, $"{BuildText.UpToChroots}a\",\"id\":{index}}},");

    private static int BuildBeforeText(long index, Span<byte> text) =>
        Put(text, $"{BuildText.UpToChroots}fedora-17-x86_64\",\"id\":{index}}},x,");

    private static int UnknownBuild(long index, Span<byte> text) =>
        Put(text, $"{BuildText.UpToChroots}fedora-17-x86_64\",\"id\":{index},\"unknown\":1}},");

    private static int DescendingId(long index, Span<byte> text) =>
        Put(text, $"{BuildText.UpToChroots}fedora-17-x86_64\",\"id\":{((100_000_000 - index) << 32) | (100_000_000 - index)}}},");

    private static int CollidingId(long index, Span<byte> text) =>
        Put(text, $"{BuildText.UpToChroots}fedora-17-x86_64\",\"id\":{CollidingIds.Of(index)}}},");

    private static int Package(long index, Span<byte> text) => Put(text, $"http://foo/{index:D9}.src.rpm ");

    private static int Chroot(long index, Span<byte> text) => Put(text, $"a-{index:D9}-arm ");

    private static int Name(long index, Span<byte> text) => Put(text, $"\"{index:D9}\":1,");

    private static int EscapedName(long index, Span<byte> text) => Put(text, $"\"\\u0061{index:D9}\":1,");

    private static int NameOfObject(long index, Span<byte> text) => Put(text, $"\"{index:D9}\":{{}},");

    private static int CollidingName(long index, Span<byte> text)
    {
        text[0] = (byte)'"';
        int length = 1 + CollidingNames.Write(index, text[1..]);
        return length + Put(text[length..], $"\":1,");
    }

    private static int Put(
        Span<byte> text, [InterpolatedStringHandlerArgument(nameof(text))] ref Utf8.TryWriteInterpolatedStringHandler piece) =>
        Utf8.TryWrite(text, ref piece, out int length) ? length : throw new ArgumentException("The piece is too long.", nameof(piece));
}
