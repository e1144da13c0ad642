using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Conformance;

/// <summary>For every rule, a document that almost breaks it.</summary>
public sealed class ContrastTests
{
    public static TheoryData<string, string> Contrasts => new()
    {
        { "COPR101", "good-trailing-commas" },
        { "COPR101", "good-surrogate-pair" },
        { "COPR102", "good-nullable-members-missing" },
        { "COPR103", "good-integers-at-the-limits" },
        { "COPR103", "good-times-at-the-limits" },
        { "COPR104", "good-same-name-at-every-level" },
        { "COPR105", "lenient-separators-everywhere" },
        { "COPR105", "good-escapes" },
        { "COPR106", "good-chroots-of-all-kinds" },
        { "COPR106", "good-chroot-of-255-bytes" },
        { "COPR107", "good-url-kept-as-sent" },
        { "COPR108", "good-deep-enough" },
        { "COPR108", "good-deep-enough-in-a-build" },
        { "COPR201", "good-many-architectures" },
        { "COPR202", "good-copr-lost-its-chroots" },
        { "COPR203", "good-wiki-without-canceled" },
        { "COPR204", "good-almost-duplicate" },
        { "COPR205", "good-repository-roots" },
        { "COPR206", "good-many-architectures" },
        { "COPR207", "good-integers-at-the-limits" },
        { "COPR208", "good-times-equal" },
        { "COPR209", "good-chroots-reordered" },
        { "COPR210", "good-source-packages" },
        { "COPR211", "good-names" },
        { "COPR211", "good-name-of-255-bytes" },
        { "COPR212", "good-at-in-path" },
        { "COPR212", "good-results-without-url" },
        { "COPR213", "good-nullable-members-missing" },
        { "COPR213", "good-status" },
        { "COPR301", "good-canceled-null-and-false" },
        { "COPR302", "good-two-builds" },
        { "COPR303", "good-ten-builds" },
        { "COPR303", "good-limit-raised" },
        { "COPR304", "good-same-moment" },
        { "COPR305", "good-id-of-a-broken-build" },
        { "COPR501", "good-report-start-and-end" },
        { "COPR502", "good-report-failed" },
        { "COPR503", "good-report-nulls" },
        { "COPR504", "good-report-results-alone" },
        { "COPR505", "good-report-times-in-order" },
    };

    public static TheoryData<string, string> ContrastsOfTasks => new()
    {
        { "COPR601", "good-task-list-empty" },
        { "COPR601", "good-task-list-streamed" },
        { "COPR602", "good-task-list" },
        { "COPR603", "good-task-list-chroots-of-a-build" },
        { "COPR603", "good-start-task-source" },
        { "COPR604", "good-task-list-chroots-of-a-build" },
        { "COPR606", "good-build-task-harmless-member" },
        { "COPR607", "good-build-task-texts" },
        { "COPR608", "good-build-task-paths" },
        { "COPR609", "good-build-task-almost-duplicate-repository" },
        { "COPR610", "good-build-task-priorities" },
        { "COPR611", "good-build-task-rawhide" },
        { "COPR611", "good-build-task-release-variable" },
        { "COPR612", "good-build-task-modules" },
        { "COPR613", "good-source-task-custom-nulls" },
        { "COPR613", "good-source-task-pypi" },
        { "COPR613", "good-source-task-unset" },
        { "COPR614", "good-source-task-of-the-build" },
        { "COPR615", "good-build-task-integers-at-the-limits" },
        { "COPR616", "good-build-task" },
        { "COPR617", "good-source-task-uploaded-packages" },
        { "COPR621", "good-task-updates-two-builds" },
        { "COPR622", "good-task-updates-failure" },
        { "COPR623", "good-task-updates-start" },
        { "COPR624", "good-task-updates-end" },
        { "COPR625", "good-task-updates-source" },
        { "COPR625", "good-task-updates-more-releases" },
        { "COPR626", "good-task-updates-start" },
        { "COPR626", "good-task-updates-source-start" },
    };

    [Theory]
    [MemberData(nameof(Contrasts))]
    [MemberData(nameof(ContrastsOfTasks))]
    public void A_document_that_almost_breaks_a_rule_keeps_it(string rule, string id) =>
        ConformanceCase.Of(id).Validate().Violations.Should().NotContain(violation => violation.Rule.Id == rule);

    [Fact]
    public void Every_rule_has_a_document_that_almost_breaks_it() =>
        Contrasts.Concat(ContrastsOfTasks).Select(static row => (string)row[0]).Distinct().Should().Equal(ConformanceCase.RuleIds);

    [Fact]
    public void A_good_case_has_an_error_only_if_the_rule_of_another_case_needs_it() =>
        ConformanceCase.All.Where(static item => item.Id.StartsWith("good-", StringComparison.Ordinal) && item.Violations.Any(IsError))
            .Select(static item => item.Id)
            .Should().Equal("good-times-equal", "good-id-of-a-broken-build");

    private static bool IsError(ExpectedViolation violation) => Rules.Find(violation.Rule)!.Severity == Severity.Error;
}
