using System.Security.Cryptography;
using System.Text.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Wiki;

public sealed class WikiExampleTests
{
    private static readonly JsonSerializerOptions Indented = new(CoprJson.StrictOptions) { WriteIndented = true };

    public static TheoryData<ReadingMode> Modes => new(ReadingMode.Strict, ReadingMode.Lenient);

    [Fact]
    public void The_example_is_the_wikis_byte_for_byte() => Convert.ToHexStringLower(SHA256.HashData(WikiExample.Bytes))
        .Should().Be("6bc528aeed9748f67f3282515358670970047f1d6a48c8ed6b5b934dfc8e9441");

    [Fact]
    public void The_page_contains_the_example() => WikiExample.Page.Should().Contain(WikiExample.Text.TrimEnd());

    [Theory]
    [MemberData(nameof(Modes))]
    public void It_is_written_back_except_for_its_trailing_comma(ReadingMode mode) =>
        JsonSerializer.Serialize(CoprJson.Read<WaitingBuilds>(WikiExample.Bytes, mode), Indented)
            .Should().Be(WikiExample.Text.TrimEnd().Replace("},\n  ]", "}\n  ]", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Modes))]
    public void Its_report_has_only_the_canceled_build_and_the_order(ReadingMode mode) =>
        ContractValidator.Validate(CoprJson.Read<WaitingBuilds>(WikiExample.Bytes, mode)).Violations
            .Select(static violation => (violation.Rule.Id, violation.Path))
            .Should().Equal(("COPR301", "/builds/1"), ("COPR304", "/builds/1"));

    [Fact]
    public void Its_object_graph_is_pinned() => Snapshot.Match(this, Graph.Of(CoprJson.Read<WaitingBuilds>(WikiExample.Bytes)));

    [Fact]
    public void Its_written_form_is_pinned() =>
        Snapshot.Match(this, JsonSerializer.Serialize(CoprJson.Read<WaitingBuilds>(WikiExample.Bytes), Indented), "json");

    [Fact]
    public void Its_report_is_pinned() => Snapshot.Match(this, ContractValidator.ValidateWaitingBuilds(WikiExample.Bytes).ToString());
}
