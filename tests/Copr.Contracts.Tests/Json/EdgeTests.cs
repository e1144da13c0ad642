using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>What went wrong once, where two rare things met.</summary>
public sealed class EdgeTests
{
    private static readonly string Early = Encoding.UTF8.GetString(ConformanceCase.Of("early-wire-contract").Text);

    [Theory]
    [InlineData("fedora-rawhide-i386", "fedora-rawhide-mips9", "COPR206")]
    [InlineData("fedora-rawhide-i386", "fedora-17-i386 fedora-18-i386", "COPR201")]
    [InlineData("http://foo/repo", "http://foo/repo/repodata", "COPR205")]
    public void A_gap_that_is_filled_with_what_breaks_a_rule_is_told(string from, string to, string rule) =>
        FluentActions.Invoking(() => ContractValidator.Validate(Document.Utf8(Early.Replace(from, to, StringComparison.Ordinal)), CoprJson.Lenient)).Should().NotThrow()
            .Which.Violations.Should().Contain(violation => violation.Rule.Id == rule);

    [Fact]
    public async Task A_name_that_is_no_unicode_and_repositories_that_are_no_text_are_both_told()
    {
        byte[] document = Document.Utf8(Early.Replace("\"repos\":\"http://foo/repo\"", "\"\\ud800\":1,\"repos\":5", StringComparison.Ordinal));
        List<BuildEntry> entries = [];
        await foreach (BuildEntry entry in new WaitingBuildsReader(CoprJson.Lenient).ReadAsync(document))
        {
            entries.Add(entry);
        }

        entries.Should().ContainSingle().Which.Violations.Select(static violation => violation.Rule.Id).Should().Equal("COPR101", "COPR103");
    }

    [Fact]
    public void Comments_that_an_application_skips_do_no_harm()
    {
        JsonSerializerOptions options = new JsonSerializerOptions { ReadCommentHandling = JsonCommentHandling.Skip }.AddCoprContracts(ReadingMode.Lenient);
        byte[] document = Document.Utf8("{/**/" + Early.Replace("\"repos\":\"http://foo/repo\"", "\"repos\":5", StringComparison.Ordinal)[1..]);
        FluentActions.Invoking(() => CoprJson.Read<WaitingBuilds>(document, options)).Should().Throw<ContractException>();
    }

    [Theory]
    [InlineData("\"😀")]
    [InlineData("\n\u00a0")]
    [InlineData("\\\u2028")]
    [InlineData("\"\u007f")]
    public void Beside_an_escape_all_else_goes_out_as_it_came_in(string text) =>
        Encoding.UTF8.GetString(CoprJson.Write(Samples.Build with { Results = text })).Should().Contain(text[1..] + "\",");

    [Fact]
    public void An_applications_own_types_are_still_known_once_the_contracts_are_added() =>
        FluentActions.Invoking(static () => JsonSerializer.Serialize(new List<Build>(), new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts())).Should().NotThrow();

    [Fact]
    public void An_entry_that_is_no_json_is_told_with_its_index() =>
        Probe.Refusal(Document.Utf8($"{{\"builds\":[{Samples.Build},nil]}}"), CoprJson.Strict)!.Path.Should().Be("/builds/1");
}
