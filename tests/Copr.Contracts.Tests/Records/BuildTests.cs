using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Records;

public sealed class BuildTests
{
    [Fact]
    public void Three_lines_construct_a_valid_build()
    {
        CoprProject copr = new() { Id = 1, Name = "ff2", OwnerId = 1, Chroots = [Chroot.Parse("fedora-17-x86_64")] };
        PackageUrl[] packages = [PackageUrl.Parse("http://foo/pkg.src.rpm")];
        Build build = new() { Id = 1, CoprId = 1, Copr = copr, UserId = 1, SubmittedOn = default, Packages = [.. packages], Chroots = copr.Chroots };

        ContractValidator.Validate(build).Violations.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false, false, null, BuildState.Waiting)]
    [InlineData(false, false, false, BuildState.Waiting)]
    [InlineData(true, false, null, BuildState.Running)]
    [InlineData(true, true, null, BuildState.Ended)]
    [InlineData(false, true, null, BuildState.Ended)]
    [InlineData(false, false, true, BuildState.Canceled)]
    [InlineData(true, true, true, BuildState.Canceled)]
    public void The_state_follows_from_the_members(bool isStarted, bool isEnded, bool? canceled, BuildState expected)
    {
        Build build = Samples.Build with
        {
            StartedOn = isStarted ? DateTimeOffset.UnixEpoch : null,
            EndedOn = isEnded ? DateTimeOffset.UnixEpoch : null,
            Canceled = canceled,
        };

        (build.State, build.IsCanceled).Should().Be((expected, expected == BuildState.Canceled));
    }

    [Theory]
    [InlineData(BuildStatus.Failed, "0")]
    [InlineData(BuildStatus.Succeeded, "1")]
    public void A_status_is_written_last_and_read_back(BuildStatus status, string number)
    {
        Build build = Samples.Build with { Status = status };

        build.ToString().Should().EndWith($",\"id\":5,\"status\":{number}}}");
        CoprJson.Read<Build>(CoprJson.Write(build)).Should().Be(build);
    }

    [Fact]
    public void No_status_is_written_if_none_is_set() => Samples.Build.ToString().Should().NotContain("status");

    [Fact]
    public void A_status_of_null_is_read_as_none() =>
        CoprJson.Read<Build>($"{Samples.Build.ToString()[..^1]},\"status\":null}}").Should().Be(Samples.Build);

    [Theory]
    [InlineData("2", "COPR502")]
    [InlineData("1.5", "COPR502")]
    [InlineData("\"1\"", "COPR103")]
    [InlineData("true", "COPR103")]
    public void A_wrong_status_is_rejected(string status, string rule) =>
        FluentActions.Invoking(() => CoprJson.Read<Build>($"{Samples.Build.ToString()[..^1]},\"status\":{status}}}"))
            .Should().Throw<ContractException>()
            .Which.Violation.Should().Match<Violation>(violation => violation.Rule.Id == rule && violation.Path == "/status");
}
