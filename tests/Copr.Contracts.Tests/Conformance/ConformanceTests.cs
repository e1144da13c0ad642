using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Conformance;

public sealed class ConformanceTests
{
    public static TheoryData<string> Cases => [.. ConformanceCase.All.Select(static item => item.Id)];

    public static TheoryData<string> StreamedCases =>
        [.. ConformanceCase.All.Where(static item => item.IsStreamed).Select(static item => item.Id)];

    public static TheoryData<string> Lists => [.. ConformanceCase.Lists.Select(static item => item.Id)];

    public static TheoryData<string> ReadableLists =>
        [.. ConformanceCase.Lists.Where(static item => !item.IsUnreadable).Select(static item => item.Id)];

    public static TheoryData<string> ReadableReports =>
        [.. ConformanceCase.Reports.Where(static item => !item.IsUnreadable).Select(static item => item.Id)];

    public static TheoryData<string> UnreadableDocuments =>
        [.. ConformanceCase.All.Where(static item => item.IsUnreadable && !item.IsOfTasks).Select(static item => item.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_report_is_exactly_what_the_case_expects(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        ValidationReport report = item.Validate();

        report.Violations.Select(ExpectedViolation.Of)
            .Should().Equal(item.Violations.Select(static violation => violation with { Line = 0, Column = 0 }), "it shows: {0}\n{1}", item.Shows, report);
    }

    [Theory]
    [MemberData(nameof(StreamedCases))]
    public async Task The_report_on_a_stream_is_the_same_in_chunks_of_any_size(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);
        string whole = item.Validate().ToString();

        (await item.ValidateAsync(new ChunkedStream(item.Text, 1))).ToString().Should().Be(whole);
        (await item.ValidateAsync(new ChunkedStream(item.Text, 1000))).ToString().Should().Be(whole);
    }

    [Theory]
    [MemberData(nameof(ReadableLists))]
    public void A_readable_list_equals_itself_after_a_round_trip(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        var read = CoprJson.Read<WaitingBuilds>(item.Text, item.ReadingMode);

        CoprJson.Read<WaitingBuilds>(CoprJson.Write(read), item.ReadingMode).Should().Be(read);
    }

    [Theory]
    [MemberData(nameof(ReadableLists))]
    public void The_report_on_the_object_of_a_readable_list_is_that_on_its_text(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);
        var read = CoprJson.Read<WaitingBuilds>(item.Text, item.ReadingMode);

        ContractValidator.Validate(read, new() { Mode = item.ReadingMode, MaxBuilds = item.Limit }).Violations
            .Select(ExpectedViolation.Of).Should().BeEquivalentTo(item.Violations);
    }

    [Theory]
    [MemberData(nameof(ReadableReports))]
    public void The_report_on_the_object_of_a_readable_report_is_that_on_its_text(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        ContractValidator.Validate(CoprJson.Read<BuildUpdates>(item.Text)).Violations.Select(ExpectedViolation.Of)
            .Should().BeEquivalentTo(item.Violations);
    }

    [Theory]
    [MemberData(nameof(UnreadableDocuments))]
    public void Reading_an_unreadable_document_throws_the_first_reading_error_of_the_report(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);
        Action read = item.Document == "update_builds"
            ? () => CoprJson.Read<BuildUpdates>(item.Text)
            : () => CoprJson.Read<WaitingBuilds>(item.Text, item.ReadingMode);

        Violation thrown = read.Should().Throw<ContractException>().Which.Violation;

        thrown.Should().Be(item.Validate().Violations.First(static violation => ExpectedViolation.Of(violation).IsOfReading));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Build_by_build_reading_is_the_same_in_chunks_of_any_size(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);
        string whole = await DescribeEntriesAsync(item, int.MaxValue);

        (await DescribeEntriesAsync(item, 1)).Should().Be(whole);
        (await DescribeEntriesAsync(item, 7)).Should().Be(whole);
    }

    [Theory]
    [MemberData(nameof(ReadableLists))]
    public async Task Build_by_build_reading_returns_the_builds_of_the_whole_document(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);
        List<Build?> builds = [];

        await foreach (BuildEntry entry in new WaitingBuildsReader(item.ReadingMode).ReadAsync(new MemoryStream(item.Text)))
        {
            builds.Add(entry.Build);
        }

        builds.Should().Equal(CoprJson.Read<WaitingBuilds>(item.Text, item.ReadingMode).Builds);
    }

    /// <summary>Describes everything that the reader returns or throws.</summary>
    private static async Task<string> DescribeEntriesAsync(ConformanceCase item, int chunk)
    {
        List<string> lines = [];
        try
        {
            await foreach (BuildEntry entry in new WaitingBuildsReader(item.ReadingMode).ReadAsync(new ChunkedStream(item.Text, chunk)))
            {
                lines.Add($"{entry.Index} {entry.Id} {entry.Build} {Convert.ToHexString(entry.RawJson.Span)}");
                lines.AddRange(entry.Violations.Select(static violation => violation.ToString()));
            }
        }
        catch (ContractException exception)
        {
            lines.Add(exception.Message);
        }

        return string.Join('\n', lines);
    }
}
