using Copr.Contracts.Tests.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>A report is bounded, and still says of every document whether it is valid.</summary>
public sealed class ReportSizeTests
{
    /// <summary>The maximum that ValidationReport documents.</summary>
    private const int Max = 10_000;

    private static readonly ValidationOptions Many = new() { MaxBuilds = 20_000 };

    private static readonly byte[] EmptyBuilds = Document.Of([.. Enumerable.Repeat("{}", 20_000)]);

    [Fact]
    public void A_list_of_broken_builds_has_at_most_10000_violations() =>
        ContractValidator.ValidateWaitingBuilds(EmptyBuilds, Many).Violations.Should().HaveCount(Max);

    [Fact]
    public void A_list_that_is_too_long_is_reported_even_if_the_report_is_full() =>
        ContractValidator.ValidateWaitingBuilds(EmptyBuilds).Violations
            .Should().HaveCount(Max + 1).And.ContainSingle(static violation => violation.Rule.Id == "COPR303");

    [Fact]
    public void The_first_error_of_a_text_is_reported_even_if_the_report_is_full() =>
        AssertHasOnlyTheFirstError(ContractValidator.ValidateWaitingBuilds(
            Document.Of([.. Enumerable.Range(1, Max + 1000).Select(static id => WithChangedChroots(id).ToString()), "{}", "{}"]), Many));

    [Fact]
    public void The_first_error_of_objects_is_reported_even_if_the_report_is_full()
    {
        Build canceled = Samples.Build with { Id = 20_000, Canceled = true };
        Build[] builds = [.. Enumerable.Range(1, Max + 1000).Select(WithChangedChroots), canceled, canceled with { Id = 20_001 }];

        AssertHasOnlyTheFirstError(ContractValidator.Validate(new WaitingBuilds { Builds = builds }, Many));
    }

    private static void AssertHasOnlyTheFirstError(ValidationReport report) => report.Violations
        .Should().HaveCount(Max + 1).And.ContainSingle(static violation => violation.Rule.Severity == Severity.Error)
        .Which.Path.Should().StartWith($"/builds/{Max + 1000}");

    /// <summary>A build whose copr has other chroots by now, which is not an error.</summary>
    private static Build WithChangedChroots(int id) => Samples.Build with { Id = id, Chroots = Samples.Chroots("fedora-17-i386") };
}
