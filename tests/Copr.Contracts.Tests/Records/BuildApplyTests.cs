using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Records;

public sealed class BuildApplyTests
{
    private static readonly DateTimeOffset Start = Samples.Build.SubmittedOn.AddSeconds(60);

    private static readonly DateTimeOffset End = Start.AddSeconds(600);

    private static readonly BuildUpdate Started = new() { Id = 5, StartedOn = Start, Results = "http://foo/5/" };

    private static readonly BuildUpdate Failed = new() { Id = 5, EndedOn = End, Status = BuildStatus.Failed };

    [Fact]
    public void A_waiting_build_runs_after_its_start()
    {
        Build build = Samples.Build.Apply(Started);

        build.Should().Be(Samples.Build with { StartedOn = Start, Results = "http://foo/5/" });
        build.State.Should().Be(BuildState.Running);
    }

    [Fact]
    public void An_end_leaves_what_it_does_not_report_unchanged()
    {
        Build build = Samples.Build.Apply(Started).Apply(Failed);

        build.Should().Be(Samples.Build with { StartedOn = Start, Results = "http://foo/5/", EndedOn = End, Status = BuildStatus.Failed });
    }

    [Theory]
    [InlineData(BuildStatus.Failed)]
    [InlineData(BuildStatus.Succeeded)]
    public void The_status_is_that_of_the_report(BuildStatus status) =>
        Samples.Build.Apply(Failed with { Status = status }).Status.Should().Be(status);

    [Fact]
    public void A_later_start_replaces_an_earlier_one_before_the_end() =>
        Samples.Build.Apply(Started).Apply(Started with { StartedOn = Start.AddSeconds(1) }).StartedOn.Should().Be(Start.AddSeconds(1));

    [Fact]
    public void A_build_that_ended_without_a_start_has_ended() => Samples.Build.Apply(Failed).State.Should().Be(BuildState.Ended);

    [Fact]
    public void A_start_and_an_end_in_one_entry_are_both_applied() =>
        Samples.Build.Apply(Failed with { StartedOn = Start, Results = "http://foo/5/" })
            .Should().Be(Samples.Build.Apply(Started).Apply(Failed));

    [Fact]
    public void The_first_end_wins()
    {
        Build ended = Samples.Build.Apply(Started).Apply(Failed);

        ended.Apply(new() { Id = 5, StartedOn = End, Results = "http://bar/", EndedOn = End.AddSeconds(1), Status = BuildStatus.Succeeded })
            .Should().BeSameAs(ended);
    }

    [Fact]
    public void Times_are_cut_to_the_whole_seconds_that_a_build_has()
    {
        Build build = Samples.Build.Apply(Started with { StartedOn = Start.AddSeconds(0.75) }).Apply(Failed with { EndedOn = End.AddTicks(1) });

        (build.StartedOn, build.EndedOn).Should().Be((Start, End));
        ContractValidator.Validate(build).IsValid.Should().BeTrue();
        CoprJson.Read<Build>(CoprJson.Write(build)).Should().Be(build);
    }

    [Fact]
    public void A_start_after_the_end_is_cut_to_whole_seconds_too() =>
        Samples.Build.Apply(Failed).Apply(Started with { StartedOn = Start.AddSeconds(0.75) }).StartedOn.Should().Be(Start);

    [Fact]
    public void A_status_before_the_end_is_ignored()
    {
        Samples.Build.Apply(new() { Id = 5, Status = BuildStatus.Failed }).Should().BeSameAs(Samples.Build);
        Samples.Build.Apply(Started with { Status = BuildStatus.Failed }).Should().Be(Samples.Build.Apply(Started));
    }

    [Fact]
    public void A_status_that_follows_an_end_without_one_is_filled_once()
    {
        Build ended = Samples.Build.Apply(new() { Id = 5, EndedOn = End });

        Build complete = ended.Apply(Failed with { EndedOn = End.AddSeconds(1) });

        complete.Should().Be(Samples.Build.Apply(Failed));
        complete.Apply(new() { Id = 5, Status = BuildStatus.Succeeded }).Should().BeSameAs(complete);
    }

    [Fact]
    public void A_status_after_an_end_without_one_is_filled_with_what_else_is_unknown()
    {
        Build ended = Samples.Build.Apply(new() { Id = 5, EndedOn = End });

        ended.Apply(Started with { Results = "http://foo/5/", Status = BuildStatus.Failed }).Should()
            .Be(ended with { StartedOn = Start, Results = "http://foo/5/", Status = BuildStatus.Failed });
    }

    [Fact]
    public void An_incomplete_second_end_changes_nothing()
    {
        Build ended = Samples.Build.Apply(Failed);

        ended.Apply(new() { Id = 5, Status = BuildStatus.Succeeded }).Should().BeSameAs(ended);
        ended.Apply(new() { Id = 5, EndedOn = End.AddSeconds(1), Results = "http://foo/6/" }).Should().BeSameAs(ended);
        ended.Apply(new() { Id = 5, EndedOn = End.AddSeconds(1), StartedOn = Start }).Should().BeSameAs(ended);
    }

    [Fact]
    public void A_start_after_the_end_fills_what_is_unknown() =>
        Samples.Build.Apply(Failed).Apply(Started).Should().Be(Samples.Build.Apply(Started).Apply(Failed));

    [Fact]
    public void A_start_after_the_end_changes_nothing_that_is_known()
    {
        Build ended = Samples.Build.Apply(Started).Apply(Failed);

        ended.Apply(new() { Id = 5, StartedOn = End.AddSeconds(1), Results = "http://bar/" }).Should().BeSameAs(ended);
    }

    [Fact]
    public void A_time_of_0_is_a_value() =>
        Samples.Build.Apply(new() { Id = 5, StartedOn = DateTimeOffset.UnixEpoch }).State.Should().Be(BuildState.Running);

    [Fact]
    public void An_empty_text_is_a_value() => Samples.Build.Apply(Started).Apply(new() { Id = 5, Results = "" }).Results.Should().BeEmpty();

    [Fact]
    public void The_same_report_twice_changes_nothing()
    {
        Build running = Samples.Build.Apply(Started);

        running.Apply(Started).Should().BeSameAs(running);
    }

    [Fact]
    public void An_empty_report_changes_nothing() => Samples.Build.Apply(new() { Id = 5 }).Should().BeSameAs(Samples.Build);

    [Fact]
    public void A_canceled_build_stays_canceled_and_its_end_is_recorded()
    {
        Build build = (Samples.Build with { Canceled = true }).Apply(Started).Apply(Failed);

        (build.State, build.EndedOn, build.Status).Should().Be((BuildState.Canceled, End, BuildStatus.Failed));
    }

    [Fact]
    public void A_report_about_another_build_is_refused() =>
        FluentActions.Invoking(static () => Samples.Build.Apply(Started with { Id = 6 })).Should().Throw<ArgumentException>()
            .WithMessage("The report is about build 6; expected build 5.*");

    [Fact]
    public void Null_is_refused() =>
        FluentActions.Invoking(static () => Samples.Build.Apply(null!)).Should().Throw<ArgumentNullException>();
}
