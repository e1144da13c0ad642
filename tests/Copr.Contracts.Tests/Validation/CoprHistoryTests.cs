using System.Text;
using System.Text.Json;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

/// <summary>Mistakes that Copr made with this wire, and that the types make impossible.</summary>
public sealed class CoprHistoryTests
{
    [Fact]
    public void A_build_whose_repos_is_null_does_not_stop_the_backend() =>
        CoprJson.Read<WaitingBuilds>(WikiExample.Bytes).Builds[0].Copr.Repositories.Should().BeEmpty();

    [Fact]
    public void A_build_whose_canceled_is_null_is_listed() =>
        WaitingBuilds.SelectFrom([Samples.Build with { Canceled = null }]).Builds.Should().ContainSingle();

    [Fact]
    public void An_empty_text_is_not_a_repository() => SpaceSeparatedList<RepositoryUrl>.Parse("").Should().BeEmpty();

    [Fact]
    public void A_build_that_ended_without_a_reported_start_is_not_listed() =>
        WaitingBuilds.SelectFrom([Samples.Build with { EndedOn = Samples.Build.SubmittedOn }]).Builds.Should().BeEmpty();

    [Fact]
    public void A_time_of_0_is_a_time() =>
        (Samples.Build with { StartedOn = DateTimeOffset.UnixEpoch }).State.Should().Be(BuildState.Running);

    [Fact]
    public void A_status_of_0_is_reported() =>
        new BuildUpdate { Id = 1, EndedOn = DateTimeOffset.UnixEpoch, Status = BuildStatus.Failed }.ToString()
            .Should().Contain("\"status\":0");

    [Fact]
    public void An_id_is_never_a_string() =>
        FluentActions.Invoking(static () => CoprJson.Read<WaitingBuilds>(Replace("\"id\": 4", "\"id\": \"4\""), ReadingMode.Lenient))
            .Should().Throw<ContractException>().Which.Violation.Path.Should().Be("/builds/1/id");

    [Fact]
    public void Builds_are_ordered_by_number() =>
        WaitingBuilds.SelectFrom([Samples.Build with { Id = 10 }, Samples.Build with { Id = 9 }]).Builds.Select(static build => build.Id)
            .Should().Equal(9, 10);

    [Fact]
    public async Task A_build_without_an_id_is_not_dropped_silently() =>
        (await ReadEntriesAsync(Replace(",\n      \"id\": 4", "")))[1].Violations.Should().ContainSingle().Which.Found
            .Should().Contain("has no \"id\"");

    [Fact]
    public void Only_the_members_of_the_contract_are_sent()
    {
        using JsonDocument written = JsonDocument.Parse(CoprJson.Write(Samples.Build));

        MemberNames(written.RootElement)
            .Should().Equal(
                "copr_id", "user_id", "results", "started_on", "copr", "canceled", "submitted_on", "ended_on", "pkgs", "chroots", "id");
        MemberNames(written.RootElement.GetProperty("copr")).Should().Equal("owner_id", "repos", "chroots", "id", "name");
    }

    [Fact]
    public async Task A_build_with_a_malformed_chroot_is_rejected_and_the_next_one_is_read() =>
        (await ReadEntriesAsync(Replace("fedora-17-i386 fedora-17-x86_64\",\n      \"id\": 5", "fedora-rawhide\",\n      \"id\": 5")))
            .Select(static entry => (entry.Id, entry.IsRejected)).Should().Equal((5, true), (4, false));

    [Fact]
    public void The_chroots_of_the_build_are_used_after_the_coprs_chroots_change() =>
        ContractValidator.Validate(Samples.Build with { Copr = Samples.Copr with { Chroots = Samples.Chroots("fedora-18-x86_64") } })
            .Violations.Should().ContainSingle().Which.Message.Should().EndWith("the build's are used");

    private static async Task<List<BuildEntry>> ReadEntriesAsync(byte[] document)
    {
        List<BuildEntry> entries = [];
        await foreach (BuildEntry entry in new WaitingBuildsReader().ReadAsync(new MemoryStream(document)))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static IEnumerable<string> MemberNames(JsonElement value) => value.EnumerateObject().Select(static member => member.Name);

    /// <summary>Returns the wiki's example with another text in place of one.</summary>
    private static byte[] Replace(string text, string replacement)
    {
        WikiExample.Text.Should().Contain(text);
        return Encoding.UTF8.GetBytes(WikiExample.Text.Replace(text, replacement, StringComparison.Ordinal));
    }
}
