namespace Copr.Contracts.Tests;

/// <summary>A build and a copr that keep the contract, to be bent by the tests.</summary>
internal static class Samples
{
    public static CoprProject Copr { get; } = new()
    {
        OwnerId = 2,
        Repositories = [RepositoryUrl.Parse("http://foo/repo"), RepositoryUrl.Parse("http://bar/repo")],
        Chroots = [Chroot.Parse("fedora-17-i386"), Chroot.Parse("fedora-17-x86_64")],
        Id = 5,
        Name = "ff2",
    };

    public static Build Build { get; } = new()
    {
        CoprId = 5,
        UserId = 1,
        Copr = Copr,
        SubmittedOn = DateTimeOffset.FromUnixTimeSeconds(1351157544),
        Packages = [PackageUrl.Parse("http://foo/pkg.src.rpm")],
        Chroots = Copr.Chroots,
        Id = 5,
    };

    public static SpaceSeparatedList<Chroot> Chroots(string text) => SpaceSeparatedList<Chroot>.Parse(text);

    public static SpaceSeparatedList<PackageUrl> Packages(string text) => SpaceSeparatedList<PackageUrl>.Parse(text);

    public static SpaceSeparatedList<RepositoryUrl> Repositories(string text) => SpaceSeparatedList<RepositoryUrl>.Parse(text);
}
