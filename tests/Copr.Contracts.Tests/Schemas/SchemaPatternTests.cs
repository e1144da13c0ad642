using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Copr.Contracts.Tests.Schemas;

/// <summary>The patterns use only what the regular expressions of ECMA-262, Python, RE2 and Rust share.</summary>
public sealed class SchemaPatternTests
{
    public static TheoryData<string> Patterns =>
    [
        .. ContractSchema.All.SelectMany(static schema => PatternsOf(JsonNode.Parse(schema.ToString()))).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_has_no_group_but_a_plain_one(string pattern) => pattern.Should().NotMatchRegex(@"\((?!\?:)");

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_escapes_only_what_every_engine_does(string pattern) =>
        pattern.Should().NotMatchRegex(@"\\(?!x[0-9a-f]{2}|[n\[\]])");

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_repeats_nothing_a_thousand_times(string pattern) => pattern.Should().NotMatchRegex("[0-9]{4,}[0-9,]*}");

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_has_only_characters_of_one_UTF16_unit(string pattern) =>
        pattern.Should().NotMatchRegex(@"\p{Cs}");

    [Fact]
    public void The_patterns_of_the_urls_know_every_invisible_character_of_the_basic_plane()
    {
        JsonNode build = JsonNode.Parse(ContractSchema.Find("waiting-builds")!.ToString())!["properties"]!["builds"]!["items"]!;
        JsonNode member = build["properties"]!["pkgs"]!;
        var visible = new Regex((string)member["pattern"]!, RegexOptions.NonBacktracking);
        var invisible = new Regex((string)member["not"]!["pattern"]!, RegexOptions.NonBacktracking);

        Enumerable.Range(0, char.MaxValue + 1).Select(static code => (char)code).Where(static character => !char.IsSurrogate(character))
            .Select(static character => $"http://foo/{character}x")
            .Where(url => PackageUrl.TryParse(url, out PackageUrl _) != (visible.IsMatch(url) && !invisible.IsMatch(url)))
            .Should().BeEmpty();
    }

    private static IEnumerable<string> PatternsOf(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(static member =>
            member is { Key: "pattern", Value: JsonValue pattern } ? [(string)pattern!] : PatternsOf(member.Value)),
        JsonArray items => items.SelectMany(PatternsOf),
        _ => [],
    };
}
