using System.Text;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Conformance;

/// <summary>The readers and the validator say the same of a document that cannot be read.</summary>
public sealed class FirstErrorTests
{
    /// <summary>What a build lacks is known at its end, and what its copr lacks before that; a report puts both where they begin.</summary>
    private static readonly string[] LackingInBuildAndCopr = ["early-wire-strict", "early-wire-no-chroots"];

    public static TheoryData<string> UnreadableCases => [.. Unreadable.Select(static item => item.Id)];

    public static TheoryData<string> CasesInOneOrder => [.. Unreadable.Select(static item => item.Id).Except(LackingInBuildAndCopr)];

    public static TheoryData<string> CasesInAnotherOrder => [.. LackingInBuildAndCopr];

    private static IEnumerable<ConformanceCase> Unreadable => ConformanceCase.All.Where(static item => item.IsUnreadable);

    [Theory]
    [MemberData(nameof(CasesInOneOrder))]
    public void Reading_the_whole_document_throws_the_first_error_of_reading(string id)
    {
        Violation thrown = ThrownBy(ConformanceCase.Of(id));
        Violation first = ErrorsOfReading(ConformanceCase.Of(id))[0];

        (thrown.Rule.Id, thrown.Path, thrown.Line, thrown.Column).Should().Be((first.Rule.Id, first.Path, first.Line, first.Column));
    }

    [Theory]
    [MemberData(nameof(CasesInAnotherOrder))]
    public void Of_a_build_and_a_copr_that_lack_members_the_copr_is_thrown_first(string id)
    {
        Violation thrown = ThrownBy(ConformanceCase.Of(id));

        (thrown.Rule.Id, thrown.Path).Should().Be(("COPR102", "/builds/0/copr"));
    }

    [Fact]
    public void Where_reading_the_whole_document_says_it_in_other_words_they_are_pinned()
    {
        var messages = new StringBuilder();
        foreach (ConformanceCase item in Unreadable)
        {
            Violation thrown = ThrownBy(item);
            if (thrown.ToString() != ErrorsOfReading(item)[0].ToString())
            {
                messages.Append(item.Id).Append(": ").Append(thrown).Append('\n');
            }
        }

        Snapshot.Match(this, messages.ToString());
    }

    [Theory]
    [MemberData(nameof(UnreadableCases))]
    public async Task Reading_build_by_build_tells_every_error_of_reading(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);
        List<string> told = [];

        try
        {
            await foreach (BuildEntry entry in new WaitingBuildsReader(item.ReaderOptions).ReadAsync(item.Document))
            {
                told.AddRange(entry.Violations.Select(static violation => violation.ToString()));
            }
        }
        catch (ContractException exception)
        {
            told.Add(exception.Violation.ToString());
        }

        told.Should().Equal(ErrorsOfReading(item).Select(static violation => violation.ToString()));
    }

    private static Violation ThrownBy(ConformanceCase item) =>
        FluentActions.Invoking(() => CoprJson.Read<WaitingBuilds>(item.Document, item.ReaderOptions)).Should().Throw<ContractException>().Which.Violation;

    private static List<Violation> ErrorsOfReading(ConformanceCase item) =>
        [.. ContractValidator.Validate(item.Document, item.ReaderOptions, item.Limit).Violations
            .Where(static violation => violation.Rule.Id.StartsWith("COPR1", StringComparison.Ordinal))];
}
