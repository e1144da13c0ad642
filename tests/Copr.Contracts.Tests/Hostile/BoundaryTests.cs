using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>What SECURITY.md says that the types and the limits guarantee, and what they leave to the caller.</summary>
public sealed class BoundaryTests
{
    public static TheoryData<string> NoDirectories => [".", "..", "../a-1-arm", "a/../b-1-arm", "/a-1-arm", "a-1-arm/..", "-a-1-arm", "--root=a-1-arm", "a-1-arm\0", "a\\b-1-arm", "a-1-arm\n", "a b-1-arm", "a-1-$(id)", "a;b-1-arm", "~-1-arm"];

    public static TheoryData<string> NoOptions => ["-a", "--root=/", "@file", "file:///etc/passwd", "ftp://foo/a", "/srv/a.src.rpm", "javascript:alert(1)", "", "http:/foo", "http://foo/a b"];

    public static TheoryData<string> Inside => ["http://127.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://localhost:8080/", "http://10.0.0.1/", "http://foo/../../a"];

    [Theory]
    [MemberData(nameof(NoDirectories))]
    public void A_chroot_is_the_name_of_one_directory_and_no_option(string text) => Chroot.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [MemberData(nameof(NoOptions))]
    public void A_package_is_no_option_and_no_file(string text)
    {
        PackageUrl.TryParse(text, out _).Should().BeFalse();
        RepositoryUrl.TryParse(text, out _).Should().BeFalse();
    }

    [Fact]
    public void The_parts_of_a_chroot_are_no_names_of_directories() => Chroot.Parse("a-..-..").Should().Match<Chroot>(static chroot => chroot.Version == ".." && chroot.Architecture == "..");

    [Fact]
    public void The_file_name_of_a_package_is_no_name_of_a_file() => PackageUrl.Parse("http://foo/..").FileName.Should().Be("..");

    [Theory]
    [MemberData(nameof(Inside))]
    public void Where_a_url_points_is_not_looked_at(string text) => PackageUrl.TryParse(text, out _).Should().BeTrue();

    [Theory]
    [InlineData("name", "../../etc")]
    [InlineData("results", "javascript:alert(1)")]
    public void A_text_may_be_any_text(string member, string text)
    {
        string path = member == "name" ? "builds/0/copr/name" : "builds/0/results";
        Build build = CoprJson.Read<WaitingBuilds>(Document.With(path, $"\"{text}\"")).Builds[0];

        (member == "name" ? build.Copr.Name : build.Results).Should().Be(text);
    }

    [Fact]
    public void A_copr_that_is_no_name_of_a_directory_is_told_by_the_validator() =>
        ContractValidator.Validate(Document.With("builds/0/copr/name", "\"../../etc\"")).Violations.Should().Contain(static violation => violation.Rule == Rules.UnsafeName);

    [Fact]
    public void Of_bytes_in_memory_the_limits_that_are_given_hold_for_the_validator()
    {
        byte[] document = Document.With("builds/0/results", $"\"{new string('x', ReaderLimits.Default.MaxBuildBytes)}\"");

        ContractValidator.Validate(document, limits: new() { MaxBuildBytes = 2 * ReaderLimits.Default.MaxBuildBytes }).Violations
            .Should().NotContain(static violation => violation.Rule == Rules.LimitExceeded);
        ContractValidator.ValidateUpdates("""{"builds":[{"id":1,"status":1,"ended_on":1}]}"""u8.ToArray(), new() { MaxBuildBytes = 10 }).Violations
            .Should().ContainSingle().Which.Rule.Should().Be(Rules.LimitExceeded);
    }

    [Fact]
    public void Of_bytes_in_memory_the_default_limits_hold_for_the_validator() =>
        ContractValidator.Validate(Document.With("builds/0/results", $"\"{new string('x', ReaderLimits.Default.MaxBuildBytes)}\"")).Violations
            .Should().Contain(static violation => violation.Rule == Rules.LimitExceeded);

    [Fact]
    public void Of_bytes_in_memory_no_limit_of_size_holds_for_the_reader() =>
        CoprJson.Read<WaitingBuilds>(Document.With("builds/0/results", $"\"{new string('x', ReaderLimits.Default.MaxBuildBytes)}\"")).Builds[0].Results!.Length.Should().Be(ReaderLimits.Default.MaxBuildBytes);

    [Fact]
    public void For_a_serializer_of_an_application_the_depth_of_its_options_holds()
    {
        JsonSerializerOptions options = new JsonSerializerOptions { MaxDepth = 10 }.AddCoprContracts();
        Action read = () => JsonSerializer.Deserialize<WaitingBuilds>(Document.With("builds/0/unknown", new string('[', 10) + new string(']', 10)), options);

        read.Should().Throw<ContractException>().Which.Violation.Rule.Should().BeSameAs(Rules.LimitExceeded);
    }

    [Fact]
    public async Task What_was_rejected_is_there_as_it_was_sent()
    {
        byte[] document = Document.Utf8("{\"builds\":[{\"id\":\"<script>\\u001b\"}]}");
        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(document))
        {
            entry.RawJson.ToArray().Should().Equal(Document.Utf8("{\"id\":\"<script>\\u001b\"}"));
        }
    }

    [Fact]
    public void The_path_of_a_violation_is_the_senders_text()
    {
        Violation violation = ContractValidator.Validate(Document.Utf8("{\"builds\":[],\"a\\u001b\":1}")).Violations[0];

        violation.Path.Should().Be("/a\u001b");
        violation.ToString().Should().NotContain("\u001b");
    }
}
