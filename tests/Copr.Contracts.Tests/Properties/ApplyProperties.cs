using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <summary>What holds for <see cref="Build.Apply"/>, whatever is reported.</summary>
public sealed class ApplyProperties
{
    private static Gen<(Build Build, BuildUpdate Update)> Reports => Gen.Select(Generate.Build(Generate.Moment), Generate.BuildUpdate)
        .Select(static (build, update) => (build.Value, update.Value with { Id = build.Value.Id }));

    [Fact]
    public void A_report_that_is_applied_twice_changes_nothing_the_second_time() => Property.Holds(Reports, static (build, update) =>
    {
        Build once = build.Apply(update);

        once.Apply(update).Should().BeSameAs(once);
    });

    [Fact]
    public void The_first_end_wins() => Property.Holds(Reports, static (build, update) =>
    {
        if (build.EndedOn is not null)
        {
            Build applied = build.Apply(update);

            (applied.EndedOn, applied.Status).Should().Be((build.EndedOn, build.Status ?? update.Status));
        }
    });

    [Fact]
    public void A_canceled_build_stays_canceled() => Property.Holds(Reports, static (build, update) =>
        build.Apply(update).Canceled.Should().Be(build.Canceled));

    [Fact]
    public void A_member_that_is_not_reported_stays() => Property.Holds(Reports, static (build, update) =>
    {
        Build applied = build.Apply(update);

        (update.StartedOn is not null || applied.StartedOn == build.StartedOn).Should().BeTrue();
        (update.Results is not null || applied.Results == build.Results).Should().BeTrue();
        (update.EndedOn is not null || applied.EndedOn == build.EndedOn).Should().BeTrue();
        (update.Status is not null || applied.Status == build.Status).Should().BeTrue();
    });

    [Fact]
    public void A_build_that_has_not_ended_gets_what_is_reported() => Property.Holds(Reports, static (build, update) =>
    {
        if (build.EndedOn is null)
        {
            Build applied = build.Apply(update);

            (applied.StartedOn, applied.Results)
                .Should().Be((WholeSecond(update.StartedOn) ?? build.StartedOn, update.Results ?? build.Results));
            (applied.EndedOn, applied.Status)
                .Should().Be((WholeSecond(update.EndedOn), update is { EndedOn: not null, Status: { } status } ? status : build.Status));
        }
    });

    [Fact]
    public void A_build_gets_a_status_only_with_an_end() => Property.Holds(Reports, static (build, update) =>
        (build.Apply(update) is { EndedOn: null } applied && applied.Status != build.Status).Should().BeFalse());

    [Fact]
    public void Nothing_else_changes() => Property.Holds(Reports, static (build, update) =>
    {
        Build applied = build.Apply(update);

        (applied with { StartedOn = build.StartedOn, Results = build.Results, EndedOn = build.EndedOn, Status = build.Status })
            .Should().Be(build);
    });

    private static DateTimeOffset? WholeSecond(DateTimeOffset? time) =>
        time is { } value ? DateTimeOffset.FromUnixTimeSeconds(value.ToUnixTimeSeconds()) : null;
}
