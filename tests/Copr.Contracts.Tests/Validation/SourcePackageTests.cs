using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

/// <summary>COPR210, beyond the cases of the corpus.</summary>
public sealed class SourcePackageTests
{
    [Theory]
    [InlineData("http://foo/files/pkg-1-1.src.rpm/download")]
    [InlineData("http://foo/pkg-1-1%2Esrc.rpm")]
    [InlineData("http://foo/get/a%2Fpkg-1-1.nosrc.rpm/?x=y")]
    public void Any_segment_can_name_a_source_package(string url) => Validate(url).Should().BeEmpty();

    [Theory]
    [InlineData("http://foo/pkg.x86_64.rpm/download", "does not have the name of a source package")]
    [InlineData("http://foo/pkg%252Esrc.rpm", "does not have the name of a source package")]
    [InlineData("http://foo/download?file=pkg.src.rpm", "names no .rpm, so its name is inconclusive")]
    [InlineData("http://pkg.src.rpm", "names no .rpm, so its name is inconclusive")]
    public void Another_name_breaks_COPR210(string url, string found)
    {
        Violation violation = Validate(url).Should().ContainSingle().Which;

        violation.Rule.Id.Should().Be("COPR210");
        violation.Found.Should().EndWith(found);
    }

    private static IReadOnlyList<Violation> Validate(string url) =>
        ContractValidator.Validate(Samples.Build with { Packages = [PackageUrl.Parse(url)] }).Violations;
}
