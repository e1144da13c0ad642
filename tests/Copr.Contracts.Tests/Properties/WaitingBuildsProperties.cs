using System.Text;
using Copr.Contracts.Fuzzing.Promises;
using Copr.Contracts.Validation;
using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <summary>What holds for a list of waiting builds.</summary>
public sealed class WaitingBuildsProperties : DocumentProperties<WaitingBuilds>
{
    private protected override Gen<Written<WaitingBuilds>> Values => Generate.WaitingBuilds(Generate.Moment);

    private protected override Gen<Written<WaitingBuilds>> StrictValues => Generate.WaitingBuilds(Generate.Second);

    private protected override Gen<Utf8Text> Documents => Generate.ListDocument;

    private static Gen<(Build[] Submitted, int Limit)> Selections => Gen.Select(Generate.Submitted, Gen.Int[1, 12]);

    [Fact]
    public void Only_the_entries_that_are_not_builds_are_rejected() => Property.Holds(
        Gen.Select(Generate.Build(Generate.Second), Generate.NoBuild, Gen.Bool).Array[0, 5], static items =>
        {
            IEnumerable<string> texts = items.Select(static item => item.Item3 ? item.Item1.Json : item.Item2);
            string document = $$"""{"builds":[{{string.Join(',', texts)}}]}""";
            var reader = new WaitingBuildsReader();

            IEnumerable<BuildEntry> entries = reader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(document))).ToBlockingEnumerable();

            entries.Select(static entry => entry.Build).Should().Equal(items.Select(static item => item.Item3 ? item.Item1.Value : null));
        });

    [Fact]
    public void The_selected_builds_break_no_rule_of_the_list() => Property.Holds(Selections, static (submitted, limit) =>
        ContractValidator.Validate(WaitingBuilds.SelectFrom(submitted, limit), new() { MaxBuilds = limit }).Violations
            .Should().NotContain(static violation => violation.Rule.Id.StartsWith("COPR3", StringComparison.Ordinal)));

    [Fact]
    public void As_many_builds_are_selected_as_wait_and_the_limit_allows() => Property.Holds(Selections, static (submitted, limit) =>
    {
        int waiting = submitted.Where(static build => build.State == BuildState.Waiting).DistinctBy(static build => build.Id).Count();

        WaitingBuilds.SelectFrom(submitted, limit).Builds.Should().HaveCount(Math.Min(limit, waiting));
    });

    [Fact]
    public void No_waiting_build_that_is_left_out_is_older_than_a_selected_one() => Property.Holds(Selections, static (submitted, limit) =>
    {
        IReadOnlyList<Build> selected = WaitingBuilds.SelectFrom(submitted, limit).Builds;

        submitted.Where(build => build.State == BuildState.Waiting && selected.All(other => other.Id != build.Id))
            .Should().NotContain(build => selected.Any(other => other.SubmittedOn > build.SubmittedOn));
    });

    private protected override void CheckPromises(byte[] document) => WaitingBuildsPromises.Check(document);

    private protected override WaitingBuilds Copy(WaitingBuilds value) => value with { };
}
