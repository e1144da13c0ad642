using Copr.Contracts;

namespace TestData;

/// <summary>Builds for tests: valid in everything that a test does not set.</summary>
internal sealed class BuildBuilder
{
    private Build build = new()
    {
        Id = 1,
        CoprId = 1,
        UserId = 1,
        SubmittedOn = DateTimeOffset.FromUnixTimeSeconds(1351157544),
        Packages = [PackageUrl.Parse("http://foo/pkg.src.rpm")],
        Chroots = [Chroot.Parse("fedora-17-x86_64")],
        Copr = new CoprProject { Id = 1, OwnerId = 1, Name = "ff2", Chroots = [Chroot.Parse("fedora-17-x86_64")] },
    };

    public BuildBuilder WithId(long id) => With(build with { Id = id });

    public BuildBuilder SubmittedAfter(TimeSpan time) => With(build with { SubmittedOn = build.SubmittedOn + time });

    public BuildBuilder Canceled() => With(build with { Canceled = true });

    public BuildBuilder For(params Chroot[] chroots) =>
        With(build with { Chroots = [.. chroots], Copr = build.Copr with { Chroots = [.. chroots] } });

    public static implicit operator Build(BuildBuilder builder) => builder.build;

    private BuildBuilder With(Build changed)
    {
        build = changed;
        return this;
    }
}
