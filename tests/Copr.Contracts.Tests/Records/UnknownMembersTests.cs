using System.Collections;
using System.Text.Json;

namespace Copr.Contracts.Tests.Records;

public sealed class UnknownMembersTests
{
    private static readonly UnknownMembers Members = Parse("""{"a": 1, "b": [true]}""");

    [Fact]
    public void The_members_are_a_dictionary_in_their_order()
    {
        Members.Count.Should().Be(2);
        Members.Keys.Should().Equal("a", "b");
        ((IReadOnlyDictionary<string, JsonElement>)Members).Values.Select(static value => value.ValueKind)
            .Should().Equal(JsonValueKind.Number, JsonValueKind.Array);
        ((IEnumerable)Members).Cast<KeyValuePair<string, JsonElement>>().Select(static member => member.Key).Should().Equal("a", "b");
        Members.ToString().Should().Be("[a, b]");
    }

    [Fact]
    public void A_member_is_found_by_its_exact_name()
    {
        (Members.ContainsKey("a"), Members.ContainsKey("A")).Should().Be((true, false));
        (Members.TryGetValue("a", out JsonElement value), Members.TryGetValue("c", out _)).Should().Be((true, false));
        (value.GetInt32(), Members["a"].GetInt32()).Should().Be((1, 1));
        FluentActions.Invoking(static () => Members["c"]).Should().Throw<KeyNotFoundException>();
    }

    [Fact]
    public void The_values_do_not_depend_on_the_document_that_they_come_from()
    {
        UnknownMembers members;
        using (JsonDocument document = JsonDocument.Parse("""{"a": {"b": 1}}"""))
        {
            members = new(document.RootElement.EnumerateObject().Select(static member => KeyValuePair.Create(member.Name, member.Value)));
        }

        members["a"].GetProperty("b").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("""{"b":[true],"a":1}""")]
    [InlineData("""{"a": 1.0, "b": [ true ]}""")]
    public void Members_in_another_order_or_layout_are_equal(string json)
    {
        UnknownMembers other = Parse(json);

        other.Equals((object)Members).Should().BeTrue();
        other.GetHashCode().Should().Be(Members.GetHashCode());
    }

    [Theory]
    [InlineData("""{"a": 1}""")]
    [InlineData("""{"a": 2, "b": [true]}""")]
    [InlineData("""{"a": 1, "b": [true, true]}""")]
    [InlineData("""{"a": 1, "c": [true]}""")]
    [InlineData("""{"a": 1, "b": {"0": true}}""")]
    public void Members_with_other_names_or_values_are_not_equal(string json) => Members.Equals((object)Parse(json)).Should().BeFalse();

    [Fact]
    public void Members_are_not_equal_to_something_else() => Members.Equals((object)"[a, b]").Should().BeFalse();

    [Theory]
    [InlineData("""{"a": {"b": 1e9999999999}, "c": 1}""", true)]
    [InlineData("""{"a":{"b":1e9999999999},"c":1}""", true)]
    [InlineData("""{"a": {"b": 2e9999999999}, "c": 1}""", false)]
    [InlineData("""{"a": {"b": 1}, "c": 1}""", false)]
    public void Numbers_with_a_very_large_exponent_are_equal_if_they_are_written_alike(string json, bool areEqual) =>
        Parse("""{"a": {"b": 1e9999999999}, "c": 1}""").Equals((object)Parse(json)).Should().Be(areEqual);

    [Fact]
    public void A_name_that_appears_twice_is_refused()
    {
        JsonElement one = JsonElement.Parse("1");

        FluentActions.Invoking(() => new UnknownMembers([KeyValuePair.Create("a", one), KeyValuePair.Create("a", one)]))
            .Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_default_value_is_refused() =>
        FluentActions.Invoking(static () => new UnknownMembers([KeyValuePair.Create("a", default(JsonElement))]))
            .Should().Throw<ArgumentException>()
            .WithMessage("The value of \"a\" is default(JsonElement), which is not JSON.*");

    [Theory]
    [InlineData("\"\\ud800\"", "contains text that is not Unicode")]
    [InlineData("[{\"\\udc00\":1}]", "contains text that is not Unicode")]
    [InlineData("{\"a\":1,\"a\":2}", "contains an object in which \"a\" appears twice")]
    public void A_value_that_a_reader_would_reject_is_refused(string json, string problem) =>
        FluentActions.Invoking(() => new UnknownMembers([KeyValuePair.Create("a", JsonElement.Parse(json))]))
            .Should().Throw<ArgumentException>()
            .WithMessage($"The value of \"a\" {problem}; expected *");

    [Fact]
    public void A_value_that_is_nested_deeper_than_System_Text_Json_writes_is_refused()
    {
        Nested(1000).Should().ContainKey("a");
        FluentActions.Invoking(static () => Nested(1001)).Should().Throw<ArgumentException>()
            .WithMessage("The value of \"a\" is nested deeper than 1000 objects and arrays; expected less nesting.*");
    }

    [Fact]
    public void Deep_members_are_compared_and_shown_without_an_exception()
    {
        WaitingBuilds builds = Deep();

        builds.Should().Be(Deep());
        builds.ToString().Should().Contain("[[[]]]");

        static WaitingBuilds Deep() =>
            new() { Builds = [Samples.Build with { Copr = Samples.Copr with { UnknownMembers = Nested(1000) } }] };
    }

    [Fact]
    public void Members_that_are_read_are_not_nested_deeper_either()
    {
        var options = new JsonSerializerOptions(CoprJson.StrictOptions) { MaxDepth = 3000 };

        JsonSerializer.Deserialize<BuildUpdate>(Json(1000), options)!.ToString().Should().Be(Json(1000));
        FluentActions.Invoking(() => JsonSerializer.Deserialize<BuildUpdate>(Json(1001), options))
            .Should().Throw<ContractException>().Which.Violation.Should().Match<Violation>(static violation =>
                violation.Rule.Id == "COPR108" && violation.Found == "\"a\" is nested deeper than 1000 objects and arrays");

        static string Json(int depth) => $"{{\"id\":1,\"a\":{new string('[', depth)}{new string(']', depth)}}}";
    }

    [Fact]
    public void A_repeated_name_in_a_message_shows_no_password()
    {
        var member = KeyValuePair.Create("http://user:secret@foo/", JsonElement.Parse("1"));

        FluentActions.Invoking(() => new UnknownMembers([member, member]))
            .Should().Throw<ArgumentException>().WithMessage("\"http://…@foo/\" appears twice*");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_name_in_a_message_shows_no_password(bool isDefault) =>
        FluentActions.Invoking(() => new UnknownMembers(
            [KeyValuePair.Create("http://user:secret@foo/\u202e", isDefault ? default : JsonElement.Parse("\"\\ud800\""))]))
            .Should().Throw<ArgumentException>().WithMessage("The value of \"http://…@foo/\\u202E\" *");

    [Fact]
    public void A_name_that_is_not_unicode_is_refused() =>
        FluentActions.Invoking(static () => new UnknownMembers([KeyValuePair.Create("\ud800", JsonElement.Parse("1"))]))
            .Should().Throw<ArgumentException>();

    [Fact]
    public void Null_is_refused() => FluentActions.Invoking(static () => new UnknownMembers(null!)).Should().Throw<ArgumentNullException>();

    private static UnknownMembers Nested(int depth)
    {
        using var document = JsonDocument.Parse(new string('[', depth) + new string(']', depth), new() { MaxDepth = depth });
        return new([KeyValuePair.Create("a", document.RootElement)]);
    }

    private static UnknownMembers Parse(string json) =>
        new(JsonElement.Parse(json).EnumerateObject().Select(static member => KeyValuePair.Create(member.Name, member.Value)));
}
