using System.Text.Json;
using Copr.Contracts.Json;

namespace Copr.Contracts.Tests.Reports;

public sealed class ApplyTests
{
    private static readonly DateTimeOffset Start = Samples.Build.SubmittedOn.AddSeconds(60.25);

    private static readonly DateTimeOffset End = Start.AddSeconds(600);

    private static readonly BuildUpdate Started = new() { Id = 5, StartedOn = Start, Results = "http://foo/5/" };

    private static readonly BuildUpdate Failed = new() { Id = 5, EndedOn = End, Status = BuildStatus.Failed };

    [Fact]
    public void A_start_makes_a_waiting_build_run()
    {
        Build build = Samples.Build.Apply(Started);

        build.Should().Be(Samples.Build with { StartedOn = Start, Results = "http://foo/5/" });
        build.State.Should().Be(BuildState.Running);
    }

    [Fact]
    public void An_end_leaves_alone_what_it_does_not_tell()
    {
        Build build = Samples.Build.Apply(Started).Apply(Failed);

        (build.StartedOn, build.Results, build.EndedOn).Should().Be((Start, "http://foo/5/", End));
    }

    [Theory]
    [InlineData(BuildStatus.Failed)]
    [InlineData(BuildStatus.Succeeded)]
    public void A_status_is_kept_0_like_1(BuildStatus status) => Samples.Build.Apply(Failed with { Status = status }).Status.Should().Be(status);

    [Fact]
    public void A_start_that_is_reported_again_before_the_end_is_the_later_one() =>
        Samples.Build.Apply(Started).Apply(Started with { StartedOn = Start.AddSeconds(1) }).StartedOn.Should().Be(Start.AddSeconds(1));

    [Fact]
    public void Half_of_another_end_changes_nothing()
    {
        Build ended = Samples.Build.Apply(Failed);

        ended.Apply(new() { Id = 5, Status = BuildStatus.Succeeded }).Should().BeSameAs(ended);
        ended.Apply(new() { Id = 5, EndedOn = End.AddSeconds(1), Results = "http://foo/6/" }).Should().BeSameAs(ended);
    }

    [Fact]
    public void A_status_survives_storing_the_build() =>
        CoprJson.Read<Build>(CoprJson.Write(Samples.Build.Apply(Failed))).Status.Should().Be(BuildStatus.Failed);

    [Fact]
    public void A_build_that_has_not_ended_has_no_status() => Samples.Build.Apply(Started).Status.Should().BeNull();

    [Theory]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("1.5")]
    [InlineData("\"1\"")]
    public void What_is_no_status_on_the_wire_is_none_here(string json)
    {
        using var document = JsonDocument.Parse(json);

        (Samples.Build with { UnknownMembers = new([new("status", document.RootElement)]) }).Status.Should().BeNull();
    }

    [Fact]
    public void A_status_can_be_set_and_taken_away()
    {
        Build build = Samples.Build with { Status = BuildStatus.Failed };

        (build with { Status = BuildStatus.Succeeded }).Status.Should().Be(BuildStatus.Succeeded);
        (build with { Status = null }).Should().Be(Samples.Build);
    }

    [Fact]
    public void What_is_no_status_cannot_be_set() =>
        FluentActions.Invoking(static () => Samples.Build with { Status = (BuildStatus)2 }).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void The_time_0_is_a_value() => Samples.Build.Apply(new() { Id = 5, StartedOn = DateTimeOffset.UnixEpoch }).State.Should().Be(BuildState.Running);

    [Fact]
    public void The_empty_text_is_a_value() => Samples.Build.Apply(Started).Apply(new() { Id = 5, Results = "" }).Results.Should().BeEmpty();

    [Fact]
    public void A_build_that_has_ended_is_not_waiting_even_where_its_start_was_never_reported() =>
        Samples.Build.Apply(Failed).State.Should().Be(BuildState.Ended);

    [Fact]
    public void Start_and_end_may_come_in_one_entry()
    {
        Build build = Samples.Build.Apply(Failed with { StartedOn = Start, Results = "http://foo/5/" });

        build.Should().Be(Samples.Build.Apply(Started).Apply(Failed));
    }

    [Fact]
    public void The_first_end_wins()
    {
        Build ended = Samples.Build.Apply(Started).Apply(Failed);

        ended.Apply(new() { Id = 5, StartedOn = End, Results = "http://bar/", EndedOn = End.AddSeconds(1), Status = BuildStatus.Succeeded }).Should().BeSameAs(ended);
    }

    [Fact]
    public void A_start_that_comes_behind_the_end_fills_in_what_is_not_known() =>
        Samples.Build.Apply(Failed).Apply(Started).Should().Be(Samples.Build.Apply(Started).Apply(Failed));

    [Fact]
    public void A_start_that_comes_behind_the_end_changes_nothing_that_is_known()
    {
        Build ended = Samples.Build.Apply(Started).Apply(Failed);

        ended.Apply(new() { Id = 5, StartedOn = End.AddSeconds(1), Results = "http://bar/" }).Should().BeSameAs(ended);
    }

    [Fact]
    public void The_same_report_twice_changes_nothing()
    {
        Build running = Samples.Build.Apply(Started);

        running.Apply(Started).Should().BeSameAs(running);
    }

    [Fact]
    public void A_report_of_nothing_changes_nothing() => Samples.Build.Apply(new() { Id = 5 }).Should().BeSameAs(Samples.Build);

    [Fact]
    public void What_was_canceled_stays_canceled_and_its_end_is_recorded()
    {
        Build build = (Samples.Build with { Canceled = true }).Apply(Started).Apply(Failed);

        (build.State, build.EndedOn, build.Status).Should().Be((BuildState.Canceled, End, BuildStatus.Failed));
    }

    [Fact]
    public void A_report_of_another_build_is_refused()
    {
        Action apply = static () => Samples.Build.Apply(Started with { Id = 6 });

        apply.Should().Throw<ArgumentException>().Which.Message.Should().Contain("build 6").And.Contain("build 5");
    }

    [Fact]
    public void Null_is_refused() => FluentActions.Invoking(static () => Samples.Build.Apply(null!)).Should().Throw<ArgumentNullException>();
}
