namespace Copr.Contracts.Tests.Records;

public sealed class WaitingBuildsTests
{
    [Fact]
    public void Waiting_builds_are_selected_oldest_first_and_by_id_if_submitted_at_the_same_time() =>
        WaitingBuilds.SelectFrom([Submitted(3, 20), Submitted(2, 20), Submitted(4, 10), Submitted(1, 30)])
            .Builds.Select(static build => build.Id).Should().Equal(4, 2, 3, 1);

    [Fact]
    public void Builds_that_do_not_wait_are_not_selected() => WaitingBuilds.SelectFrom(
    [
        Submitted(1, 1) with { Canceled = true },
        Submitted(2, 1) with { StartedOn = DateTimeOffset.UnixEpoch },
        Submitted(3, 1) with { EndedOn = DateTimeOffset.UnixEpoch },
    ]).Builds.Should().BeEmpty();

    [Fact]
    public void Ten_builds_are_selected_unless_there_is_another_limit()
    {
        IEnumerable<Build> builds = Enumerable.Range(1, 20).Select(static id => Submitted(id, id));

        WaitingBuilds.SelectFrom(builds).Builds.Should().HaveCount(10);
        WaitingBuilds.SelectFrom(builds, 15).Builds.Should().HaveCount(15);
    }

    [Fact]
    public void An_id_that_appears_twice_is_selected_once() =>
        WaitingBuilds.SelectFrom([Samples.Build, Samples.Build]).Builds.Should().ContainSingle();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_below_one_is_refused(int limit) =>
        FluentActions.Invoking(() => WaitingBuilds.SelectFrom([], limit))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(limit));

    [Fact]
    public void Null_is_refused() =>
        FluentActions.Invoking(static () => WaitingBuilds.SelectFrom(null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("submitted");

    [Fact]
    public void A_null_build_is_refused() =>
        FluentActions.Invoking(static () => WaitingBuilds.SelectFrom([Samples.Build, null!]))
            .Should().Throw<ArgumentException>().WithMessage("A build is null.*").WithParameterName("submitted");

    private static Build Submitted(long id, int second) =>
        Samples.Build with { Id = id, SubmittedOn = DateTimeOffset.FromUnixTimeSeconds(second) };
}
