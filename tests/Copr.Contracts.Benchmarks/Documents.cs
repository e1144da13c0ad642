using System.Text;
using Copr.Contracts.Json;

namespace Copr.Contracts.Benchmarks;

/// <summary>Lists of builds of 4 packages, 2 chroots and 2 repositories each.</summary>
internal static class Documents
{
    private static readonly string[] Releases = ["fedora-17", "fedora-18", "fedora-rawhide", "epel-6"];

    public static byte[] Of(int builds)
    {
        var text = new StringBuilder("{\"builds\":[");
        for (int id = 1; id <= builds; id++)
        {
            string chroots = $"{Releases[id % Releases.Length]}-i386 {Releases[id % Releases.Length]}-x86_64";
            string packages = string.Join(' ', Enumerable.Range(1, 4).Select(number => $"http://copr.example.org/packages/{id}/pkg-{number}-1.{id}.src.rpm"));
            int copr = id % 50;
            text.Append(id == 1 ? "" : ",").Append(
                $$"""{"copr_id":{{copr}},"user_id":{{id % 100}},"results":null,"started_on":null,"copr":{"owner_id":{{copr % 10}},"repos":"http://repos.example.org/{{copr}}/a http://repos.example.org/{{copr}}/b","chroots":"{{chroots}}","id":{{copr}},"name":"copr-{{copr}}"},"canceled":null,"submitted_on":{{1351157544 + id}},"ended_on":null,"pkgs":"{{packages}}","chroots":"{{chroots}}","id":{{id}}}""");
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    public static WaitingBuilds Read(byte[] document) => CoprJson.Read<WaitingBuilds>(document);
}
