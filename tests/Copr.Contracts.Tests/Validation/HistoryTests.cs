using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

/// <summary>Mistakes that Copr made with this wire, and that the types must make impossible.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void A_build_whose_repos_is_null_does_not_stop_the_backend() =>
        CoprJson.Read<WaitingBuilds>(WikiExample.Bytes).Builds[0].Copr.Repositories.Should().BeEmpty();

    [Fact]
    public void A_build_whose_canceled_is_null_is_listed() =>
        WaitingBuilds.From([Samples.Build with { Canceled = null }]).Builds.Should().ContainSingle();

    [Fact]
    public void An_empty_text_is_no_repository() => SpaceSeparatedList<RepositoryUrl>.Parse("").Should().BeEmpty();

    [Fact]
    public void A_build_that_ended_without_a_reported_start_does_not_wait() =>
        WaitingBuilds.From([Samples.Build with { EndedOn = Samples.Build.SubmittedOn }]).Builds.Should().BeEmpty();

    [Fact]
    public void A_time_of_0_is_a_time() => (Samples.Build with { StartedOn = DateTimeOffset.UnixEpoch }).State.Should().Be(BuildState.Running);

    [Fact]
    public void An_id_is_never_a_text()
    {
        Action read = static () => CoprJson.Read<WaitingBuilds>(Bent("\"id\": 4", "\"id\": \"4\""), CoprJson.Lenient);

        read.Should().Throw<ContractException>().Which.Violation.Path.Should().Be("/builds/1/id");
    }

    [Fact]
    public void Builds_are_ordered_by_number_and_not_by_text() =>
        WaitingBuilds.From([Samples.Build with { Id = 10 }, Samples.Build with { Id = 9 }]).Builds.Select(static build => build.Id).Should().Equal(9, 10);

    [Fact]
    public async Task A_build_without_an_id_is_not_dropped_in_silence()
    {
        List<BuildEntry> entries = [];
        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(Bent(",\n      \"id\": 4", "")))
        {
            entries.Add(entry);
        }

        entries[1].Violations.Should().ContainSingle().Which.Message.Should().Contain("\"id\" is missing");
    }

    [Fact]
    public void Nothing_but_the_contracts_members_goes_out()
    {
        using JsonDocument written = JsonDocument.Parse(CoprJson.Write(Samples.Build));

        written.RootElement.EnumerateObject().Select(static member => member.Name)
            .Should().Equal("copr_id", "user_id", "results", "started_on", "copr", "canceled", "submitted_on", "ended_on", "pkgs", "chroots", "id");
    }

    [Fact]
    public void Nothing_but_the_contracts_members_goes_out_of_a_copr()
    {
        using JsonDocument written = JsonDocument.Parse(CoprJson.Write(Samples.Copr));

        written.RootElement.EnumerateObject().Select(static member => member.Name).Should().Equal("owner_id", "repos", "chroots", "id", "name");
    }

    [Fact]
    public async Task A_build_with_a_malformed_chroot_is_set_aside_and_the_next_one_read()
    {
        List<BuildEntry> entries = [];
        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(Bent("\"chroots\": \"fedora-17-i386 fedora-17-x86_64\",\n      \"id\": 5", "\"chroots\": \"fedora-rawhide\",\n      \"id\": 5")))
        {
            entries.Add(entry);
        }

        entries.Select(static entry => (entry.Id, entry.IsRejected)).Should().Equal((5, true), (4, false));
    }

    [Fact]
    public void A_malformed_chroot_is_a_value_to_be_told_and_not_a_crash() => Chroot.TryParse("fedora-rawhide", out _).Should().BeFalse();

    [Fact]
    public void The_chroots_of_the_build_count_where_those_of_the_copr_have_changed()
    {
        Build build = Samples.Build with { Copr = Samples.Copr with { Chroots = Samples.Chroots("fedora-18-x86_64") } };

        ContractValidator.Validate(build).Violations.Should().ContainSingle().Which.Message.Should().EndWith("the build's count");
    }

    private static byte[] Bent(string from, string to) => Encoding.UTF8.GetBytes(WikiExample.Text.Replace(from, to, StringComparison.Ordinal));
}
