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
    public void The_host_of_a_root_can_have_any_name(string root) => Validate(root).Should().BeEmpty();

    [Theory]
    [InlineData("http://foo/$$basearch")]
    [InlineData("http://foo/armhfp/packages")]
    [InlineData("http://foo/fedora-42-x86_64/devel/")]
    public void A_directory_below_the_root_is_not_a_root(string url) =>
        Validate(url).Should().ContainSingle().Which.Rule.Id.Should().Be("COPR205");

    private static IReadOnlyList<Violation> Validate(string url) =>
        ContractValidator.Validate(Samples.Copr with { Repositories = [RepositoryUrl.Parse(url)] }).Violations;
}
