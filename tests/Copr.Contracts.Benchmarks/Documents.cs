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

    /// <summary>A task that builds, with a repository, in the order in which Copr's frontend writes members.</summary>
    public static byte[] CreateTask() => """
        {"allow_user_ssh":false,"appstream":true,"background":false,"build_id":8,"buildroot_pkgs":[],"chroot":"fedora-42-x86_64",
        "enable_net":true,"fedora_review":false,"git_hash":"4dc32823233c0ef1aacc6f345b674d4f40a026b8",
        "git_repo":"http://dist-git.example.org/git/jdoe/hello/hello","isolation":"default","memory_reqs":2048,"package_name":"hello",
        "package_version":"2.8-1","project_dirname":"hello","project_name":"hello","project_owner":"jdoe","repo_priority":null,
        "repos":[{"baseurl":"http://results.example.org/jdoe/hello/fedora-42-x86_64/","id":"copr_base","name":"Copr repository",
        "priority":null,"repo_gpgcheck":false}],"sandbox":"jdoe/hello--jdoe","ssh_public_keys":null,"storage":0,"submitter":"jdoe",
        "tags":["beefy"],"task_id":"8-fedora-42-x86_64","timeout":18000,"uses_devel_repo":false,"with_opts":[],"without_opts":[]}
        """u8.ToArray();

    /// <param name="tasks">The number of tasks that build.</param>
    public static byte[] CreateTasks(int tasks) => Encoding.UTF8.GetBytes($"[{string.Join(",\n", Enumerable.Range(1, tasks).Select(
        static id => $$"""
            {"task_id":"{{id}}-fedora-42-x86_64","build_id":{{id}},"project_owner":"jdoe","sandbox":"jdoe/hello--jdoe",
            "background":false,"chroot":"fedora-42-x86_64","tags":[],"allow_user_ssh":false}
            """.ReplaceLineEndings("")))}]");
}
