using System.Text;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Conformance;

namespace Copr.Contracts.Tests.Json;

public sealed class LenientTests
{
    private static readonly Build Early = CoprJson.Read<WaitingBuilds>(ConformanceCase.Of("early-wire-contract").Text, CoprJson.Lenient).Builds[0];

    public static TheoryData<string> EarlyBodies =>
        [.. ConformanceCase.Lists.Where(static item => item.Id.StartsWith("early-wire", StringComparison.Ordinal) && !item.IsUnreadable).Select(static item => item.Id)];

    public static TheoryData<string> StrictlyGood => [.. ConformanceCase.Lists.Where(static item => item.Mode == "strict" && !item.IsUnreadable).Select(static item => item.Id)];

    [Fact]
    public void The_copr_id_is_the_coprs() => Early.CoprId.Should().Be(3);

    [Fact]
    public void The_owner_id_is_the_owners() => Early.Copr.OwnerId.Should().Be(1);

    [Fact]
    public void The_coprs_chroots_are_the_builds() => Early.Copr.Chroots.ToString().Should().Be("fedora-rawhide-i386");

    [Fact]
    public void The_coprs_repositories_are_the_builds() => Early.Copr.Repositories.ToString().Should().Be("http://foo/repo");

    [Fact]
    public void What_the_contract_does_not_know_stays_readable()
    {
        Early.UnknownMembers["memory_reqs"].GetInt32().Should().Be(2048);
        Early.UnknownMembers["timeout"].GetInt32().Should().Be(1800);
        Early.Copr.UnknownMembers["owner"].GetProperty("name").GetString().Should().Be("bkabrda");
    }

    [Theory]
    [MemberData(nameof(EarlyBodies))]
    public void An_early_body_survives_store_and_forward(string id)
    {
        var read = CoprJson.Read<WaitingBuilds>(ConformanceCase.Of(id).Text, CoprJson.Lenient);

        CoprJson.Read<WaitingBuilds>(CoprJson.Write(read, CoprJson.Lenient), CoprJson.Lenient).Should().Be(read);
    }

    [Theory]
    [MemberData(nameof(EarlyBodies))]
    public void What_was_filled_is_written_so_that_it_is_read_strictly(string id)
    {
        var read = CoprJson.Read<WaitingBuilds>(ConformanceCase.Of(id).Text, CoprJson.Lenient);

        FluentActions.Invoking(() => CoprJson.Read<WaitingBuilds>(CoprJson.Write(read))).Should().NotThrow();
    }

    [Theory]
    [MemberData(nameof(EarlyBodies))]
    public void To_a_strict_reader_an_early_body_lacks_members(string id) =>
        FluentActions.Invoking(() => CoprJson.Read<WaitingBuilds>(ConformanceCase.Of(id).Text)).Should().Throw<ContractException>()
            .Which.Violation.Rule.Id.Should().BeOneOf("COPR102", "COPR103", "COPR105");

    [Theory]
    [MemberData(nameof(StrictlyGood))]
    public void What_is_read_strictly_is_read_leniently_alike(string id)
    {
        byte[] document = ConformanceCase.Of(id).Text;

        CoprJson.Read<WaitingBuilds>(document, CoprJson.Lenient).Should().Be(CoprJson.Read<WaitingBuilds>(document));
    }

    [Theory]
    [InlineData("1351157544.75", 13511575447500000)]
    [InlineData("1354830164.1199999", 13548301641199999)]
    [InlineData("1354830164.0", 13548301640000000)]
    [InlineData("1354830164.00000004", 13548301640000000)]
    [InlineData("1354830164.00000006", 13548301640000001)]
    [InlineData("-0.5", -5000000)]
    [InlineData("1.5e3", 15000000000)]
    [InlineData("1e-30", 0)]
    [InlineData("253402300799.9999999", 2534023007999999999)]
    public void A_fraction_of_a_second_is_kept(string time, long ticks)
    {
        var read = CoprJson.Read<WaitingBuilds>(Document.Replacing("1351157544", time), CoprJson.Lenient);

        (read.Builds[0].SubmittedOn - DateTimeOffset.UnixEpoch).Ticks.Should().Be(ticks);
        CoprJson.Read<WaitingBuilds>(CoprJson.Write(read, CoprJson.Lenient), CoprJson.Lenient).Should().Be(read);
    }

    [Theory]
    [InlineData("253402300799.99999999")]
    [InlineData("253402300800")]
    [InlineData("-62135596800.5")]
    [InlineData("1e400")]
    public void A_time_out_of_range_is_refused(string time) =>
        FluentActions.Invoking(() => CoprJson.Read<WaitingBuilds>(Document.Replacing("1351157544", time), CoprJson.Lenient)).Should().Throw<ContractException>()
            .Which.Violation.Rule.Id.Should().Be("COPR103");

    [Theory]
    [InlineData("1351157544.75", "1351157544.75", "1351157544")]
    [InlineData("1351157544.0", "1351157544", "1351157544")]
    [InlineData("-0.5", "-0.5", "-1")]
    public void A_fraction_is_written_leniently_and_left_out_strictly(string time, string lenient, string strict)
    {
        Build build = CoprJson.Read<WaitingBuilds>(Document.Replacing("1351157544", time), CoprJson.Lenient).Builds[0];

        Encoding.UTF8.GetString(CoprJson.Write(build, CoprJson.Lenient)).Should().Contain($"\"submitted_on\":{lenient},");
        Encoding.UTF8.GetString(CoprJson.Write(build)).Should().Contain($"\"submitted_on\":{strict},");
    }

    [Theory]
    [InlineData("""{"owner":{"id":1},"name":"a","id":3}""", true)]
    [InlineData("""{"owner":{"id":"1"},"name":"a","id":3}""", false)]
    [InlineData("""{"owner":{"id":1.5},"name":"a","id":3}""", false)]
    [InlineData("""{"owner":{},"name":"a","id":3}""", false)]
    [InlineData("""{"owner":null,"name":"a","id":3}""", false)]
    [InlineData("""{"name":"a","id":3}""", false)]
    public void An_owner_id_is_filled_from_an_owner_with_an_integer_id_only(string copr, bool isFilled)
    {
        Action read = () => CoprJson.Read<CoprProject>(Document.Utf8(copr[..^1] + ",\"chroots\":\"\"}"), CoprJson.Lenient);

        if (isFilled)
        {
            read.Should().NotThrow();
        }
        else
        {
            read.Should().Throw<ContractException>().Which.Violation.Message.Should().StartWith("\"owner_id\" is missing");
        }
    }

    [Fact]
    public void A_copr_by_itself_has_no_build_to_take_its_chroots_from() =>
        FluentActions.Invoking(static () => CoprJson.Read<CoprProject>("""{"owner_id":1,"name":"a","id":3}"""u8, CoprJson.Lenient))
            .Should().Throw<ContractException>().Which.Violation.Message.Should().StartWith("\"chroots\" is missing");

    [Fact]
    public void Of_a_missing_copr_only_that_is_told() =>
        Copr.Contracts.Validation.ContractValidator.Validate(Document.With("builds/0/copr", null), CoprJson.Lenient).Violations.Where(static violation => violation.Rule.Id == "COPR102")
            .Should().ContainSingle().Which.Message.Should().StartWith("\"copr\" is missing");

    [Fact]
    public void Repositories_of_the_copr_win_over_those_of_the_build()
    {
        var read = CoprJson.Read<WaitingBuilds>(Document.With("builds/1/repos", "\"http://other/repo\""), CoprJson.Lenient);

        read.Builds[1].Copr.Repositories.ToString().Should().Be("http://foo/repo http://bar/repo");
    }

    [Fact]
    public void A_gap_of_one_build_is_not_filled_from_the_next()
    {
        var read = CoprJson.Read<WaitingBuilds>(Document.With("builds/0/copr/repos", null), CoprJson.Lenient);

        read.Builds[0].Copr.Repositories.Should().BeEmpty();
        read.Builds[1].Copr.Repositories.Should().HaveCount(2);
    }
}
