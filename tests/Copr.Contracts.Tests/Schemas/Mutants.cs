using System.Text.Json.Nodes;

namespace Copr.Contracts.Tests.Schemas;

/// <summary>Documents of the contract, some with a member removed or of another type, or with a broken separator, chroot or URL.</summary>
internal sealed class Mutants(int seed)
{
    private static readonly string[] Chroots =
    [
        "fedora-17-i386", "fedora-17-x86_64", "opensuse-leap-15.5-aarch64", "centos-stream+epel-next-9-x86_64", "almalinux-10-x86_64_v2",
        $"{new string('a', 249)}-1-x86",
    ];

    private static readonly string[] Urls =
    [
        "http://foo/pkg.src.rpm", "https://foo.bar:8080/a/b-1.src.rpm?x=1&y=%40", "HTTP://[::1]/x", "http://me:secret@foo/x",
        "http://žluťoučký/kůň.src.rpm", "http://foo", "http://[fe80::1%25eth0]:65535/", "http://foo:/x",
    ];

    private static readonly string[] Separators = [" ", " ", " ", "  ", "\t", "\n", ",", ", ", "\u00a0"];

    private static readonly string[] Broken =
    [
        "", "-", ".", " ", "\n", "fedora", "fedora-17", "-17-i386", "fedora--i386", "fedora-17-", "a--1-x", ".a-1-x", "fedora-17-i386/..",
        "fedóra-17-i386", "fedora-17-i386\n", $"{new string('a', 250)}-1-x86", "foo/x", "ftp://foo/x", "http:/foo/x", "http://",
        "http:///x", "https://?x", "//foo/x", "/srv/x.src.rpm", "http://foo/\u00a0x", "http://foo/\u0007", "http://foo\u200b/",
        "http://foo/x y", "xhttp://foo/", "http://foo:x/", "http://[::1]x/", "http://me@you@foo/",
    ];

    /// <summary>URLs that conform to the schema, but not to the contract.</summary>
    private static readonly string[] Gaps =
        ["http://foo:65536/", "http://foo..bar/", "http://foo!/", "http://[:::]/", "http://foo/\U000E0041x"];

    private static readonly string[] Inserts =
        ["-", ".", " ", "/", "é", "\u200b", "\n", "@", "?", "#", "_", "%", "|", ":", "[", "]", "\\", "9", "\U000E0041"];

    private static readonly JsonNode?[] Others =
    [
        null, true, false, 0, 1, 2, -1, 1.5, 1354752000.25, 9223372036854775807, -62135596800, -62135596801, 253402300799, 253402300800,
        "", "x", "fedora-17-i386", "http://foo/x", new JsonArray(), new JsonObject(), new JsonArray(1),
    ];

    private readonly Random random = new(seed);

    /// <summary>A list of waiting builds that conforms to the schema.</summary>
    public JsonObject WaitingBuilds() => new() { ["builds"] = new JsonArray([.. Enumerable.Range(1, random.Next(3)).Select(Build)]) };

    /// <summary>A backend's report that conforms to the schema.</summary>
    public JsonObject UpdateBuilds() => new() { ["builds"] = new JsonArray([.. Enumerable.Range(1, random.Next(4)).Select(Update)]) };

    /// <summary>One of the examples of a schema.</summary>
    public JsonObject Copy(JsonArray examples) => examples[random.Next(examples.Count)]!.DeepClone().AsObject();

    /// <summary>Changes at most two things, at any depth.</summary>
    public JsonObject Mutate(JsonObject document)
    {
        for (int count = random.Next(3); count > 0; count--)
        {
            List<JsonNode> containers = [];
            Collect(document, containers);
            Change(containers[random.Next(containers.Count)]);
        }

        return document;
    }

    private JsonNode Build(int id) => new JsonObject
    {
        ["copr_id"] = id,
        ["user_id"] = 1,
        ["results"] = Pick<JsonNode?>(null, "http://foo/results/"),
        ["started_on"] = null,
        ["copr"] = new JsonObject
        {
            ["owner_id"] = 2,
            ["repos"] = Pick<JsonNode?>(null, "", "http://foo/repo"),
            ["chroots"] = List(Chroots),
            ["id"] = id,
            ["name"] = Pick("ff2", "a.b+c-d_e", new string('a', 255)),
        },
        ["canceled"] = Pick<JsonNode?>(null, false),
        ["submitted_on"] = 1351157544,
        ["ended_on"] = null,
        ["pkgs"] = random.Next(20) == 0 ? Pick(Gaps) : List(Urls),
        ["chroots"] = List(Chroots),
        ["id"] = id,
        ["status"] = Pick<JsonNode?>(null, 0, 1),
    };

    private JsonNode Update(int id) => Pick<Func<JsonNode>>(
        () => new JsonObject { ["id"] = id, ["started_on"] = 1354752000.12, ["results"] = "http://foo/" },
        () => new JsonObject { ["id"] = id, ["ended_on"] = 1354752600, ["status"] = random.Next(2) },
        () => new JsonObject { ["id"] = id, ["status"] = null })();

    private string List(string[] items) => string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(items)));

    private void Change(JsonNode container)
    {
        if (container is JsonArray array)
        {
            array.Insert(random.Next(array.Count + 1), Pick(Others)?.DeepClone());
        }
        else if (container is JsonObject { Count: > 0 } members)
        {
            (string name, JsonNode? value) = members.ElementAt(random.Next(members.Count));
            switch (random.Next(4))
            {
                case 0:
                    members.Remove(name);
                    break;
                case 1:
                    members[name] = Pick(Others)?.DeepClone();
                    break;
                default:
                    members[name] = value is JsonValue text && text.TryGetValue(out string? list) ? Break(list) : Pick(Others)?.DeepClone();
                    break;
            }
        }
    }

    private string Break(string text) => random.Next(4) switch
    {
        0 => text.Replace(" ", Pick(Separators), StringComparison.Ordinal),
        1 => $"{text} {Pick(Broken)}",
        2 => Pick(Separators) + text,
        _ => text.Insert(random.Next(text.Length + 1), Pick(Inserts)),
    };

    private static void Collect(JsonNode? node, List<JsonNode> containers)
    {
        if (node is JsonObject or JsonArray)
        {
            containers.Add(node);
            foreach (JsonNode? inner in node is JsonObject members ? members.Select(static member => member.Value) : (JsonArray)node)
            {
                Collect(inner, containers);
            }
        }
    }

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
