namespace Copr.Contracts.Tests.Conformance;

/// <summary>What an implementation in another language can rely on in the index and its folder.</summary>
public sealed class IndexTests
{
    public static TheoryData<string> Cases => [.. ConformanceCase.All.Select(static item => item.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_is_strict_or_lenient(string id) => ConformanceCase.Of(id).Mode.Should().BeOneOf("strict", "lenient");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_is_a_list_of_builds_or_a_report(string id) =>
        ConformanceCase.Of(id).Document.Should().BeOneOf("waiting_builds", "update_builds");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_says_what_it_shows_in_a_sentence(string id) =>
        ConformanceCase.Of(id).Shows.Should().EndWith(".").And.NotContain("\n");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_is_named_after_its_case(string id) => ConformanceCase.Of(id).File.Should().Be($"documents/{id}.json");

    [Fact]
    public void The_folder_contains_only_the_index_its_readme_and_the_documents() =>
        Directory.EnumerateFileSystemEntries(ConformanceCase.Folder).Select(Path.GetFileName)
            .Should().BeEquivalentTo("README.md", "documents", "index.json");

    [Fact]
    public void The_documents_have_no_folders() =>
        Directory.EnumerateDirectories(Path.Combine(ConformanceCase.Folder, "documents")).Should().BeEmpty();

    [Fact]
    public void Every_document_has_a_case() =>
        Directory.EnumerateFiles(Path.Combine(ConformanceCase.Folder, "documents")).Select(Path.GetFileName)
            .Should().BeEquivalentTo(ConformanceCase.All.Select(static item => Path.GetFileName(item.File)));

    [Fact]
    public void Every_case_has_its_own_id() => ConformanceCase.All.Select(static item => item.Id).Should().OnlyHaveUniqueItems();

    [Fact]
    public void No_two_cases_are_the_same() =>
        ConformanceCase.All.Select(static item => $"{item.Document} {item.Mode} {item.Limit} {Convert.ToHexString(item.Text)}")
            .Should().OnlyHaveUniqueItems();

    [Fact]
    public void Every_rule_has_a_case_that_breaks_it() =>
        ConformanceCase.All.SelectMany(static item => item.Violations).Select(static violation => violation.Rule).Distinct()
            .Should().BeEquivalentTo(ConformanceCase.RuleIds);
}
