using System.Text;

namespace Copr.Contracts.Benchmarks;

/// <summary>Lists of builds with 4 packages, 2 chroots and 2 repositories each.</summary>
internal static class Documents
{
    /// <param name="builds">The number of builds.</param>
    /// <param name="areListsRecurring">Whether chroots and repositories recur from build to build. If not, each build has its own.</param>
    public static byte[] Create(int builds, bool areListsRecurring = false)
    {
        var text = new StringBuilder("{\"builds\":[");
        for (int id = 1; id <= builds; id++)
        {
            int copr = areListsRecurring ? id % 50 : id;
            int release = areListsRecurring ? 17 + (id % 4) : id;
            string chroots = $"fedora-{release}-i386 fedora-{release}-x86_64";
            string repositories = $"http://repos.example.org/{copr}/a http://repos.example.org/{copr}/b";
            string packages = string.Join(
                ' ', Enumerable.Range(1, 4).Select(number => $"http://copr.example.org/packages/{id}/pkg-{number}-1.{id}.src.rpm"));
            text.Append(id == 1 ? "" : ",").Append($$"""
                {"copr_id":{{copr}},"user_id":{{id % 100}},"results":null,"started_on":null,
                "copr":{"owner_id":{{copr % 10}},"repos":"{{repositories}}","chroots":"{{chroots}}","id":{{copr}},"name":"copr-{{copr}}"},
                "canceled":null,"submitted_on":{{1351157544 + id}},"ended_on":null,
                "pkgs":"{{packages}}","chroots":"{{chroots}}","id":{{id}}}
                """.ReplaceLineEndings(""));
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }
}
