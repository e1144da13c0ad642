using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Conformance;

public sealed class ConformanceTests
{
    public static TheoryData<string> Cases => [.. ConformanceCase.All.Select(static item => item.Id)];

    public static TheoryData<string> Lists => [.. ConformanceCase.Lists.Select(static item => item.Id)];

    public static TheoryData<string> ReadableLists => [.. ConformanceCase.Lists.Where(static item => !item.IsUnreadable).Select(static item => item.Id)];

    public static TheoryData<string> UnreadableLists => [.. ConformanceCase.Lists.Where(static item => item.IsUnreadable).Select(static item => item.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_report_holds_exactly_what_the_case_expects(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        ValidationReport report = item.Validate();

        report.Violations.Select(static violation => new ExpectedViolation(violation.Rule.Id, violation.Path))
            .Should().Equal(item.Violations, "it shows: {0}\n{1}", item.Shows, report);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_report_on_a_stream_is_that_on_the_whole_however_its_bytes_come_in(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        (await item.ValidateAsync(new ChunkedStream(item.Text, 1))).ToString().Should().Be(item.Validate().ToString());
        (await item.ValidateAsync(new ChunkedStream(item.Text, 1000))).ToString().Should().Be(item.Validate().ToString());
    }

    [Theory]
    [MemberData(nameof(ReadableLists))]
    public void A_document_that_breaks_no_rule_of_reading_is_read_and_written_back(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        var read = CoprJson.Read<WaitingBuilds>(item.Text, item.ReaderOptions);

        CoprJson.Read<WaitingBuilds>(CoprJson.Write(read, item.ReaderOptions), item.ReaderOptions).Should().Be(read);
    }

    [Theory]
    [MemberData(nameof(ReadableLists))]
    public void The_report_on_the_typed_document_says_the_same_as_that_on_its_text(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        ValidationReport report = ContractValidator.Validate(CoprJson.Read<WaitingBuilds>(item.Text, item.ReaderOptions), item.Limit);

        report.Violations.Select(static violation => new ExpectedViolation(violation.Rule.Id, violation.Path)).Should().BeEquivalentTo(item.Violations);
    }

    [Theory]
    [MemberData(nameof(UnreadableLists))]
    public void A_document_that_cannot_be_read_is_refused_with_an_error_of_the_report(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);
        ValidationReport report = item.Validate();

        Action read = () => CoprJson.Read<WaitingBuilds>(item.Text, item.ReaderOptions);

        Violation thrown = read.Should().Throw<ContractException>().Which.Violation;
        report.Violations.Select(static violation => (violation.Rule.Id, violation.Path, violation.Line, violation.Column))
            .Should().Contain((thrown.Rule.Id, thrown.Path, thrown.Line, thrown.Column));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Build_by_build_reading_does_not_depend_on_how_the_bytes_come_in(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);
        string whole = await Read(item, int.MaxValue);

        (await Read(item, 1)).Should().Be(whole);
        (await Read(item, 7)).Should().Be(whole);
    }

    [Theory]
    [MemberData(nameof(ReadableLists))]
    public async Task Build_by_build_reading_yields_the_builds_of_the_whole_document(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        List<Build?> builds = [];
        await foreach (BuildEntry entry in new WaitingBuildsReader(item.ReaderOptions).ReadAsync(item.Text))
        {
            builds.Add(entry.Build);
        }

        builds.Should().Equal(CoprJson.Read<WaitingBuilds>(item.Text, item.ReaderOptions).Builds);
    }

    [Fact]
    public void Every_file_has_a_case() =>
        Directory.EnumerateFiles(Path.Combine(ConformanceCase.Folder, "documents")).Select(Path.GetFileName)
            .Should().BeEquivalentTo(ConformanceCase.All.Select(static item => Path.GetFileName(item.File)));

    [Fact]
    public void Every_case_has_an_id_of_its_own() => ConformanceCase.All.Select(static item => item.Id).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Every_rule_has_a_case_that_breaks_it() =>
        ConformanceCase.All.SelectMany(static item => item.Violations).Select(static violation => violation.Rule).Distinct()
            .Should().BeEquivalentTo(Rules.All.Where(static rule => rule.Kind is RuleKind.Schema or RuleKind.Document).Select(static rule => rule.Id));

    /// <summary>Everything that the reader yields or throws, as a text.</summary>
    private static async Task<string> Read(ConformanceCase item, int chunk)
    {
        List<string> lines = [];
        try
        {
            await foreach (BuildEntry entry in new WaitingBuildsReader(item.ReaderOptions).ReadAsync(new ChunkedStream(item.Text, chunk)))
            {
                lines.Add($"{entry.Index} {entry.Id} {entry.Build} {Convert.ToHexString(entry.RawJson.Span)} {string.Join(';', entry.Violations)}");
            }
        }
        catch (ContractException exception)
        {
            lines.Add(exception.Message);
        }

        return string.Join('\n', lines);
    }
}
