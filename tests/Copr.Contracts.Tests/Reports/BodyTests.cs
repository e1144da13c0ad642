using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Reports;

/// <summary>The bodies of the reporting half, as the contract shows them.</summary>
public sealed class BodyTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddSeconds(1354752000).AddMilliseconds(120);

    private static readonly DateTimeOffset End = DateTimeOffset.UnixEpoch.AddSeconds(1354752600).AddMilliseconds(500);

    [Fact]
    public void A_start_is_written_as_the_contract_shows_it() =>
        Text(new BuildUpdates { Builds = [new BuildUpdate { Id = 1, StartedOn = Start, Results = "http://foo/1/" }] })
            .Should().Be("""{"builds":[{"id":1,"started_on":1354752000.12,"results":"http://foo/1/"}]}""");

    [Fact]
    public void An_end_is_written_as_the_contract_shows_it() =>
        Text(new BuildUpdates { Builds = [new BuildUpdate { Id = 1, EndedOn = End, Status = BuildStatus.Succeeded }] })
            .Should().Be("""{"builds":[{"id":1,"ended_on":1354752600.5,"status":1}]}""");

    [Fact]
    public void A_failure_is_written_as_0() =>
        Text(new BuildUpdate { Id = 1, EndedOn = End, Status = BuildStatus.Failed }).Should().Be("""{"id":1,"ended_on":1354752600.5,"status":0}""");

    [Fact]
    public void The_answer_to_a_report_is_written_as_the_contract_shows_it() =>
        Text(new BuildUpdatesResult { UpdatedBuildIds = [1], NonExistingBuildIds = [123321] })
            .Should().Be("""{"updated_builds_ids":[1],"non_existing_builds_ids":[123321]}""");

    [Fact]
    public void The_canceled_builds_are_written_as_the_contract_shows_them() =>
        Text(new CanceledBuilds { BuildIds = [4] }).Should().Be("""{"builds":[4]}""");

    [Fact]
    public void The_question_for_a_build_is_written_as_the_contract_shows_it() =>
        Text(new StartingBuild { BuildId = 4, Backend = "builder-1" }).Should().Be("""{"build_id":4,"backend":"builder-1"}""");

    [Fact]
    public void The_answer_for_a_build_is_written_as_the_contract_shows_it() =>
        Text(new StartingBuildResult { CanStart = true }).Should().Be("""{"can_start":true}""");

    [Fact]
    public void Paths_are_relative_to_the_frontends_base() =>
        new[] { BuildUpdates.Path, CanceledBuilds.Path, StartingBuild.Path }.Should().Equal("update_builds/", "canceled_builds/", "starting_build/");

    [Theory]
    [InlineData("""{"builds":[{"id":1,"started_on":1354830164.1199999,"results":"http://foo/1/","more":[1.50]}],"beside":null}""")]
    [InlineData("""{"builds":[{"id":9223372036854775807,"ended_on":0,"status":0},{"id":-1}]}""")]
    public void A_report_is_written_back_as_it_came_in(string json)
    {
        Text(CoprJson.Read<BuildUpdates>(Encoding.UTF8.GetBytes(json))).Should().Be(json);
        Text(CoprJson.Read<BuildUpdates>(Encoding.UTF8.GetBytes(json), CoprJson.Lenient)).Should().Be(json);
    }

    [Theory]
    [InlineData("""{"updated_builds_ids":[],"non_existing_builds_ids":[-1,9223372036854775807],"took":1}""")]
    [InlineData("""{"updated_builds_ids":[3,1,3],"non_existing_builds_ids":[]}""")]
    public void An_answer_is_written_back_as_it_came_in(string json) => Text(CoprJson.Read<BuildUpdatesResult>(Encoding.UTF8.GetBytes(json))).Should().Be(json);

    [Theory]
    [InlineData("""{"builds":[],"more":{}}""")]
    [InlineData("""{"builds":[4,5]}""")]
    public void Canceled_builds_are_written_back_as_they_came_in(string json) => Text(CoprJson.Read<CanceledBuilds>(Encoding.UTF8.GetBytes(json))).Should().Be(json);

    [Theory]
    [InlineData("""{"build_id":4,"backend":"","load":0.5}""")]
    [InlineData("""{"build_id":4,"backend":"kůň & co"}""")]
    public void A_question_is_written_back_as_it_came_in(string json) => Text(CoprJson.Read<StartingBuild>(Encoding.UTF8.GetBytes(json))).Should().Be(json);

    [Theory]
    [InlineData("""{"can_start":false,"why":"canceled"}""")]
    [InlineData("""{"can_start":true}""")]
    public void An_answer_for_a_build_is_written_back_as_it_came_in(string json) => Text(CoprJson.Read<StartingBuildResult>(Encoding.UTF8.GetBytes(json))).Should().Be(json);

    [Theory]
    [InlineData("""{"updated_builds":1}""", "COPR102", "")]
    [InlineData("""{"updated_builds_ids":[1],"non_existing_builds_ids":[null]}""", "COPR103", "/non_existing_builds_ids/0")]
    [InlineData("""{"updated_builds_ids":"1","non_existing_builds_ids":[]}""", "COPR103", "/updated_builds_ids")]
    [InlineData("null", "COPR103", "")]
    [InlineData("<html>", "COPR101", "")]
    [InlineData("", "COPR101", "")]
    public void An_answer_that_is_none_is_refused(string json, string rule, string path) => Refuses<BuildUpdatesResult>(json, rule, path);

    [Theory]
    [InlineData("""{"builds":["4"]}""", "COPR103", "/builds/0")]
    [InlineData("""{"builds":null}""", "COPR103", "/builds")]
    [InlineData("""{"ids":[4]}""", "COPR102", "")]
    public void Canceled_builds_that_are_none_are_refused(string json, string rule, string path) => Refuses<CanceledBuilds>(json, rule, path);

    [Theory]
    [InlineData("""{"build_id":4}""", "COPR102", "")]
    [InlineData("""{"build_id":"4","backend":"builder-1"}""", "COPR103", "/build_id")]
    [InlineData("""{"build_id":4,"backend":null}""", "COPR103", "/backend")]
    public void A_question_that_is_none_is_refused(string json, string rule, string path) => Refuses<StartingBuild>(json, rule, path);

    [Theory]
    [InlineData("""{"can_start":null}""", "COPR103", "/can_start")]
    [InlineData("""{"can_start":1}""", "COPR103", "/can_start")]
    [InlineData("""{"canceled":false}""", "COPR102", "")]
    public void An_answer_for_a_build_that_is_none_is_refused(string json, string rule, string path) => Refuses<StartingBuildResult>(json, rule, path);

    [Fact]
    public void What_is_no_status_cannot_be_reported()
    {
        Action set = static () => _ = new BuildUpdate { Id = 1, Status = (BuildStatus)2 };

        set.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Times_are_utc_whatever_they_are_set_to() =>
        new BuildUpdate { Id = 1, StartedOn = new DateTimeOffset(2012, 12, 6, 2, 0, 0, TimeSpan.FromHours(2)) }.StartedOn!.Value.Offset.Should().Be(TimeSpan.Zero);

    [Fact]
    public void Reports_of_equal_entries_are_equal()
    {
        var report = new BuildUpdates { Builds = [new BuildUpdate { Id = 1, EndedOn = End, Status = BuildStatus.Failed }] };

        CoprJson.Read<BuildUpdates>(CoprJson.Write(report)).Should().Be(report);
    }

    [Fact]
    public void A_list_of_ids_is_copied()
    {
        List<long> ids = [1];
        var canceled = new CanceledBuilds { BuildIds = ids };
        ids.Add(2);

        canceled.BuildIds.Should().Equal(1);
    }

    [Fact]
    public void Null_is_refused_where_the_contract_has_none()
    {
        FluentActions.Invoking(static () => new BuildUpdates { Builds = null! }).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(static () => new BuildUpdates { Builds = [null!] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(static () => new CanceledBuilds { BuildIds = null! }).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(static () => new StartingBuild { BuildId = 1, Backend = null! }).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void The_types_are_written_by_the_options_of_an_application()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts();

        JsonSerializer.Serialize(new { Answer = new StartingBuildResult { CanStart = true } }, options).Should().Be("""{"answer":{"can_start":true}}""");
    }

    private static string Text<T>(T value)
        where T : notnull =>
        Encoding.UTF8.GetString(CoprJson.Write(value));

    private static void Refuses<T>(string json, string rule, string path)
    {
        Action read = () => CoprJson.Read<T>(Encoding.UTF8.GetBytes(json));

        Violation violation = read.Should().Throw<ContractException>().Which.Violation;
        (violation.Rule.Id, violation.Path).Should().Be((rule, path));
    }
}
