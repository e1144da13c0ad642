namespace Copr.Contracts.Tests;

/// <summary>A copr and a build that keep the contract. A test changes what it needs: <c>Samples.Build with { Id = 6 }</c>.</summary>
internal static class Samples
{
    public static CoprProject Copr { get; } = new()
    {
        OwnerId = 2,
        Repositories = Repositories("http://foo/repo http://bar/repo"),
        Chroots = Chroots("fedora-17-i386 fedora-17-x86_64"),
        Id = 5,
        Name = "ff2",
    };

    public static Build Build { get; } = new()
    {
        CoprId = 5,
        UserId = 1,
        Copr = Copr,
        SubmittedOn = DateTimeOffset.FromUnixTimeSeconds(1351157544),
        Packages = Packages("http://foo/pkg.src.rpm"),
        Chroots = Copr.Chroots,
        Id = 5,
    };

    public static SpaceSeparatedList<Chroot> Chroots(string text) => SpaceSeparatedList<Chroot>.Parse(text);

    public static SpaceSeparatedList<PackageUrl> Packages(string text) => SpaceSeparatedList<PackageUrl>.Parse(text);

    public static SpaceSeparatedList<RepositoryUrl> Repositories(string text) => SpaceSeparatedList<RepositoryUrl>.Parse(text);
}
