using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

public sealed class RulesTests
{
    private const string RulesOfTheContract = """
            COPR101 malformed-json Error
            COPR102 missing-member Error
            COPR103 wrong-type Error
            COPR104 duplicate-member Error
            COPR105 bad-separator Error
            COPR106 malformed-chroot Error
            COPR107 malformed-url Error
            COPR108 limit-exceeded Error
            COPR109 wrong-response Error
            COPR201 mixed-releases Error
            COPR202 no-chroots Error
            COPR203 no-packages Error
            COPR204 duplicate-item Warning
            COPR205 repository-not-a-root Error
            COPR206 unknown-architecture Warning
            COPR207 copr-id-mismatch Error
            COPR208 times-out-of-order Error
            COPR209 chroots-changed Info
            COPR210 not-a-source-package Warning
            COPR211 unsafe-name Error
            COPR212 credentials-in-url Warning
            COPR213 unknown-member Info
            COPR301 canceled-build-listed Error
            COPR302 not-waiting Error
            COPR303 too-many-builds Error
            COPR304 not-oldest-first Warning
            COPR305 duplicate-build Error
            COPR401 no-repodata Error
            COPR402 unreachable Warning
            COPR501 unknown-member-in-report Warning
            COPR502 bad-status Error
            COPR503 incomplete-end Error
            COPR504 nothing-reported Warning
            COPR505 report-times-out-of-order Warning
            COPR601 cut-off-list Error
            COPR602 null-task Error
            COPR603 task-id-mismatch Error
            COPR604 duplicate-task Error
            COPR605 listed-not-served Error
            COPR606 reserved-member Error
            COPR607 unsafe-text Error
            COPR608 unsafe-path Error
            COPR609 duplicate-repository Warning
            COPR610 bad-priority Warning
            COPR611 release-variable-in-rawhide Warning
            COPR612 bad-module-toggle Error
            COPR613 bad-source Error
            COPR614 no-distribution Error
            COPR615 unbounded-timeout Warning
            COPR616 unusable-task Error
            COPR617 unknown-kind Warning
            COPR621 build-reported-twice Error
            COPR622 no-result-dir Warning
            COPR623 bad-task-status Error
            COPR624 incomplete-package Error
            COPR625 missing-release Error
            COPR626 start-ignored Warning
            COPR631 no-version-header Warning
            COPR641 unfinished-build Error
            COPR642 build-ended-twice Error
            COPR643 canceled-build-started Error
            COPR644 unknown-request Error
            """;

    public static TheoryData<string> Ids => [.. Rules.All.Select(static rule => rule.Id)];

    public static TheoryData<string> IdsWithQuotations =>
        [.. Rules.All.Where(static rule => rule.Quotation is not null).Select(static rule => rule.Id)];

    [Fact]
    public void The_rules_are_those_of_the_contract() =>
        string.Join('\n', Rules.All.Select(static rule => $"{rule.Id} {rule.Name} {rule.Severity}")).Should().Be(RulesOfTheContract);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_found_by_its_id(string id) => Rules.Find(id)!.Id.Should().Be(id);

    [Theory]
    [InlineData("COPR999")]
    [InlineData("copr101")]
    [InlineData("malformed-json")]
    [InlineData("")]
    public void No_rule_is_found_by_another_text(string id) => Rules.Find(id).Should().BeNull();

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_summary_consists_of_sentences_on_one_line(string id) => Rules.Find(id)!.Summary.Should().MatchRegex(@"^[A-Za-z][^\n]*[^.]\.$");

    [Theory]
    [MemberData(nameof(IdsWithQuotations))]
    public void A_quotation_is_no_heading(string id) =>
        WikiExample.Page.Split('\n').Take(5).Should().NotContain(Rules.Find(id)!.Quotation);

    [Theory]
    [MemberData(nameof(IdsWithQuotations))]
    public void A_quotation_is_on_the_wiki_page_word_by_word(string id) => WikiExample.Page.Should().Contain(Rules.Find(id)!.Quotation);

    [Fact]
    public void The_text_of_a_rule_is_its_id_and_name() => Rules.Find("COPR201")!.ToString().Should().Be("COPR201 mixed-releases");
}
