using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Copr.Contracts.Tests.Wiki;

namespace Copr.Contracts.Tests.Json;

/// <summary>What JsonSerializer can read and write with CoprJson's options, its resolver, and an application's options.</summary>
public sealed partial class CoprJsonOptionsTests
{
    private const string ChrootText = "fedora-17-i386";

    private const string UrlText = "http://foo/a%40b?x&y";

    private static readonly Chroot Chroot = Chroot.Parse(ChrootText);

    private static readonly PackageUrl Package = PackageUrl.Parse(UrlText);

    private static readonly RepositoryUrl Repository = RepositoryUrl.Parse(UrlText);

    /// <summary>Values with their JSON.</summary>
    private static readonly Dictionary<string, (object? Value, Type Type, string Json)> Values = new()
    {
        ["WaitingBuilds"] = Case(new WaitingBuilds { Builds = [Samples.Build] }, $"{{\"builds\":[{Samples.Build}]}}"),
        ["Build"] = Case(Samples.Build, Samples.Build.ToString()),
        ["CoprProject"] = Case(Samples.Copr, Samples.Copr.ToString()),
        ["BuildUpdates"] = Case(new BuildUpdates { Builds = [new() { Id = 1 }] }, "{\"builds\":[{\"id\":1}]}"),
        ["BuildUpdate"] = Case(new BuildUpdate { Id = 1 }, "{\"id\":1}"),
        ["BuildUpdatesResult"] = Case(
            new BuildUpdatesResult { UpdatedBuildIds = [1], NonExistingBuildIds = [] },
            "{\"updated_builds_ids\":[1],\"non_existing_builds_ids\":[]}"),
        ["CanceledBuilds"] = Case(new CanceledBuilds { BuildIds = [4] }, "{\"builds\":[4]}"),
        ["StartBuildRequest"] = Case(new StartBuildRequest { BuildId = 4, Backend = "a" }, "{\"build_id\":4,\"backend\":\"a\"}"),
        ["StartBuildResponse"] = Case(new StartBuildResponse { CanStart = true }, "{\"can_start\":true}"),
        ["Chroot"] = Case(Chroot, $"\"{ChrootText}\""),
        ["PackageUrl"] = Case(Package, $"\"{UrlText}\""),
        ["RepositoryUrl"] = Case(Repository, $"\"{UrlText}\""),
        ["BuildStatus"] = Case(BuildStatus.Succeeded, "1"),
        ["SpaceSeparatedList<Chroot>"] = Case<SpaceSeparatedList<Chroot>>([Chroot, Chroot], $"\"{ChrootText} {ChrootText}\""),
        ["SpaceSeparatedList<PackageUrl>"] = Case<SpaceSeparatedList<PackageUrl>>([Package], $"\"{UrlText}\""),
        ["SpaceSeparatedList<RepositoryUrl>"] = Case<SpaceSeparatedList<RepositoryUrl>>([], "null"),
        ["Chroot?"] = Case<Chroot?>(Chroot, $"\"{ChrootText}\""),
        ["PackageUrl?"] = Case<PackageUrl?>(Package, $"\"{UrlText}\""),
        ["RepositoryUrl?"] = Case<RepositoryUrl?>(Repository, $"\"{UrlText}\""),
        ["BuildStatus?"] = Case<BuildStatus?>(BuildStatus.Failed, "0"),
        ["Chroot? that is null"] = Case<Chroot?>(null, "null"),
        ["List<Build>"] = Case<List<Build>>([Samples.Build], $"[{Samples.Build}]"),
        ["Build[]"] = Case<Build[]>([Samples.Build], $"[{Samples.Build}]"),
        ["IReadOnlyList<Build>"] = Case<IReadOnlyList<Build>>([Samples.Build], $"[{Samples.Build}]"),
        ["List<CoprProject>"] = Case<List<CoprProject>>([Samples.Copr], $"[{Samples.Copr}]"),
        ["CoprProject[]"] = Case<CoprProject[]>([Samples.Copr], $"[{Samples.Copr}]"),
        ["List<BuildUpdate>"] = Case<List<BuildUpdate>>([new() { Id = 1 }], "[{\"id\":1}]"),
        ["BuildUpdate[]"] = Case<BuildUpdate[]>([new() { Id = 1 }], "[{\"id\":1}]"),
        ["List<Chroot>"] = Case<List<Chroot>>([Chroot], $"[\"{ChrootText}\"]"),
        ["Chroot[]"] = Case<Chroot[]>([Chroot], $"[\"{ChrootText}\"]"),
        ["List<PackageUrl>"] = Case<List<PackageUrl>>([Package], $"[\"{UrlText}\"]"),
        ["PackageUrl[]"] = Case<PackageUrl[]>([Package], $"[\"{UrlText}\"]"),
        ["List<RepositoryUrl>"] = Case<List<RepositoryUrl>>([Repository], $"[\"{UrlText}\"]"),
        ["RepositoryUrl[]"] = Case<RepositoryUrl[]>([Repository], $"[\"{UrlText}\"]"),
    };

    /// <summary>Dictionaries whose keys are values of the contract, with their JSON.</summary>
    private static readonly Dictionary<string, (object? Value, Type Type, string Json)> Dictionaries = new()
    {
        ["Chroot"] = Case(new Dictionary<Chroot, int> { [Chroot] = 1 }, $"{{\"{ChrootText}\":1}}"),
        ["PackageUrl"] = Case(new Dictionary<PackageUrl, Build> { [Package] = Samples.Build }, $"{{\"{UrlText}\":{Samples.Build}}}"),
        ["RepositoryUrl"] = Case(new Dictionary<RepositoryUrl, Chroot?> { [Repository] = null }, $"{{\"{UrlText}\":null}}"),
    };

    /// <summary>Options that know the contract in each of the ways that there are.</summary>
    private static readonly Dictionary<string, JsonSerializerOptions> Options = new()
    {
        ["StrictOptions"] = CoprJson.StrictOptions,
        ["LenientOptions"] = CoprJson.LenientOptions,
        ["TypeInfoResolver"] = new() { TypeInfoResolver = CoprJson.TypeInfoResolver },
        ["AddCoprContracts"] = new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts(),
        ["a context and TypeInfoResolver"] = new() { TypeInfoResolverChain = { KeyContext.Default, CoprJson.TypeInfoResolver } },
        ["a context and AddCoprContracts"] =
            new JsonSerializerOptions { TypeInfoResolver = KeyContext.Default }.AddCoprContracts(ReadingMode.Lenient),
        ["the default options"] = JsonSerializerOptions.Default,
    };

    public static TheoryData<string, string> ValuesAndOptions => Rows(Values.Keys, Options.Keys);

    public static TheoryData<string, string> DictionariesAndOptions => Rows(Dictionaries.Keys, Options.Keys.Skip(3));

    public static TheoryData<string, string> ItemsAndOptions => Rows(["Chroot", "PackageUrl", "RepositoryUrl"], Options.Keys);

    [Theory]
    [MemberData(nameof(ValuesAndOptions))]
    public void A_value_is_written_and_read_back(string value, string options) => AssertIsReadBack(Values[value], Options[options]);

    [Theory]
    [MemberData(nameof(DictionariesAndOptions))]
    public void A_dictionary_whose_keys_are_of_the_contract_is_written_and_read_back(string key, string options) =>
        AssertIsReadBack(Dictionaries[key], Options[options]);

    [Theory]
    [MemberData(nameof(DictionariesAndOptions))]
    public void A_key_that_breaks_the_contract_is_refused_with_its_rule(string key, string options) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize("{\"fedora-17\":null}", Dictionaries[key].Type, Options[options]))
            .Should().Throw<ContractException>().Which.Violation.Rule.Id.Should().Be(key == "Chroot" ? "COPR106" : "COPR107");

    [Theory]
    [MemberData(nameof(ItemsAndOptions))]
    public void An_item_that_breaks_the_contract_is_refused_with_its_rule(string item, string options) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize("\"a-1\"", Values[item].Type, Options[options]))
            .Should().Throw<ContractException>().Which.Violation.Rule.Id.Should().Be(item == "Chroot" ? "COPR106" : "COPR107");

    [Theory]
    [MemberData(nameof(ItemsAndOptions))]
    public void An_item_that_is_not_a_string_is_refused(string item, string options) =>
        new[] { "null", "1", "[]", "\"\\ud800\"" }.Should().AllSatisfy(json =>
            FluentActions.Invoking(() => JsonSerializer.Deserialize(json, Values[item].Type, Options[options]))
                .Should().Throw<ContractException>());

    [Theory]
    [InlineData("\"a-1\"", "the value is \"a-1\", which has fewer than three parts")]
    [InlineData("null", "the value is null")]
    [InlineData("1", "the value is the number 1")]
    [InlineData("\"\\ud800\"", "the value is a string that is not Unicode text")]
    public void An_item_that_is_refused_is_described(string json, string found) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<Chroot>(json, CoprJson.StrictOptions))
            .Should().Throw<ContractException>().Which.Violation.Should().Match<Violation>(violation =>
                violation.Path.Length == 0 && violation.Found == found);

    [Theory]
    [InlineData(40, "")]
    [InlineData(41, "…")]
    public void A_number_that_arrives_in_pieces_is_shown_up_to_40_digits(int digits, string end)
    {
        var converter = (JsonConverter<Chroot>)CoprJson.StrictOptions.GetConverter(typeof(Chroot));

        FluentActions.Invoking(() =>
        {
            var reader = new Utf8JsonReader(Segments.Of([.. Enumerable.Repeat("1"u8.ToArray(), digits)]));
            reader.Read();
            return converter.Read(ref reader, typeof(Chroot), CoprJson.StrictOptions);
        }).Should().Throw<ContractException>().Which.Violation.Found.Should().Be($"the value is the number {new string('1', 40)}{end}");
    }

    [Theory]
    [MemberData(nameof(ItemsAndOptions))]
    public void A_default_item_is_not_written(string item, string options)
    {
        object? value = Activator.CreateInstance(Values[item].Type);

        FluentActions.Invoking(() => JsonSerializer.Serialize(value, Values[item].Type, Options[options]))
            .Should().Throw<JsonException>().WithMessage($"default({item}) is not a value of its type and cannot be written.");
    }

    [Theory]
    [InlineData("StrictOptions", false)]
    [InlineData("LenientOptions", true)]
    [InlineData("TypeInfoResolver", false)]
    [InlineData("a context and AddCoprContracts", true)]
    [InlineData("the default options", false)]
    public void A_list_by_itself_is_read_in_the_mode_of_the_options(string options, bool isRead)
    {
        Action read = () => JsonSerializer.Deserialize<SpaceSeparatedList<Chroot>>("\"a-1-b  a-1-c\"", Options[options]);

        if (isRead)
        {
            read.Should().NotThrow();
        }
        else
        {
            read.Should().Throw<ContractException>().Which.Violation.Should().Match<Violation>(static violation =>
                violation.Rule.Id == "COPR105" && violation.Path.Length == 0);
        }
    }

    [Theory]
    [InlineData(typeof(WaitingBuilds))]
    [InlineData(typeof(Build))]
    [InlineData(typeof(CoprProject))]
    [InlineData(typeof(BuildUpdates))]
    [InlineData(typeof(BuildUpdate))]
    [InlineData(typeof(BuildUpdatesResult))]
    [InlineData(typeof(CanceledBuilds))]
    [InlineData(typeof(StartBuildRequest))]
    [InlineData(typeof(StartBuildResponse))]
    [InlineData(typeof(Chroot))]
    [InlineData(typeof(PackageUrl))]
    [InlineData(typeof(RepositoryUrl))]
    public void CoprJsons_options_know_lists_and_arrays_of_each_type(Type type) =>
        new[] { typeof(List<>).MakeGenericType(type), typeof(IReadOnlyList<>).MakeGenericType(type), type.MakeArrayType() }
            .Should().OnlyContain(static collection => IsKnown(collection));

    [Theory]
    [InlineData("StrictOptions")]
    [InlineData("LenientOptions")]
    public void CoprJsons_options_accept_the_wikis_trailing_comma(string options) =>
        JsonSerializer.Deserialize<WaitingBuilds>(WikiExample.Text, Options[options])
            .Should().Be(CoprJson.Read<WaitingBuilds>(WikiExample.Bytes));

    [Fact]
    public void CoprJsons_options_are_read_only() =>
        new[] { CoprJson.StrictOptions, CoprJson.LenientOptions }.Should().AllSatisfy(static options =>
        {
            options.IsReadOnly.Should().BeTrue();
            options.Invoking(static item => item.Converters.Clear()).Should().Throw<InvalidOperationException>();
        });

    [Fact]
    public void CoprJsons_options_know_only_the_contract() =>
        CoprJson.StrictOptions.Invoking(static options => options.GetTypeInfo(typeof(Version))).Should().Throw<NotSupportedException>();

    [Fact]
    public void Options_that_copy_CoprJsons_accept_no_name_twice()
    {
        var options = new JsonSerializerOptions(CoprJson.StrictOptions) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

        FluentActions.Invoking(() => JsonSerializer.Deserialize<Dictionary<string, int>>("""{"a":1,"a":2}""", options))
            .Should().Throw<JsonException>();
    }

    private static void AssertIsReadBack((object? Value, Type Type, string Json) given, JsonSerializerOptions options)
    {
        string json = JsonSerializer.Serialize(given.Value, given.Type, options);

        JsonElement.DeepEquals(JsonElement.Parse(json), JsonElement.Parse(given.Json)).Should().BeTrue("{0} is {1}", json, given.Json);
        ItemsOf(JsonSerializer.Deserialize(json, given.Type, options)).Should().Equal(ItemsOf(given.Value));
    }

    /// <summary>The items of a collection, which has no equality of its own, or the value.</summary>
    private static IEnumerable<object?> ItemsOf(object? value) =>
        value is IList or IDictionary ? ((IEnumerable)value).Cast<object?>() : [value];

    private static bool IsKnown(Type type) => CoprJson.StrictOptions.TryGetTypeInfo(type, out _);

    private static (object? Value, Type Type, string Json) Case<T>(T value, string json) => (value, typeof(T), json);

    private static TheoryData<string, string> Rows(IEnumerable<string> values, IEnumerable<string> options)
    {
        var rows = new TheoryData<string, string>();
        foreach ((string value, string item) in values.SelectMany(value => options.Select(item => (value, item))))
        {
            rows.Add(value, item);
        }

        return rows;
    }

    [JsonSerializable(typeof(Dictionary<Chroot, int>))]
    [JsonSerializable(typeof(Dictionary<PackageUrl, Build>))]
    [JsonSerializable(typeof(Dictionary<RepositoryUrl, Chroot?>))]
    internal sealed partial class KeyContext : JsonSerializerContext;
}
