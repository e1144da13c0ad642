using Copr.Contracts.Tests.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>What SECURITY.md says that the types guarantee, and what they leave to the caller.</summary>
public sealed class TrustBoundaryTests
{
    public static TheoryData<string> UnsafeChroots =>
    [
        ".", "..", "../a-1-arm", "a/../b-1-arm", "/a-1-arm", "a-1-arm/..", "-a-1-arm", "--root=a-1-arm", "a-1-arm\0",
        "a\\b-1-arm", "a-1-arm\n", "a b-1-arm", "a-1-$(id)", "a;b-1-arm", "~-1-arm",
    ];

    public static TheoryData<string> UnsafeUrls =>
    [
        "-a", "--root=/", "@file", "file:///etc/passwd", "ftp://foo/a", "/srv/a.src.rpm", "javascript:alert(1)", "", "http:/foo",
        "http://foo/a b",
    ];

    public static TheoryData<string> LocalUrls =>
    [
        "http://127.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://localhost:8080/", "http://10.0.0.1/",
        "http://foo/../../a",
    ];

    [Theory]
    [MemberData(nameof(UnsafeChroots))]
    public void A_chroot_is_the_name_of_one_directory_and_not_an_option(string text) => Chroot.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [MemberData(nameof(UnsafeUrls))]
    public void A_package_or_repository_is_neither_an_option_nor_a_file(string text)
    {
        PackageUrl.TryParse(text, out _).Should().BeFalse();
        RepositoryUrl.TryParse(text, out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("..-1-b")]
    [InlineData("a-..-b")]
    [InlineData("a-1-..")]
    [InlineData("a-1-.b")]
    public void No_part_of_a_chroot_is_a_parent_or_a_hidden_directory(string text) => Chroot.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void The_file_name_of_a_package_may_be_unsafe_as_the_name_of_a_file() =>
        PackageUrl.Parse("http://foo/..").FileName.Should().Be("..");

    [Theory]
    [MemberData(nameof(LocalUrls))]
    public void A_url_may_point_anywhere(string text) => PackageUrl.TryParse(text, out _).Should().BeTrue();

    [Fact]
    public void The_results_may_be_any_text() =>
        CoprJson.Read<WaitingBuilds>(Document.With("builds/0/results", "\"javascript:alert(1)\"")).Builds[0].Results
            .Should().Be("javascript:alert(1)");

    [Fact]
    public void The_name_of_a_copr_may_be_any_text_and_the_validator_reports_an_unsafe_one()
    {
        byte[] document = Document.With("builds/0/copr/name", "\"../../etc\"");

        CoprJson.Read<WaitingBuilds>(document).Builds[0].Copr.Name.Should().Be("../../etc");
        ContractValidator.ValidateWaitingBuilds(document).Violations.Should().Contain(static violation => violation.Rule.Id == "COPR211");
    }

    [Fact]
    public void The_path_of_a_violation_is_the_senders_text_and_its_description_is_escaped()
    {
        Violation violation = ContractValidator.ValidateWaitingBuilds(Document.Utf8("{\"builds\":[],\"a\\u001b\":1}")).Violations[0];

        violation.Path.Should().Be("/a\u001b");
        violation.ToString().Should().NotContain("\u001b");
    }
}
