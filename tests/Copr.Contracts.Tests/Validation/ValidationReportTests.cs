using System.Text;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Validation;

public sealed class ValidationReportTests
{
    private static readonly Build Canceled = Samples.Build with { Canceled = true };

    private static readonly WaitingBuilds Two = new() { Builds = [Samples.Build with { Id = 1 }, Samples.Build with { Id = 2 }] };

    [Fact]
    public void Of_typed_builds_the_order_is_that_of_the_contracts_members()
    {
        Build build = Samples.Build with
        {
            CoprId = 6,
            StartedOn = DateTimeOffset.UnixEpoch,
            Copr = Samples.Copr with { Name = "." },
            Packages = [],
        };

        ContractValidator.Validate(build).Violations.Select(static violation => violation.Path).Should().Equal("/copr_id", "/started_on", "/copr/name", "/pkgs");
    }

    [Fact]
    public void Of_a_text_the_order_is_that_of_the_text()
    {
        byte[] document = Utf8("""{"builds":[{"pkgs":"","id":5,"copr":{"name":".","id":5,"chroots":"fedora-17-i386","owner_id":2},"chroots":"fedora-17-i386","user_id":1,"submitted_on":1,"copr_id":6}]}""");

        ContractValidator.Validate(document).Violations.Select(static violation => violation.Path).Should().Equal("/builds/0/pkgs", "/builds/0/copr/name", "/builds/0/copr_id");
    }

    [Fact]
    public void What_is_wrong_with_a_listed_build_comes_before_what_is_wrong_in_it() =>
        ContractValidator.Validate(new WaitingBuilds { Builds = [Canceled with { CoprId = 6 }] }).Violations.Select(static violation => violation.Rule.Id)
            .Should().Equal("COPR301", "COPR207");

    [Fact]
    public void What_is_wrong_with_the_list_comes_before_what_is_wrong_with_its_builds() =>
        ContractValidator.Validate(new WaitingBuilds { Builds = [Canceled with { Id = 1 }, Canceled with { Id = 2 }] }, limit: 1).Violations.Select(static violation => violation.Rule.Id)
            .Should().Equal("COPR303", "COPR301", "COPR301");

    [Fact]
    public void A_build_by_itself_is_in_no_list() => ContractValidator.Validate(Canceled).Violations.Should().BeEmpty();

    [Fact]
    public void The_limit_is_ten_where_none_is_given() =>
        ContractValidator.Validate(new WaitingBuilds { Builds = [.. Enumerable.Range(1, 11).Select(static id => Samples.Build with { Id = id })] }).Violations
            .Should().ContainSingle().Which.Message.Should().Contain("11").And.Contain("10");

    [Fact]
    public void A_lower_limit_counts_for_a_typed_list() =>
        ContractValidator.Validate(Two, limit: 1).Violations.Should().ContainSingle().Which.Rule.Should().BeSameAs(Rules.TooManyBuilds);

    [Fact]
    public void A_lower_limit_counts_for_a_text() =>
        ContractValidator.Validate(CoprJson.Write(Two), limit: 1).Violations.Should().ContainSingle().Which.Rule.Should().BeSameAs(Rules.TooManyBuilds);

    [Fact]
    public void As_many_builds_as_the_limit_are_not_too_many() => ContractValidator.Validate(Two, limit: 2).Violations.Should().BeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    public void A_limit_below_one_is_refused_for_a_text(int limit)
    {
        Action validate = () => ContractValidator.Validate("{}"u8.ToArray(), limit: limit);

        validate.Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("limit");
    }

    [Theory]
    [InlineData("fedora-17-i386  fedora-17-x86_64")]
    [InlineData("fedora-17-i386 ")]
    public void A_text_is_checked_strictly_where_no_options_are_given(string chroots) =>
        ContractValidator.Validate(Utf8($$"""{"builds":[{{Samples.Build.ToString().Replace("fedora-17-i386 fedora-17-x86_64", chroots, StringComparison.Ordinal)}}]}""")).Violations
            .Select(static violation => violation.Rule.Id).Distinct().Should().Equal("COPR105");

    [Fact]
    public void A_violation_tells_rule_severity_path_position_and_message_in_one_line() =>
        ContractValidator.Validate("""
            {
              "builds": null
            }
            """u8.ToArray()).ToString().Should().Be("COPR103 wrong-type (error) at /builds, line 2, column 13: \"builds\" is null; expected an array of builds.");

    [Fact]
    public void A_violation_of_a_typed_value_tells_no_position() =>
        ContractValidator.Validate(Samples.Build with { CoprId = 6 }).ToString()
            .Should().Be("COPR207 copr-id-mismatch (error) at /copr_id: \"copr_id\" is 6 and the copr's \"id\" is 5; expected the same id.");

    [Theory]
    [InlineData("\n", 2)]
    [InlineData("\r\n", 2)]
    [InlineData("\n\n", 3)]
    public void Lines_are_counted_by_line_feeds(string lineBreak, int line) =>
        ContractValidator.Validate(Utf8($"{{{lineBreak}\"builds\": 1}}")).Violations.Should().ContainSingle().Which.Should().Match<Violation>(violation => violation.Line == line && violation.Column == 11);

    [Theory]
    [InlineData("é", 17)]
    [InlineData("例", 17)]
    [InlineData("😀", 18)]
    public void Columns_are_counted_as_editors_do(string name, int column) =>
        ContractValidator.Validate(Utf8($"{{\"{name}\":1,\"builds\":1}}")).Violations.Single(static violation => violation.Rule == Rules.WrongType).Column.Should().Be(column);

    [Fact]
    public void The_error_that_is_thrown_is_the_reports_own()
    {
        ValidationReport report = ContractValidator.Validate("""{"builds":[],"a":1,"a":2}"""u8.ToArray());

        report.Invoking(static item => item.ThrowIfInvalid()).Should().Throw<ContractException>()
            .Which.Violation.Should().BeSameAs(report.Violations.First(static violation => violation.Rule.Severity == Severity.Error));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
