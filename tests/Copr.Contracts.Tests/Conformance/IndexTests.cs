namespace Copr.Contracts.Tests.Conformance;

/// <summary>What a reader of the index in another language may rely on.</summary>
public sealed class IndexTests
{
    public static TheoryData<string> Cases => [.. ConformanceCase.All.Select(static item => item.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_is_strict_or_lenient(string id) => ConformanceCase.Of(id).Mode.Should().BeOneOf("strict", "lenient");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_is_a_list_or_a_report(string id) => ConformanceCase.Of(id).Document.Should().BeOneOf("waiting_builds", "update_builds");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_says_what_it_shows_in_a_sentence(string id) => ConformanceCase.Of(id).Shows.Should().EndWith(".").And.NotContain("\n");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_is_named_after_its_case(string id) => ConformanceCase.Of(id).File.Should().Be($"documents/{id}.json");

    [Fact]
    public void The_folder_holds_the_index_the_description_and_the_documents_and_nothing_else() =>
        Directory.EnumerateFileSystemEntries(ConformanceCase.Folder).Select(Path.GetFileName)
            .Should().BeEquivalentTo("README.md", "documents", "index.json");

    [Fact]
    public void The_documents_are_files_in_one_folder() =>
        Directory.EnumerateDirectories(Path.Combine(ConformanceCase.Folder, "documents")).Should().BeEmpty();

    [Fact]
    public void No_two_cases_are_one_and_the_same() =>
        ConformanceCase.All.Select(static item => $"{item.Mode} {item.Limit} {Convert.ToHexString(item.Text)}").Should().OnlyHaveUniqueItems();
}
