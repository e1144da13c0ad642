using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

/// <summary>COPR205, beyond the cases of the corpus.</summary>
public sealed class RepositoryRootTests
{
    [Theory]
    [InlineData("http://foo.repo")]
    [InlineData("http://mirrorlist/")]
    [InlineData("https://x86_64/repo")]
    [InlineData("http://repodata")]
    [InlineData("http://foo.i386")]
    [InlineData("http://foo/releases/alpha/")]
    [InlineData("http://foo/tool-2-alpha/")]
    [InlineData("http://foo/mips/packages/")]
    [InlineData("http://foo/fedora-42-foo/")]
    public void A_root_can_have_a_host_or_a_word_that_is_no_directory_of_an_architecture(string root) => Validate(root).Should().BeEmpty();

    [Theory]
    [InlineData("http://foo/$$basearch")]
    [InlineData("http://foo/armhfp/packages")]
    [InlineData("http://foo//x86_64/packages")]
    [InlineData("http://foo/fedora-42-x86_64/devel/")]
    [InlineData("http://foo/fedora-17-ppc/devel/")]
    [InlineData("http://foo/fedora-17-arm/00012345-foo/")]
    public void A_directory_below_the_root_is_not_a_root(string url) =>
        Validate(url).Should().ContainSingle().Which.Rule.Id.Should().Be("COPR205");

    private static IReadOnlyList<Violation> Validate(string url) =>
        ContractValidator.Validate(Samples.Copr with { Repositories = [RepositoryUrl.Parse(url)] }).Violations;
}
