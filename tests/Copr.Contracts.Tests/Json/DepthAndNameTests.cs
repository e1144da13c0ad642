using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Conformance;

namespace Copr.Contracts.Tests.Json;

/// <summary>Deep nesting, long and odd names, and types of an application that are made in odd ways.</summary>
public sealed class DepthAndNameTests
{
    private static readonly string Early = Encoding.UTF8.GetString(ConformanceCase.Of("early-wire-contract").Text);
    private static readonly string Broken = Samples.Build.ToString().Replace("\"id\":5}", "\"id\":\"5\"}", StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"note\":\"x\",\n\"build\":@,\"count\":1}")]
    [InlineData("{\"count\":1,\n\"build\":@}")]
    [InlineData("{\"count\":1,\"note\":\"x\",\n\"build\":@}")]
    public void A_class_with_a_constructor_is_gone_through(string json)
    {
        byte[] document = Document.Utf8(json.Replace("@", Broken, StringComparison.Ordinal));
        Action read = () => CoprJson.Read<Constructed>(document, Web());
        Probe.TextAt(read.Should().Throw<ContractException>().Which.Violation, document).Should().StartWith("\"5\"}");
    }

    [Theory]
    [InlineData("oops")]
    [InlineData("")]
    [InlineData("1 1")]
    [InlineData("\"\t\"")]
    public void What_is_no_json_at_the_deepest_allowed_level_is_malformed(string json) =>
        Probe.Refusal(Document.Utf8("{\"builds\":[],\"x\":" + new string('[', 63) + json), CoprJson.Strict)!.Rule.Id.Should().Be("COPR101");

    [Fact]
    public void Nesting_in_an_applications_own_member_is_limited_by_the_same_rule() =>
        FluentActions.Invoking(static () => CoprJson.Read<Constructed>(Document.Utf8($"{{\"x\":{new string('[', 70)}{new string(']', 70)}}}"), Web())).Should().Throw<ContractException>()
            .Which.Violation.Rule.Id.Should().Be("COPR108");

    [Theory]
    [InlineData("\"@\":1,\"@\":1")]
    [InlineData("\"@\":\"\\ud800\"")]
    [InlineData("\"@\":oops")]
    public void A_long_name_is_cut_short_in_the_message(string members) =>
        FluentActions.Invoking(() => CoprJson.Read<WaitingBuilds>(Document.Utf8($"{{\"builds\":[],{members.Replace("@", new string('n', 100_000), StringComparison.Ordinal)}}}"))).Should().Throw<ContractException>()
            .Which.Violation.Message.Length.Should().BeLessThan(700);

    [Theory]
    [InlineData("\"a\\u001b[31m\\nb\":1,\"a\\u001b[31m\\nb\":1")]
    [InlineData("\"a\\u001b[31m\\nb\":\"\\ud800\"")]
    public void A_name_that_a_terminal_would_obey_is_escaped_in_the_message(string members) =>
        FluentActions.Invoking(() => CoprJson.Read<WaitingBuilds>(Document.Utf8($"{{\"builds\":[],{members}}}"))).Should().Throw<ContractException>()
            .Which.Message.Should().NotContainAny("\u001b", "\n");

    [Fact]
    public void A_name_goes_out_as_it_came_in_with_an_applications_encoder_too()
    {
        const string Text = "{\"builds\":[],\"a&b\":{\"c+d\":\"&\"}}";
        JsonSerializer.Serialize(CoprJson.Read<WaitingBuilds>(Document.Utf8(Text)), new JsonSerializerOptions().AddCoprContracts()).Should().Be(Text);
    }

    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    public void A_build_that_was_read_by_itself_can_be_put_into_a_list_and_written(int depth)
    {
        var build = CoprJson.Read<Build>(Document.Utf8($"{Samples.Build.ToString()[..^1]},\"x\":{new string('[', depth)}{new string(']', depth)}}}"));
        FluentActions.Invoking(() => CoprJson.Write(new WaitingBuilds { Builds = [build] })).Should().NotThrow();
    }

    [Fact]
    public async Task A_build_that_was_read_with_a_higher_limit_is_written_in_every_way()
    {
        byte[] document = Document.Utf8($"{{\"builds\":[{Samples.Build.ToString()[..^1]},\"x\":{new string('[', 100)}{new string(']', 100)}}}]}}");
        await foreach (BuildEntry entry in new WaitingBuildsReader(limits: new() { MaxDepth = 200 }).ReadAsync(document))
        {
            CoprJson.Write(new ArrayBufferWriter<byte>(), entry.Build!);
            FluentActions.Invoking(() => entry.Build!.ToString()).Should().NotThrow();
            FluentActions.Invoking(() => CoprJson.Write(entry.Build!)).Should().NotThrow();
        }
    }

    [Fact]
    public async Task Repositories_that_are_deep_are_of_the_wrong_type_and_no_more()
    {
        byte[] document = Document.Utf8(Early.Replace("\"http://foo/repo\"", new string('[', 100) + new string(']', 100), StringComparison.Ordinal));
        await foreach (BuildEntry entry in new WaitingBuildsReader(CoprJson.Lenient, new() { MaxDepth = 200 }).ReadAsync(document))
        {
            entry.Violations.Select(static violation => violation.Rule.Id).Should().Equal("COPR103");
        }
    }

    [Fact]
    public async Task The_id_behind_deep_members_can_be_had_where_the_limit_allows_them()
    {
        byte[] document = Document.Utf8($"{{\"builds\":[{{\"x\":{new string('[', 100)}{new string(']', 100)},\"id\":5}}]}}");
        await foreach (BuildEntry entry in new WaitingBuildsReader(limits: new() { MaxDepth = 200 }).ReadAsync(document))
        {
            entry.Id.Should().Be(5);
        }
    }

    private static JsonSerializerOptions Web(ReadingMode mode = ReadingMode.Strict)
    {
        JsonSerializerOptions options = new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts(mode);
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        return options;
    }

    private sealed class Constructed(int count)
    {
        public int Count => count;

        public string? Note { get; set; }

        public Build? Build { get; set; }
    }
}
