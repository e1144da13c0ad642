using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Wiki;

public sealed class WikiExampleTests
{
    private static readonly JsonSerializerOptions Indented = new(CoprJson.Strict) { WriteIndented = true };

    public static TheoryData<ReadingMode> Modes => new(ReadingMode.Strict, ReadingMode.Lenient);

    [Fact]
    public void The_example_is_the_wikis_byte_for_byte() =>
        Convert.ToHexStringLower(SHA256.HashData(WikiExample.Bytes)).Should().Be("6bc528aeed9748f67f3282515358670970047f1d6a48c8ed6b5b934dfc8e9441");

    [Fact]
    public void The_example_stands_on_the_page() => WikiExample.Page.Should().Contain(WikiExample.Text.TrimEnd());

    [Theory]
    [MemberData(nameof(Modes))]
    public void It_is_written_back_but_for_its_trailing_comma(ReadingMode mode)
    {
        var builds = CoprJson.Read<WaitingBuilds>(WikiExample.Bytes, OptionsOf(mode));

        Encoding.UTF8.GetString(CoprJson.Write(builds, Indented)).Should().Be(WikiExample.Text.TrimEnd().Replace("},\n  ]", "}\n  ]", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_report_on_it_holds_the_canceled_build_and_the_order_and_nothing_else(ReadingMode mode)
    {
        var builds = CoprJson.Read<WaitingBuilds>(WikiExample.Bytes, OptionsOf(mode));

        ContractValidator.Validate(builds).Violations.Select(static violation => (violation.Rule.Id, violation.Path))
            .Should().Equal(("COPR301", "/builds/1"), ("COPR304", "/builds/1"));
    }

    [Fact]
    public void Its_object_graph_is_pinned() => Snapshot.Match(this, Graph.Of(CoprJson.Read<WaitingBuilds>(WikiExample.Bytes)));

    [Fact]
    public void Its_written_form_is_pinned() =>
        Snapshot.Match(this, Encoding.UTF8.GetString(CoprJson.Write(CoprJson.Read<WaitingBuilds>(WikiExample.Bytes), Indented)), "json");

    [Fact]
    public void Its_report_is_pinned() => Snapshot.Match(this, ContractValidator.Validate(WikiExample.Bytes).ToString());

    private static JsonSerializerOptions OptionsOf(ReadingMode mode) => mode == ReadingMode.Strict ? CoprJson.Strict : CoprJson.Lenient;
}
