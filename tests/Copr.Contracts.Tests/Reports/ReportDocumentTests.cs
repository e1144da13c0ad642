using System.Text;
using System.Text.Json;

namespace Copr.Contracts.Tests.Reports;

/// <summary>The JSON of backends' reports and requests, and of a frontend's responses, as the contract shows it.</summary>
public sealed class ReportDocumentTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddSeconds(1354752000).AddMilliseconds(120);

    private static readonly DateTimeOffset End = DateTimeOffset.UnixEpoch.AddSeconds(1354752600).AddMilliseconds(500);

    [Fact]
    public void A_start_is_written_as_the_contract_shows_it() =>
        Write(new BuildUpdates { Builds = [new() { Id = 1, StartedOn = Start, Results = "http://foo/1/" }] })
            .Should().Be("""{"builds":[{"id":1,"started_on":1354752000.12,"results":"http://foo/1/"}]}""");

    [Fact]
    public void An_end_is_written_as_the_contract_shows_it() =>
        Write(new BuildUpdates { Builds = [new() { Id = 1, EndedOn = End, Status = BuildStatus.Succeeded }] })
            .Should().Be("""{"builds":[{"id":1,"ended_on":1354752600.5,"status":1}]}""");

    [Fact]
    public void A_failure_is_written_as_0() =>
        Write(new BuildUpdate { Id = 1, EndedOn = End, Status = BuildStatus.Failed })
            .Should().Be("""{"id":1,"ended_on":1354752600.5,"status":0}""");

    [Fact]
    public void The_response_to_a_report_is_written_as_the_contract_shows_it() =>
        Write(new BuildUpdatesResult { UpdatedBuildIds = [1], NonExistingBuildIds = [123321] })
            .Should().Be("""{"updated_builds_ids":[1],"non_existing_builds_ids":[123321]}""");

    [Fact]
    public void The_canceled_builds_are_written_as_the_contract_shows_them() =>
        Write(new CanceledBuilds { BuildIds = [4] }).Should().Be("""{"builds":[4]}""");

    [Fact]
    public void A_request_to_start_a_build_is_written_as_the_contract_shows_it() =>
        Write(new StartBuildRequest { BuildId = 4, Backend = "builder-1" }).Should().Be("""{"build_id":4,"backend":"builder-1"}""");

    [Fact]
    public void The_response_to_a_request_to_start_a_build_is_written_as_the_contract_shows_it() =>
        Write(new StartBuildResponse { CanStart = true }).Should().Be("""{"can_start":true}""");

    [Fact]
    public void An_applications_options_write_the_types()
    {
        JsonSerializerOptions options = new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts();

        JsonSerializer.Serialize(new { Answer = new StartBuildResponse { CanStart = true } }, options)
            .Should().Be("""{"answer":{"can_start":true}}""");
    }

    [Theory]
    [InlineData("""{"updated_builds":1}""", 0)]
    [InlineData("""{"updated_builds":1,"non_existing_builds_ids":[5]}""", 1)]
    public void The_response_of_the_first_weeks_has_the_ids_that_it_contains(string json, int count) =>
        CoprJson.Read<BuildUpdatesResult>(json, ReadingMode.Lenient).NonExistingBuildIds.Should().HaveCount(count);

    [Theory]
    [InlineData("""{"builds":[{"id":1,"started_on":1354830164.1199999,"results":"http://foo/1/","more":[1.50]}],"beside":null}""")]
    [InlineData("""{"builds":[{"id":9223372036854775807,"ended_on":0,"status":0},{"id":-1}]}""")]
    public void A_report_is_written_as_it_was_read(string json) => IsWrittenAsRead<BuildUpdates>(json);

    [Theory]
    [InlineData("""{"updated_builds_ids":[],"non_existing_builds_ids":[-1,9223372036854775807],"took":1}""")]
    [InlineData("""{"updated_builds_ids":[3,1,3],"non_existing_builds_ids":[]}""")]
    public void A_response_to_a_report_is_written_as_it_was_read(string json) => IsWrittenAsRead<BuildUpdatesResult>(json);

    [Theory]
    [InlineData("""{"builds":[],"more":{}}""")]
    [InlineData("""{"builds":[4,5]}""")]
    public void Canceled_builds_are_written_as_they_were_read(string json) => IsWrittenAsRead<CanceledBuilds>(json);

    [Theory]
    [InlineData("""{"build_id":4,"backend":"","load":0.5}""")]
    [InlineData("""{"build_id":4,"backend":"kůň & co"}""")]
    public void A_request_to_start_a_build_is_written_as_it_was_read(string json) => IsWrittenAsRead<StartBuildRequest>(json);

    [Theory]
    [InlineData("""{"can_start":false,"why":"canceled"}""")]
    [InlineData("""{"can_start":true}""")]
    public void A_response_to_a_request_to_start_a_build_is_written_as_it_was_read(string json) =>
        IsWrittenAsRead<StartBuildResponse>(json);

    [Fact]
    public void A_response_of_the_first_weeks_is_a_success_without_ids_only_leniently()
    {
        const string Json = """{"updated_builds":1}""";

        BuildUpdatesResult result = CoprJson.Read<BuildUpdatesResult>(Json, ReadingMode.Lenient);

        (result.UpdatedBuildIds.Count, result.NonExistingBuildIds.Count).Should().Be((0, 0));
        IsRejected<BuildUpdatesResult>(Json, "COPR102", "");
    }

    [Theory]
    [InlineData("""{"updated_builds_ids":[1],"non_existing_builds_ids":[null]}""", "COPR103", "/non_existing_builds_ids/0")]
    [InlineData("""{"updated_builds_ids":"1","non_existing_builds_ids":[]}""", "COPR103", "/updated_builds_ids")]
    [InlineData("null", "COPR103", "")]
    [InlineData("<html>", "COPR101", "")]
    [InlineData("", "COPR101", "")]
    public void A_malformed_response_to_a_report_is_rejected(string json, string rule, string path) =>
        IsRejected<BuildUpdatesResult>(json, rule, path);

    [Theory]
    [InlineData("""{"builds":["4"]}""", "COPR103", "/builds/0")]
    [InlineData("""{"builds":null}""", "COPR103", "/builds")]
    [InlineData("""{"ids":[4]}""", "COPR102", "")]
    public void A_malformed_list_of_canceled_builds_is_rejected(string json, string rule, string path) =>
        IsRejected<CanceledBuilds>(json, rule, path);

    [Theory]
    [InlineData("""{"build_id":4}""", "COPR102", "")]
    [InlineData("""{"build_id":"4","backend":"builder-1"}""", "COPR103", "/build_id")]
    [InlineData("""{"build_id":4,"backend":null}""", "COPR103", "/backend")]
    public void A_malformed_request_to_start_a_build_is_rejected(string json, string rule, string path) =>
        IsRejected<StartBuildRequest>(json, rule, path);

    [Theory]
    [InlineData("""{"can_start":null}""", "COPR103", "/can_start")]
    [InlineData("""{"can_start":1}""", "COPR103", "/can_start")]
    [InlineData("""{"canceled":false}""", "COPR102", "")]
    public void A_malformed_response_to_a_request_to_start_a_build_is_rejected(string json, string rule, string path) =>
        IsRejected<StartBuildResponse>(json, rule, path);

    private static string Write<T>(T value)
        where T : class, IContractObject<T> =>
        Encoding.UTF8.GetString(CoprJson.Write(value));

    private static void IsWrittenAsRead<T>(string json)
        where T : class, IContractObject<T>
    {
        Write(CoprJson.Read<T>(json)).Should().Be(json);
        Write(CoprJson.Read<T>(json, ReadingMode.Lenient)).Should().Be(json);
    }

    private static void IsRejected<T>(string json, string rule, string path)
        where T : class, IContractObject<T>
    {
        Violation violation = FluentActions.Invoking(() => CoprJson.Read<T>(json)).Should().Throw<ContractException>().Which.Violation;

        (violation.Rule.Id, violation.Path).Should().Be((rule, path));
    }
}
