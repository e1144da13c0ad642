namespace Copr.Contracts.Tests.Values;

public sealed class RepositoryUrlTests : ListItemTests<RepositoryUrl>
{
    protected override string Good => "http://例え.テスト/repo/";

    protected override string Other => "http://foo/repo";

    protected override string Bad => "copr://owner/project";

    [Theory]
    [InlineData("http://foo/repo", "http://foo/repo/x86_64/")]
    [InlineData("http://foo/repo/", "http://foo/repo/x86_64/")]
    [InlineData("http://foo", "http://foo/x86_64/")]
    [InlineData("http://foo/%40a//", "http://foo/%40a//x86_64/")]
    [InlineData("http://foo/repo?priority=1", "http://foo/repo/x86_64/?priority=1")]
    [InlineData("http://foo#f", "http://foo/x86_64/#f")]
    public void Each_architecture_has_its_directory(string root, string expected) => RepositoryUrl.Parse(root).For("x86_64").Should().Be(expected);

    [Fact]
    public void Each_directory_has_its_repodata() =>
        RepositoryUrl.Parse("http://foo/repo").RepodataFor("x86_64").Should().Be("http://foo/repo/x86_64/repodata/repomd.xml");

    [Theory]
    [InlineData("fedora-17-i686", "http://foo/repo/i386/")]
    [InlineData("fedora-17-armv7hl", "http://foo/repo/armhfp/")]
    [InlineData("fedora-17-elbrus", "http://foo/repo/elbrus/")]
    public void A_directory_is_named_after_the_base_architecture(string chroot, string expected)
    {
        var repository = RepositoryUrl.Parse("http://foo/repo");

        repository.For(Chroot.Parse(chroot)).Should().Be(expected);
        repository.For(Chroot.Parse(chroot).Architecture).Should().Be(expected);
        repository.RepodataFor(Chroot.Parse(chroot)).Should().Be(expected + "repodata/repomd.xml");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a-b")]
    [InlineData("x86 64")]
    public void What_no_chroot_has_as_its_architecture_is_refused(string? architecture)
    {
        var repository = RepositoryUrl.Parse("http://foo/repo");

        FluentActions.Invoking(() => repository.For(architecture!)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => repository.RepodataFor(architecture!)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Why_an_architecture_is_refused_is_told()
    {
        var repository = RepositoryUrl.Parse("http://foo/repo");

        FluentActions.Invoking(() => repository.For((string)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => repository.For("a/b")).Should().Throw<ArgumentException>().WithMessage("\"a/b\" is no architecture of a chroot; expected one such as x86_64.*");
    }

    [Fact]
    public void It_is_a_url_to_the_framework_too() => RepositoryUrl.Parse(Other).ToUri().Should().Be(new Uri("http://foo/repo", UriKind.Absolute));

    [Fact]
    public void No_format_provider_is_needed()
    {
        (RepositoryUrl.TryParse("http://foo/repo", out RepositoryUrl a), RepositoryUrl.TryParse("http://foo/repo".AsSpan(), out RepositoryUrl b), RepositoryUrl.TryParse("http://foo/repo"u8, out RepositoryUrl c)).Should().Be((true, true, true));
        new[] { a, b, c, RepositoryUrl.Parse("http://foo/repo"), RepositoryUrl.Parse("http://foo/repo".AsSpan()), RepositoryUrl.Parse("http://foo/repo"u8) }.Distinct().Should().ContainSingle();
    }

    [Fact]
    public void The_default_has_no_directories()
    {
        new Func<object>[]
        {
            static () => default(RepositoryUrl).For("x86_64"),
            static () => default(RepositoryUrl).For(Chroot.Parse("fedora-17-x86_64")),
            static () => default(RepositoryUrl).RepodataFor("x86_64"),
            static () => default(RepositoryUrl).ToUri(),
        }.Should().AllSatisfy(static directory => directory.Should().Throw<InvalidOperationException>().WithMessage("default(RepositoryUrl) is no URL*"));
        FluentActions.Invoking(static () => RepositoryUrl.Parse("http://foo/repo").For(default(Chroot))).Should().Throw<InvalidOperationException>().WithMessage("default(Chroot) *");
    }
}
