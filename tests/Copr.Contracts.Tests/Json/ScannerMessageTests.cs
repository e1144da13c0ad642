using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>What the reader says of a document that stops being one, wherever it does.</summary>
public sealed class ScannerMessageTests
{
    [Theory]
    [InlineData(",", "", "\",\" stands where an object was expected")]
    [InlineData(":", "", "\":\" stands where an object was expected")]
    [InlineData("]", "", "\"]\" stands where an object was expected")]
    [InlineData("}", "", "\"}\" stands where an object was expected")]
    [InlineData("{]", "", "\"]\" stands where a member or } was expected")]
    [InlineData("{\"a\" 1}", "", "\"1\" stands where a colon was expected")]
    [InlineData("{\"a\":,}", "/a", "\",\" stands where a value was expected")]
    [InlineData("{\"a\"::}", "/a", "\":\" stands where a value was expected")]
    [InlineData("{\"a\":]", "/a", "\"]\" stands where a value was expected")]
    [InlineData("{\"a\":}", "/a", "\"}\" stands where a value was expected")]
    [InlineData("{\"a\":1 \"b\"", "", "\"\"\" stands where a comma or } was expected")]
    [InlineData("{\"builds\":[,]}", "/builds/0", "\",\" stands where a build or ] was expected")]
    [InlineData("{\"builds\":[:]}", "/builds/0", "\":\" stands where a build or ] was expected")]
    [InlineData("{\"builds\":[}", "/builds/0", "\"}\" stands where a build or ] was expected")]
    [InlineData("{\"builds\":[1 2]}", "/builds/1", "\"2\" stands where a comma or ] was expected")]
    [InlineData("{\"builds\":[]} x", "", "\"x\" stands where nothing more was expected")]
    [InlineData("{", "", "the document ends where a member or } was expected; it was cut off")]
    [InlineData("{\"a\"", "", "the document ends where a colon was expected; it was cut off")]
    [InlineData("{\"a\":", "/a", "the document ends where a value was expected; it was cut off")]
    [InlineData("{\"a\":1", "", "the document ends where a comma or } was expected; it was cut off")]
    [InlineData("{\"builds\":[", "/builds/0", "the document ends where a build or ] was expected; it was cut off")]
    [InlineData("{\"builds\":[1", "/builds/1", "the document ends where a comma or ] was expected; it was cut off")]
    public async Task What_stands_there_and_what_was_expected_is_told(string text, string path, string message)
    {
        Violation violation = await FaultAsync(text, ReaderLimits.Default);

        (violation.Rule, violation.Path, violation.Message).Should().Be((Rules.MalformedJson, path, message));
    }

    [Theory]
    [InlineData("\"a text that is long\"", "what stands in the place of the document is larger than 20 bytes; expected less, or a reader with a higher MaxBuildBytes")]
    [InlineData("{\"a\":1,\"abcdefgh\":1,\"bcdefghi\":1,\"builds\":[]}", "the names of the document's members together is larger than 20 bytes; expected less, or a reader with a higher MaxBuildBytes")]
    public async Task What_is_too_large_to_go_on_is_told(string text, string message)
    {
        Violation violation = await FaultAsync(text, new() { MaxBuildBytes = 20 });

        (violation.Rule, violation.Message).Should().Be((Rules.LimitExceeded, message));
    }

    [Theory]
    [InlineData("{\"builds\":[1,{\"id\":\"xxxxxxxxxxxxxxxxxxxxxxxxx\"}]}", "/builds/1", "build 2 of the list is larger than 20 bytes; expected less, or a reader with a higher MaxBuildBytes")]
    [InlineData("{\"xxxxxxxxxxxxxxxxxxxxxxxxx\":1,\"builds\":[]}", "", "a member's name is larger than 20 bytes; expected less, or a reader with a higher MaxBuildBytes")]
    public void What_is_too_large_and_left_out_is_told(string text, string path, string message) =>
        ContractValidator.Validate(Document.Utf8(text), limits: new() { MaxBuildBytes = 20 }).Violations
            .Should().ContainSingle(static violation => violation.Rule == Rules.LimitExceeded).Which.Should().Match<Violation>(violation => violation.Path == path && violation.Message == message);

    [Theory]
    [InlineData(12, true)]
    [InlineData(11, false)]
    public void The_names_of_the_document_may_be_as_large_as_the_limit_together(int limit, bool isWithin) =>
        ContractValidator.Validate(Document.Utf8("{\"builds\":[],\"ab\":1}"), limits: new() { MaxBuildBytes = limit }).Violations.Any(static violation => violation.Rule == Rules.LimitExceeded).Should().Be(!isWithin);

    [Theory]
    [InlineData("{\"\\ud800\":1,\"builds\":[]}", "")]
    [InlineData("{\"builds\":[],\"\\ud800\":{\"a\":1,\"a\":1}}", "", "/")]
    public void A_member_whose_name_is_no_text_is_the_empty_one_and_its_name_is_told_alone(string text, params string[] paths) =>
        ContractValidator.Validate(Document.Utf8(text)).Violations.Select(static violation => violation.Path).Should().Equal(paths);

    [Fact]
    public async Task A_build_that_is_not_plain_may_be_as_large_as_the_limit()
    {
        byte[] build = [.. "{\"timeout\":1,"u8, .. CoprJson.Write(Samples.Build).AsSpan(1)];
        byte[] document = [.. "{\"builds\":["u8, .. build, .. "]}"u8];

        (await EntryAsync(document, build.Length)).IsRejected.Should().BeFalse();
        (await EntryAsync(document, build.Length - 1)).IsRejected.Should().BeTrue();
    }

    [Fact]
    public async Task The_id_of_a_rejected_build_is_found_behind_a_comma_that_trails() =>
        (await EntryAsync(Document.Utf8("{\"builds\":[{\"copr\":{\"id\":1,},\"id\":7,}]}"), 1000)).Id.Should().Be(7);

    private static ValueTask<BuildEntry> EntryAsync(byte[] document, int maxBuildBytes) =>
        new WaitingBuildsReader(limits: new() { MaxBuildBytes = maxBuildBytes }).ReadAsync(new MemoryStream(document)).FirstAsync();

    private static async Task<Violation> FaultAsync(string text, ReaderLimits limits)
    {
        Func<Task> read = async () =>
        {
            await foreach (BuildEntry entry in new WaitingBuildsReader(limits: limits).ReadAsync(new MemoryStream(Document.Utf8(text))))
            {
                entry.Violations.Should().NotBeNull();
            }
        };
        return (await read.Should().ThrowAsync<ContractException>()).Which.Violation;
    }
}
