using System.Text;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

public sealed class ValidationReportTests
{
    private static readonly Build WithWarning = Samples.Build with { Packages = Samples.Packages("http://foo/") };

    private static readonly Build WithErrors = WithWarning with { Chroots = Samples.Chroots("fedora-17-i386 fedora-18-i386") };

    [Fact]
    public void A_report_with_an_error_is_invalid() => ContractValidator.Validate(WithErrors).IsValid.Should().BeFalse();

    [Fact]
    public void A_report_with_warnings_and_infos_is_valid() => ContractValidator.Validate(WithWarning).IsValid.Should().BeTrue();

    [Fact]
    public void The_violations_cannot_be_changed()
    {
        var list = new WaitingBuilds { Builds = [WithErrors] };
        ValidationReport[] reports =
        [
            ContractValidator.Validate(WithErrors), ContractValidator.Validate(list), ContractValidator.ValidateWaitingBuilds(CoprJson.Write(list)),
        ];

        reports.Select(static report => report.Violations).Should().AllSatisfy(static violations =>
        {
            violations.Should().NotBeEmpty();
            ((IList<Violation>)violations).IsReadOnly.Should().BeTrue();
            FluentActions.Invoking(() => ((IList<Violation>)violations)[0] = null!).Should().Throw<NotSupportedException>();
        });
    }

    [Fact]
    public void A_valid_report_does_not_throw() =>
        FluentActions.Invoking(static () => ContractValidator.Validate(WithWarning).ThrowIfInvalid()).Should().NotThrow();

    [Fact]
    public void An_invalid_report_throws_its_first_error()
    {
        ValidationReport report = ContractValidator.Validate(WithErrors);

        report.Violations[0].Rule.Severity.Should().NotBe(Severity.Error);
        report.Invoking(static item => item.ThrowIfInvalid()).Should().Throw<ContractException>()
            .Which.Violation.Should().BeSameAs(report.Violations.First(static violation => violation.Rule.Severity == Severity.Error));
    }

    [Fact]
    public void The_text_of_a_report_has_one_line_per_violation()
    {
        ValidationReport report = ContractValidator.Validate(WithErrors);

        report.ToString().Split('\n').Should().Equal(report.Violations.Select(static violation => violation.ToString()));
    }

    [Fact]
    public void The_text_of_a_report_without_violations_says_so() =>
        ContractValidator.Validate(Samples.Build).ToString().Should().Be("No violations.");

    [Fact]
    public void A_violation_in_a_text_shows_rule_severity_path_position_and_message_in_one_line() =>
        ContractValidator.ValidateWaitingBuilds("""
            {
              "builds": null
            }
            """u8.ToArray()).ToString()
            .Should().Be("COPR103 wrong-type (error) at /builds, line 2, column 13: \"builds\" is null; expected an array of objects.");

    [Fact]
    public void A_violation_in_an_object_shows_no_position() =>
        ContractValidator.Validate(Samples.Build with { CoprId = 6 }).ToString()
            .Should()
            .Be("COPR207 copr-id-mismatch (error) at /copr_id: \"copr_id\" is 6 and the copr's \"id\" is 5; expected the same id.");

    [Theory]
    [InlineData("\n", 2)]
    [InlineData("\r\n", 2)]
    [InlineData("\n\n", 3)]
    public void Lines_end_at_line_feeds(string lineBreak, int line)
    {
        Violation violation = ContractValidator.ValidateWaitingBuilds(Encoding.UTF8.GetBytes($"{{{lineBreak}\"builds\": 1}}"))
            .Violations.Single();

        (violation.Line, violation.Column).Should().Be((line, 11));
    }

    [Theory]
    [InlineData("é", 17)]
    [InlineData("例", 17)]
    [InlineData("😀", 18)]
    public void Columns_are_utf16_code_units(string name, int column) =>
        ContractValidator.ValidateWaitingBuilds(Encoding.UTF8.GetBytes($"{{\"{name}\":1,\"builds\":1}}")).Violations
            .Single(static violation => violation.Rule.Id == "COPR103").Column.Should().Be(column);

    [Fact]
    public void A_violation_needs_all_its_parts()
    {
        Rule rule = Rules.Find("COPR101")!;
        new Action[]
        {
            static () => _ = new Violation(null!, "", "", ""),
            () => _ = new Violation(rule, null!, "", ""),
            () => _ = new Violation(rule, "", null!, ""),
            () => _ = new Violation(rule, "", "", null!),
            static () => _ = new ContractException(null!),
        }.Should().AllSatisfy(static create => create.Should().Throw<ArgumentNullException>());
    }
}
