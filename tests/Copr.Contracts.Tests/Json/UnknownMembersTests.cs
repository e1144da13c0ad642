using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Copr.Contracts.Tests.Json;

/// <summary>Members that the contract does not define are preserved: they are written as they were read, and equal themselves.</summary>
public sealed class UnknownMembersTests
{
    private static readonly string Good = Samples.Build.ToString();

    [Fact]
    public void Unknown_members_are_written_after_the_others_exactly_as_they_were_read()
    {
        const string Unknown = "\"n\":[1.0,1e400,-0,{\"a\":\"\\u0026&\",\"b\":{}}],\"t\":true,\"z\":null";
        string document = $"{{\"builds\":[{Good[..^1]},{Unknown}}}],{Unknown}}}";

        CoprJson.Read<WaitingBuilds>($"{{{Unknown},\"builds\":[{Good[..^1]},{Unknown}}}]}}").ToString().Should().Be(document);
    }

    [Fact]
    public void Unknown_members_have_the_layout_of_the_others()
    {
        var canceled = CoprJson.Read<CanceledBuilds>("""{"a":{"b":[1,{}]},"builds":[]}""");

        JsonSerializer.Serialize(canceled, new JsonSerializerOptions(CoprJson.StrictOptions) { WriteIndented = true })
            .Should().EndWith("\"a\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  }\n}");
    }

    [Fact]
    public void A_string_in_an_indented_array_is_written_without_escapes_that_it_does_not_need() =>
        JsonSerializer.Serialize(
            CoprJson.Read<CanceledBuilds>("{\"builds\":[],\"x\":[\"http://a/?b&c\"]}"),
            new JsonSerializerOptions { WriteIndented = true }.AddCoprContracts())
            .Should().Contain("\"http://a/?b&c\"");

    [Theory]
    [InlineData("{\"a\":1,\"b\":{\"c\":2,\"d\":[]}}", "{\"b\":{\"d\":[],\"c\":2},\"a\":1}", true)]
    [InlineData("{\"a\":1,\"b\":2}", "{\"b\":1,\"a\":2}", false)]
    [InlineData("{\"a\":1,\"b\":2}", "{\"a\":1,\"c\":2}", false)]
    [InlineData("{\"a\":1,\"b\":2}", "{\"a\":1}", false)]
    [InlineData("{\"a\":1}", "{\"a\":1,\"b\":2}", false)]
    public void The_order_of_members_in_an_unknown_value_does_not_matter(string left, string right, bool areEqual) =>
        CoprJson.Read<CanceledBuilds>($"{{\"builds\":[],\"x\":{left}}}")
            .Equals(CoprJson.Read<CanceledBuilds>($"{{\"builds\":[],\"x\":{right}}}")).Should().Be(areEqual);

    [Theory]
    [InlineData("[1e9999999999, 1]")]
    [InlineData("{\"a\": -1e9999999999, \"b\": [0.10, 1E+99999999999]}")]
    [InlineData("[ 1.0 , {\"b\" : \"\\u0041\", \"a\" : null } ]")]
    public void An_unknown_member_that_is_written_in_another_layout_equals_itself(string json)
    {
        var read = CoprJson.Read<WaitingBuilds>($"{{\"builds\":[],\"x\":{json}}}");
        string indented = JsonSerializer.Serialize(read, new JsonSerializerOptions(CoprJson.StrictOptions) { WriteIndented = true });

        CoprJson.Read<WaitingBuilds>(CoprJson.Write(read)).Should().Be(read);
        CoprJson.Read<WaitingBuilds>(indented).Should().Be(read);
    }

    [Theory]
    [InlineData("1e9999999999", "2e9999999999")]
    [InlineData("[1e9999999999]", "[1e9999999998]")]
    [InlineData("\"1\"", "1")]
    [InlineData("[1,2]", "[2,1]")]
    public void Unknown_members_with_different_values_differ(string left, string right) =>
        CoprJson.Read<WaitingBuilds>($"{{\"builds\":[],\"x\":{left}}}")
            .Should().NotBe(CoprJson.Read<WaitingBuilds>($"{{\"builds\":[],\"x\":{right}}}"));

    [Fact]
    public void The_name_of_an_unknown_member_is_written_as_it_was_read_whatever_the_applications_encoder()
    {
        const string Text = "{\"builds\":[],\"a&b\":{\"c+d\":\"&\"}}";

        JsonSerializer.Serialize(CoprJson.Read<WaitingBuilds>(Text), new JsonSerializerOptions().AddCoprContracts()).Should().Be(Text);
    }

    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    public void A_build_that_was_read_by_itself_can_be_written_in_a_list(int depth)
    {
        var build = CoprJson.Read<Build>($"{Good[..^1]},\"x\":{Nested(depth)}}}");

        FluentActions.Invoking(() => CoprJson.Write(new WaitingBuilds { Builds = [build] })).Should().NotThrow();
    }

    [Fact]
    public async Task A_build_that_was_read_with_a_higher_limit_can_be_written_in_every_way()
    {
        byte[] document = Document.Of($"{Good[..^1]},\"x\":{Nested(100)}}}");

        Build build = (await BuildByBuild.ReadAsync(document, limits: new() { MaxDepth = 200 })).Entries[0].Build!;

        new Action[]
        {
            () => CoprJson.Write(build),
            () => CoprJson.Write(new ArrayBufferWriter<byte>(), build),
            () => _ = build.ToString(),
        }.Should().AllSatisfy(static write => write.Should().NotThrow());
    }

    [Fact]
    public void A_member_that_is_nested_deeper_than_the_writer_allows_is_not_written()
    {
        JsonElement deep = JsonDocument.Parse(Nested(1000), new() { MaxDepth = 2000 }).RootElement;

        FluentActions.Invoking(() => CoprJson.Write(With(deep))).Should().Throw<JsonException>()
            .WithMessage("An unknown member is nested deeper than 1000 objects and arrays and cannot be written.");
        CoprJson.Write(With(deep[0])).Should().NotBeEmpty();
    }

    [Fact]
    public void A_member_that_is_nested_deeper_than_an_applications_options_allow_is_not_written()
    {
        JsonSerializerOptions options = new JsonSerializerOptions { MaxDepth = 10 }.AddCoprContracts();

        FluentActions.Invoking(() => JsonSerializer.Serialize(With(JsonElement.Parse(Nested(10))), options)).Should().Throw<JsonException>()
            .WithMessage("An unknown member is nested deeper than 10 objects and arrays and cannot be written.");
        JsonSerializer.Serialize(With(JsonElement.Parse(Nested(9))), options).Should().EndWith($"\"x\":{Nested(9)}}}");
    }

    [Fact]
    public async Task The_id_after_a_deep_member_is_found_if_the_limit_allows_it()
    {
        byte[] document = Document.Of($"{{\"x\":{Nested(100)},\"id\":5}}");

        (await BuildByBuild.ReadAsync(document, limits: new() { MaxDepth = 200 })).Entries[0].Id.Should().Be(5);
    }

    [Fact]
    public void A_value_with_a_name_twice_is_refused() =>
        FluentActions.Invoking(static () => With(JsonElement.Parse("""{"a":1,"a":2}""", new() { AllowDuplicateProperties = true })))
            .Should().Throw<ArgumentException>()
            .WithMessage("The value of \"x\" contains an object in which \"a\" appears twice; expected each name once.*");

    [Fact]
    public void A_value_that_another_reader_accepted_with_comments_and_trailing_commas_is_written_as_JSON()
    {
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        JsonElement lax = JsonDocument.Parse("{\"a\":[1,/* */],}", options).RootElement;

        Encoding.UTF8.GetString(CoprJson.Write(With(lax))).Should().EndWith(",\"x\":{\"a\":[1]}}");
    }

    private static Build With(JsonElement value) => Samples.Build with { UnknownMembers = new([KeyValuePair.Create("x", value)]) };

    private static string Nested(int arrays) => new string('[', arrays) + new string(']', arrays);
}
