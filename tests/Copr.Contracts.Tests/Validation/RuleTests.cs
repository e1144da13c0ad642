using System.Reflection;
using Copr.Contracts.Tests.Wiki;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

public sealed class RuleTests
{
    public static TheoryData<string> IdsOfTheWiki => [.. Rules.All.Where(static rule => rule.WikiSentence is not null).Select(static rule => rule.Id)];

    public static TheoryData<string> Ids => [.. Rules.All.Select(static rule => rule.Id)];

    [Fact]
    public void The_catalogue_is_the_contracts() =>
        string.Join('\n', Rules.All.Select(static rule => $"{rule.Id} {rule.Name} {rule.Severity}")).Should().Be("""
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
            COPR503 half-an-end Error
            COPR504 nothing-reported Warning
            """);

    [Fact]
    public void Every_declared_rule_is_in_the_catalogue() =>
        typeof(Rules).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(static property => property.PropertyType == typeof(Rule))
            .Select(static property => property.GetValue(null))
            .Should().BeEquivalentTo(Rules.All);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_summary_is_one_sentence(string id) => Of(id).Summary.Should().EndWith(".").And.NotContain("\n");

    [Theory]
    [MemberData(nameof(IdsOfTheWiki))]
    public void The_sentence_of_the_wiki_stands_on_its_page_word_by_word(string id) =>
        WikiExample.Page.Should().Contain(Of(id).WikiSentence);

    [Fact]
    public void A_rule_is_written_as_its_id_and_name() => Rules.MixedReleases.ToString().Should().Be("COPR201 mixed-releases");

    [Theory]
    [InlineData("http://foo.repo")]
    [InlineData("http://mirrorlist/")]
    [InlineData("https://x86_64/repo")]
    [InlineData("http://repodata")]
    [InlineData("http://foo.i386")]
    public void A_repository_may_have_any_host(string root) =>
        ContractValidator.Validate(Samples.Copr with { Repositories = [RepositoryUrl.Parse(root)] }).Violations.Should().BeEmpty();

    [Theory]
    [InlineData("http://foo/$$basearch")]
    [InlineData("http://foo/armhfp/packages")]
    public void A_repository_is_no_directory_below_its_root(string url) =>
        ContractValidator.Validate(Samples.Copr with { Repositories = [RepositoryUrl.Parse(url)] }).Violations.Should().ContainSingle().Which.Rule.Should().Be(Rules.RepositoryNotARoot);

    private static Rule Of(string id) => Rules.All.Single(rule => rule.Id == id);
}
