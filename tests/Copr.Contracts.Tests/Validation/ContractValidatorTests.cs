using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

public sealed class ContractValidatorTests
{
    private static readonly Build Mixed = Samples.Build with { Chroots = Samples.Chroots("fedora-17-i386 fedora-18-i386"), CoprId = 6 };

    [Fact]
    public void What_keeps_the_contract_has_no_violations() => ContractValidator.Validate(Samples.Build).Violations.Should().BeEmpty();

    [Fact]
    public void Paths_begin_at_what_is_checked() =>
        ContractValidator.Validate(Mixed).Violations.Select(static violation => violation.Path).Should().Equal("/copr_id", "/copr/chroots", "/chroots");

    [Fact]
    public void Paths_of_a_list_begin_at_the_document() =>
        ContractValidator.Validate(new WaitingBuilds { Builds = [Samples.Build with { Id = 1 }, Mixed] }).Violations.Select(static violation => violation.Path)
            .Should().Equal("/builds/1/copr_id", "/builds/1/copr/chroots", "/builds/1/chroots");

    [Fact]
    public void Paths_of_a_copr_begin_at_the_copr() =>
        ContractValidator.Validate(Samples.Copr with { Name = "..", Chroots = [] }).Violations.Select(static violation => (violation.Rule.Id, violation.Path))
            .Should().Equal(("COPR202", "/chroots"), ("COPR211", "/name"));

    [Fact]
    public void Typed_values_have_no_lines() => ContractValidator.Validate(Mixed).Violations[0].Line.Should().BeNull();

    [Fact]
    public void Warnings_and_infos_leave_a_report_valid() =>
        ContractValidator.Validate(Samples.Build with { Packages = Samples.Packages("http://foo/") }).IsValid.Should().BeTrue();

    [Fact]
    public void An_error_makes_a_report_invalid() => ContractValidator.Validate(Mixed).IsValid.Should().BeFalse();

    [Fact]
    public void A_valid_report_does_not_throw()
    {
        ValidationReport report = ContractValidator.Validate(Samples.Build with { Packages = Samples.Packages("http://foo/") });

        report.Invoking(static item => item.ThrowIfInvalid()).Should().NotThrow();
    }

    [Fact]
    public void An_invalid_report_throws_its_first_error()
    {
        Build build = Mixed with { CoprId = 5, Packages = Samples.Packages("http://foo/") };

        ContractValidator.Validate(build).Invoking(static item => item.ThrowIfInvalid())
            .Should().Throw<ContractException>().Which.Violation.Rule.Should().BeSameAs(Rules.MixedReleases);
    }

    [Fact]
    public void A_report_is_written_a_line_a_violation() => ContractValidator.Validate(Mixed).ToString().Split('\n').Should().HaveCount(3);

    [Fact]
    public void A_report_without_violations_says_so() => ContractValidator.Validate(Samples.Build).ToString().Should().Be("No violations.");

    [Fact]
    public void Of_one_rule_in_one_object_the_first_hundred_are_told()
    {
        Build build = Samples.Build with { Packages = [.. Enumerable.Repeat(PackageUrl.Parse("http://foo/a.rpm"), 500)] };

        ContractValidator.Validate(build).Violations.Where(static violation => violation.Rule == Rules.NotASourcePackage).Should().HaveCount(100);
    }

    [Fact]
    public void A_hundred_thousand_unknown_members_are_no_trouble()
    {
        string members = string.Join(',', Enumerable.Range(0, 100_000).Select(static index => $"\"m{index}\":{{}}"));

        ContractValidator.Validate(System.Text.Encoding.UTF8.GetBytes($"{{\"builds\":[{Samples.Build.ToString()[..^1]},{members}}}],{members}}}")).Violations
            .Should().HaveCount(200).And.OnlyContain(static violation => violation.Rule == Rules.UnknownMember);
    }

    [Fact]
    public void A_hundred_items_are_searched_for_doubles_too()
    {
        Build build = Samples.Build with { Packages = [.. Enumerable.Range(0, 100).Select(static index => PackageUrl.Parse($"http://foo/{index % 99}.src.rpm"))] };

        ContractValidator.Validate(build).Violations.Should().ContainSingle().Which.Message.Should().Contain("item 100");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_below_one_is_refused(int limit)
    {
        Action validate = () => ContractValidator.Validate(new WaitingBuilds { Builds = [] }, limit);

        validate.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Null_is_refused_by_every_check()
    {
        new Action[]
        {
            static () => ContractValidator.Validate((WaitingBuilds)null!),
            static () => ContractValidator.Validate((Build)null!),
            static () => ContractValidator.Validate((CoprProject)null!),
        }.Should().AllSatisfy(static validate => validate.Should().Throw<ArgumentNullException>());
    }

    [Fact]
    public void Reordered_chroots_are_not_changed_chroots() =>
        ContractValidator.Validate(Samples.Build with { Chroots = Samples.Chroots("fedora-17-x86_64 fedora-17-i386") }).Violations.Should().BeEmpty();
}
