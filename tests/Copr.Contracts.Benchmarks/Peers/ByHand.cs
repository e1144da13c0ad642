namespace Copr.Contracts.Benchmarks.Peers;

/// <summary>What people write after reading plain strings: Split and Uri.</summary>
internal static class ByHand
{
    public static int Read(byte[] document)
    {
        int items = 0;
        foreach (PlainBuild build in PlainStrings.Read(document).Builds)
        {
            items += Urls(build.Packages).Length + Urls(build.Copr.Repositories).Length;
            items += Chroots(build.Chroots).Length + Chroots(build.Copr.Chroots).Length;
            items += DateTimeOffset.FromUnixTimeSeconds(build.SubmittedOn).Year;
        }

        return items;
    }

    private static Uri[] Urls(string? list) =>
        list is null ? [] : Array.ConvertAll(list.Split(' '), static url => new Uri(url, UriKind.Absolute));

    private static string[][] Chroots(string list) => Array.ConvertAll(list.Split(' '), static chroot => chroot.Split('-'));
}
