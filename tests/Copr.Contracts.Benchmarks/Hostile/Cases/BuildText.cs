namespace Copr.Contracts.Hostile;

/// <summary>The text of a build that keeps the contract, except for one member.</summary>
internal static class BuildText
{
    /// <summary>A build up to its chroots and its id, which are last.</summary>
    public const string UpToChroots =
        $"{{\"copr_id\":5,\"user_id\":1,\"copr\":{Copr},\"submitted_on\":1351157544,\"pkgs\":\"http://foo/pkg.src.rpm\",\"chroots\":\"";

    private const string Copr = """{"owner_id":2,"repos":null,"chroots":"fedora-17-x86_64","id":5,"name":"ff2"}""";

    private static readonly (string Name, string Json)[] Members =
    [
        ("copr_id", "5"), ("user_id", "1"), ("copr", Copr), ("submitted_on", "1351157544"), ("pkgs", "\"http://foo/pkg.src.rpm\""),
        ("chroots", "\"fedora-17-x86_64\""), ("id", "5"),
    ];

    /// <summary>A build with this value of a member, whether or not the contract defines it.</summary>
    public static Part[] With(string member, params Part[] json)
    {
        IEnumerable<string> others = Members.Where(other => other.Name != member).Select(static other => $"\"{other.Name}\":{other.Json},");
        return ["{", string.Concat(others), $"\"{member}\":", .. json, "}"];
    }

    /// <summary>A build with this text as a member's value.</summary>
    public static Part[] WithText(string member, params Part[] text) => With(member, ["\"", .. text, "\""]);

    /// <summary>A build with additional members, each with its comma.</summary>
    public static Part[] WithMembers(params Part[] members) =>
        ["{", .. members, $"{string.Join(',', Members.Select(static member => $"\"{member.Name}\":{member.Json}"))}}}"];

    /// <summary>A build whose copr has additional members, each with its comma.</summary>
    public static Part[] WithMembersInCopr(params Part[] members) => With("copr", ["{", .. members, Copr[1..]]);
}
