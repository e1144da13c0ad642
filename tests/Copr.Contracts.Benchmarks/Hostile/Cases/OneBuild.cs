namespace Copr.Contracts.Hostile;

/// <summary>A list of one build that is as it should be but for one member.</summary>
internal static class OneBuild
{
    private static readonly (string Name, string Json)[] Members =
    [
        ("copr_id", "5"), ("user_id", "1"), ("copr", """{"owner_id":2,"repos":null,"chroots":"fedora-17-x86_64","id":5,"name":"ff2"}"""), ("submitted_on", "1351157544"),
        ("pkgs", "\"http://foo/pkg.src.rpm\""), ("chroots", "\"fedora-17-x86_64\""), ("id", "5"),
    ];

    /// <summary>With a member of the contract, or another one, of this value.</summary>
    public static Part[] With(string member, params Part[] json) =>
    [
        "{\"builds\":[{", .. Members.Where(other => other.Name != member).Select(static other => (Part)$"\"{other.Name}\":{other.Json},"), $"\"{member}\":", .. json, "}]}",
    ];

    /// <summary>With a text as a member's value.</summary>
    public static Part[] WithText(string member, params Part[] text) => With(member, ["\"", .. text, "\""]);

    /// <summary>With more members, each with its comma, in the build.</summary>
    public static Part[] WithMembers(params Part[] members) =>
        ["{\"builds\":[{", .. members, .. Members.Select(static member => (Part)$"{(member.Name == "copr_id" ? "" : ",")}\"{member.Name}\":{member.Json}"), "}]}"];

    /// <summary>With more members, each with its comma, in the copr.</summary>
    public static Part[] WithMembersInCopr(params Part[] members) => With("copr", ["{", .. members, """
        "owner_id":2,"repos":null,"chroots":"fedora-17-x86_64","id":5,"name":"ff2"}
        """]);
}
