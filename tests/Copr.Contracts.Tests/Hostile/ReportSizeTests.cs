using Copr.Contracts.Json;
using Copr.Contracts.Tests.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Hostile;

/// <summary>A report does not grow with what is wrong without end, and says of every document whether it is valid.</summary>
public sealed class ReportSizeTests
{
    /// <summary>As ValidationReport documents it.</summary>
    private const int Most = 10_000;

    /// <summary>Of another architecture than its copr by now, which is no error.</summary>
    private const string Noted = """{"copr_id":5,"user_id":1,"copr":{"owner_id":2,"chroots":"a-1-arm","id":5,"name":"ff2"},"submitted_on":1351157544,"pkgs":"http://foo/pkg.src.rpm","chroots":"a-1-s390","id":@}""";

    [Fact]
    public void A_list_of_empty_builds_is_told_of_so_often_and_no_more() =>
        ContractValidator.Validate(List(Enumerable.Repeat("{}", 20_000)), limit: 20_000).Violations.Should().HaveCount(Most);

    [Fact]
    public void That_a_list_is_too_long_is_told_whatever_else_is() =>
        ContractValidator.Validate(List(Enumerable.Repeat("{}", 20_000))).Violations.Should().HaveCount(Most + 1).And.Contain(static violation => violation.Rule == Rules.TooManyBuilds);

    [Fact]
    public void Of_errors_behind_all_that_is_told_the_first_is_told() =>
        TellsOnlyTheFirstError(ContractValidator.Validate(List([.. Enumerable.Range(1, Most + 1000).Select(Build), "{}", "{}"]), limit: 20_000));

    [Fact]
    public void Of_errors_in_objects_behind_all_that_is_told_the_first_is_told()
    {
        var list = CoprJson.Read<WaitingBuilds>(List(Enumerable.Range(1, Most + 1000).Select(Build)));
        Build canceled = list.Builds[0] with { Id = 20_000, Canceled = true };
        WaitingBuilds broken = list with { Builds = [.. list.Builds, canceled, canceled with { Id = 20_001 }] };

        TellsOnlyTheFirstError(ContractValidator.Validate(broken, limit: 20_000));
    }

    private static void TellsOnlyTheFirstError(ValidationReport report) =>
        report.Violations.Should().HaveCount(Most + 1).And.ContainSingle(static violation => violation.Rule.Severity == Severity.Error).Which.Path.Should().StartWith($"/builds/{Most + 1000}");

    private static string Build(int id) => Noted.Replace("@", id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static byte[] List(IEnumerable<string> builds) => Document.Utf8($"{{\"builds\":[{string.Join(',', builds)}]}}");
}
