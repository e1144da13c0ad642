using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <summary>What holds for the step that both sides go by, whatever is reported.</summary>
public sealed class ApplyProperties
{
    /// <summary>Builds in every state, with an end of their own or without.</summary>
    private static Gen<Build> Builds => Gen.Select(Generate.Build(Generate.Moment), Gen.OneOf<BuildStatus?>(null, BuildStatus.Failed, BuildStatus.Succeeded), Gen.Bool)
        .Select(static (build, status, hasStatus) => hasStatus ? build.Value with { Status = status } : build.Value);

    private static Gen<(Build Build, BuildUpdate Update)> Reports => Gen.Select(Builds, Generate.BuildUpdate).Select(static (build, update) => (build, update.Value with { Id = build.Id }));

    [Fact]
    public void Applied_twice_is_applied_once() => Property.Holds(Reports, static (build, update) =>
    {
        Build once = build.Apply(update);

        once.Apply(update).Should().BeSameAs(once);
    });

    [Fact]
    public void An_end_is_never_changed() => Property.Holds(Reports, static (build, update) =>
    {
        if (build.EndedOn is not null)
        {
            Build applied = build.Apply(update);

            (applied.EndedOn, applied.Status).Should().Be((build.EndedOn, build.Status));
        }
    });

    [Fact]
    public void What_was_canceled_stays_canceled() => Property.Holds(Reports, static (build, update) =>
        build.Apply(update).Canceled.Should().Be(build.Canceled));

    [Fact]
    public void What_a_report_leaves_out_stays_as_it_is() => Property.Holds(Reports, static (build, update) =>
    {
        Build applied = build.Apply(update);

        (update.StartedOn is not null || applied.StartedOn == build.StartedOn).Should().BeTrue();
        (update.Results is not null || applied.Results == build.Results).Should().BeTrue();
        (update.EndedOn is not null || applied.EndedOn == build.EndedOn).Should().BeTrue();
        (update.Status is not null || applied.Status == build.Status).Should().BeTrue();
    });

    [Fact]
    public void What_is_reported_of_a_build_without_an_end_is_known_then() => Property.Holds(Reports, static (build, update) =>
    {
        if (build.EndedOn is null)
        {
            Build applied = build.Apply(update);

            (applied.StartedOn, applied.Results, applied.EndedOn, applied.Status)
                .Should().Be((update.StartedOn ?? build.StartedOn, update.Results ?? build.Results, update.EndedOn, update.Status ?? build.Status));
        }
    });

    [Fact]
    public void Nothing_else_is_touched() => Property.Holds(Reports, static (build, update) =>
        (build.Apply(update) with { StartedOn = build.StartedOn, Results = build.Results, EndedOn = build.EndedOn, UnknownMembers = build.UnknownMembers }).Should().Be(build));
}
