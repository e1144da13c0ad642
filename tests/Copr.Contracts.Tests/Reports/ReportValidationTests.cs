using Copr.Contracts.Json;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Reports;

public sealed class ReportValidationTests
{
    public static TheoryData<string> Readable => [.. ConformanceCase.Reports.Where(static item => !item.IsUnreadable).Select(static item => item.Id)];

    public static TheoryData<string> Unreadable => [.. ConformanceCase.Reports.Where(static item => item.IsUnreadable).Select(static item => item.Id)];

    [Theory]
    [MemberData(nameof(Readable))]
    public void The_typed_report_says_the_same_as_its_text(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        ContractValidator.Validate(CoprJson.Read<BuildUpdates>(item.Text)).Violations
            .Select(static violation => new ExpectedViolation(violation.Rule.Id, violation.Path)).Should().BeEquivalentTo(item.Violations);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void A_report_that_cannot_be_read_is_refused_with_an_error_that_is_told(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);
        Action read = () => CoprJson.Read<BuildUpdates>(item.Text);

        Violation thrown = read.Should().Throw<ContractException>().Which.Violation;

        item.Validate().Violations.Select(static violation => (violation.Rule.Id, violation.Path, violation.Line, violation.Column))
            .Should().Contain((thrown.Rule.Id, thrown.Path, thrown.Line, thrown.Column));
    }

    [Fact]
    public void An_entry_by_itself_has_paths_of_its_own() =>
        ContractValidator.Validate(new BuildUpdate { Id = 1, Status = BuildStatus.Succeeded }).Violations
            .Should().ContainSingle().Which.Path.Should().Be("/status");

    [Fact]
    public void An_entry_that_keeps_the_contract_has_an_empty_report() =>
        ContractValidator.Validate(new BuildUpdate { Id = 1, EndedOn = DateTimeOffset.UnixEpoch, Status = BuildStatus.Failed }).Violations.Should().BeEmpty();

    [Fact]
    public void Null_is_refused()
    {
        FluentActions.Invoking(static () => ContractValidator.Validate((BuildUpdate)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(static () => ContractValidator.Validate((BuildUpdates)null!)).Should().Throw<ArgumentNullException>();
    }
}
