using System.Text;
using Copr.Contracts.Json;

namespace Copr.Contracts.Benchmarks;

/// <summary>The wiki's example, and lists of builds of 4 packages, 2 chroots and 2 repositories each.</summary>
internal static class Documents
{
    private static readonly string[] Releases = ["fedora-17", "fedora-18", "fedora-rawhide", "epel-6"];

    /// <summary>As many builds as the wiki's example has; no other document has so few.</summary>
    public const int OfTheWiki = 2;

    /// <param name="builds">How many builds.</param>
    /// <param name="areListsRecurring">Whether the same few lists of chroots and repositories come with build after build, as they do from a frontend.</param>
    /// <param name="isPlain">Whether there is nothing but the contract's members; otherwise the last build has another.</param>
    public static byte[] Of(int builds, bool areListsRecurring = true, bool isPlain = true)
    {
        if (builds == OfTheWiki)
        {
            return File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "waiting-builds.json"));
        }

        var text = new StringBuilder("{\"builds\":[");
        for (int id = 1; id <= builds; id++)
        {
            string release = areListsRecurring ? Releases[id % Releases.Length] : $"fedora-{id}";
            string chroots = $"{release}-i386 {release}-x86_64";
            string packages = string.Join(' ', Enumerable.Range(1, 4).Select(number => $"http://copr.example.org/packages/{id}/pkg-{number}-1.{id}.src.rpm"));
            int copr = areListsRecurring ? id % 50 : id;
            text.Append(id == 1 ? "" : ",").Append(
                $$"""{"copr_id":{{copr}},"user_id":{{id % 100}},"results":null,"started_on":null,"copr":{"owner_id":{{copr % 10}},"repos":"http://repos.example.org/{{copr}}/a http://repos.example.org/{{copr}}/b","chroots":"{{chroots}}","id":{{copr}},"name":"copr-{{copr}}"},"canceled":null,"submitted_on":{{1351157544 + id}},"ended_on":null,"pkgs":"{{packages}}","chroots":"{{chroots}}","id":{{id}}{{(isPlain || id < builds ? "" : ",\"timeout\":1800")}}}""");
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    public static WaitingBuilds Read(byte[] document) => CoprJson.Read<WaitingBuilds>(document);
}
