namespace Copr.Contracts.Tests.Values;

public sealed class RepositoryUrlTests : ListItemTests<RepositoryUrl>
{
    protected override string Good => "http://例え.テスト/repo/";

    protected override string Other => "http://foo/repo";

    protected override string Bad => "copr://owner/project";

    protected override string BrokenRule => "COPR107";

    [Theory]
    [InlineData("http://foo/repo", "http://foo/repo/x86_64/")]
    [InlineData("http://foo/repo/", "http://foo/repo/x86_64/")]
    [InlineData("http://foo", "http://foo/x86_64/")]
    [InlineData("http://foo/%40a//", "http://foo/%40a//x86_64/")]
    [InlineData("http://foo/repo?priority=1", "http://foo/repo/x86_64/?priority=1")]
    [InlineData("http://foo#f", "http://foo/x86_64/#f")]
    public void The_base_url_is_the_directory_of_the_architecture(string root, string expected) =>
        RepositoryUrl.Parse(root).GetBaseUrl(Chroot.Parse("fedora-17-x86_64")).Should().Be(expected);

    [Theory]
    [InlineData("fedora-17-i686", "http://foo/repo/i386/")]
    [InlineData("fedora-17-armv7hl", "http://foo/repo/armhfp/")]
    [InlineData("fedora-17-elbrus", "http://foo/repo/elbrus/")]
    public void The_directory_is_named_after_the_base_architecture(string chroot, string expected)
    {
        var repository = RepositoryUrl.Parse("http://foo/repo");

        repository.GetBaseUrl(Chroot.Parse(chroot)).Should().Be(expected);
        repository.GetRepomdUrl(Chroot.Parse(chroot)).Should().Be(expected + "repodata/repomd.xml");
    }

    [Fact]
    public void The_url_converts_to_a_uri() => RepositoryUrl.Parse(Other).ToUri().Should().Be(new Uri("http://foo/repo", UriKind.Absolute));

    [Fact]
    public void The_default_has_no_urls() =>
        new Func<object>[]
        {
            static () => default(RepositoryUrl).GetBaseUrl(Chroot.Parse("fedora-17-x86_64")),
            static () => default(RepositoryUrl).GetRepomdUrl(Chroot.Parse("fedora-17-x86_64")),
            static () => default(RepositoryUrl).ToUri(),
        }.Should().AllSatisfy(static url => url.Should().Throw<InvalidOperationException>().WithMessage("default(RepositoryUrl) *"));

    [Fact]
    public void The_default_chroot_has_no_directory() =>
        FluentActions.Invoking(static () => RepositoryUrl.Parse("http://foo/repo").GetBaseUrl(default))
            .Should().Throw<InvalidOperationException>()
            .WithMessage("default(Chroot) *");
}
