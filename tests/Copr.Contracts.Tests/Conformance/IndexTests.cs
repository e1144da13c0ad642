using System.Text.Json;

namespace Copr.Contracts.Tests.Conformance;

/// <summary>What an implementation in another language can rely on in the index and its folder.</summary>
public sealed class IndexTests
{
    public static TheoryData<string> Cases => [.. ConformanceCase.All.Select(static item => item.Id)];

    public static TheoryData<string> Wires => ["", "tasks"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_is_strict_or_lenient(string id) => ConformanceCase.Of(id).Mode.Should().BeOneOf("strict", "lenient");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_document_of_a_case_is_one_that_its_wire_has(string id)
    {
        ConformanceCase item = ConformanceCase.Of(id);

        item.Document.Should().BeOneOf(item.IsOfTasks ? TaskDocument.Kinds : ["waiting_builds", "update_builds"]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_says_what_it_shows_in_a_sentence(string id) =>
        ConformanceCase.Of(id).Shows.Should().EndWith(".").And.NotContain("\n");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_is_named_after_its_case(string id) => ConformanceCase.Of(id).File.Should().Be($"documents/{id}.json");

    [Theory]
    [InlineData("", "README.md", "documents", "index.json", "tasks")]
    [InlineData("tasks", "documents", "index.json")]
    public void A_folder_contains_only_its_index_its_documents_and_the_readme(string wire, params string[] names) =>
        Directory.EnumerateFileSystemEntries(Path.Combine(ConformanceCase.Folder, wire)).Select(Path.GetFileName)
            .Should().BeEquivalentTo(names);

    [Theory]
    [MemberData(nameof(Wires))]
    public void The_documents_have_no_folders(string wire) =>
        Directory.EnumerateDirectories(Path.Combine(ConformanceCase.Folder, wire, "documents")).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Wires))]
    public void Every_document_has_a_case(string wire) =>
        Directory.EnumerateFiles(Path.Combine(ConformanceCase.Folder, wire, "documents")).Select(Path.GetFileName)
            .Should().BeEquivalentTo(ConformanceCase.All.Where(item => item.Wire == wire).Select(static item => Path.GetFileName(item.File)));

    [Fact]
    public void Every_case_has_its_own_id() => ConformanceCase.All.Select(static item => item.Id).Should().OnlyHaveUniqueItems();

    [Fact]
    public void No_two_cases_are_the_same() =>
        ConformanceCase.All.Select(static item =>
            $"{item.Document} {item.Mode} {item.Limit} {JsonSerializer.Serialize(item.Releases)} {Convert.ToHexString(item.Text)}")
            .Should().OnlyHaveUniqueItems();

    [Fact]
    public void Every_rule_has_a_case_that_breaks_it() =>
        ConformanceCase.All.SelectMany(static item => item.Violations).Select(static violation => violation.Rule).Distinct()
            .Should().BeEquivalentTo(ConformanceCase.RuleIds);
}
