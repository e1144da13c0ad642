using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Copr.Contracts.Tests.Conformance;
using Copr.Contracts.Tests.Wiki;

namespace Copr.Contracts.Tests.Json;

/// <summary>After <see cref="CoprJson.AddCoprContracts"/>, options know the contract's types and are otherwise unchanged.</summary>
public sealed partial class AddCoprContractsTests
{
    /// <summary>The properties that the call adds to.</summary>
    private static readonly string[] Extended =
    [
        nameof(JsonSerializerOptions.Converters), nameof(JsonSerializerOptions.TypeInfoResolver),
        nameof(JsonSerializerOptions.TypeInfoResolverChain),
    ];

    private static readonly Dictionary<string, Func<JsonSerializerOptions>> Presets = new()
    {
        ["defaults"] = static () => new(),
        ["web defaults"] = static () => new(JsonSerializerDefaults.Web),
        ["strict defaults"] = static () => new(JsonSerializerDefaults.Strict),
        ["everything set"] = static () => new()
        {
            AllowDuplicateProperties = false,
            AllowOutOfOrderMetadataProperties = true,
            AllowTrailingCommas = true,
            DefaultBufferSize = 1000,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            DictionaryKeyPolicy = JsonNamingPolicy.KebabCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            IgnoreReadOnlyFields = true,
            IgnoreReadOnlyProperties = true,
            IncludeFields = true,
            IndentCharacter = '\t',
            IndentSize = 1,
            MaxDepth = 20,
            NewLine = "\r\n",
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate,
            PropertyNameCaseInsensitive = true,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            ReadCommentHandling = JsonCommentHandling.Skip,
            ReferenceHandler = ReferenceHandler.IgnoreCycles,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = NoteContext.Default,
            UnknownTypeHandling = JsonUnknownTypeHandling.JsonNode,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            WriteIndented = true,
        },
    };

    public static TheoryData<string> PresetNames => [.. Presets.Keys];

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void Every_other_property_of_the_options_stays_as_it_was(string preset)
    {
        JsonSerializerOptions options = Presets[preset]().AddCoprContracts();

        PropertiesOf(options).Should().Equal(PropertiesOf(Presets[preset]()));
    }

    [Fact]
    public void The_converters_of_the_options_stay_after_the_contracts()
    {
        JsonConverter own = new JsonStringEnumConverter();
        var options = new JsonSerializerOptions { Converters = { own } };

        options.AddCoprContracts().Converters[^1].Should().BeSameAs(own);
    }

    [Fact]
    public void The_same_options_are_returned()
    {
        var options = new JsonSerializerOptions();

        options.AddCoprContracts().Should().BeSameAs(options);
    }

    [Theory]
    [InlineData(ReadingMode.Strict, true)]
    [InlineData(ReadingMode.Lenient, false)]
    public void The_options_read_in_the_mode_that_was_added(ReadingMode mode, bool isRefused)
    {
        JsonSerializerOptions options = new JsonSerializerOptions(JsonSerializerDefaults.Web).AddCoprContracts(mode);

        Ways.Serializer<WaitingBuilds>(Document.With("builds/0/chroots", "\" fedora-17-i386\""), options)
            .Should().AllSatisfy(exception => (exception is not null).Should().Be(isRefused));
    }

    [Theory]
    [InlineData(ReadingMode.Strict)]
    [InlineData(ReadingMode.Lenient)]
    public void If_two_modes_are_added_the_last_one_applies(ReadingMode last)
    {
        ReadingMode first = last == ReadingMode.Strict ? ReadingMode.Lenient : ReadingMode.Strict;
        JsonSerializerOptions options = new JsonSerializerOptions().AddCoprContracts(first).AddCoprContracts(last);
        byte[] document = Document.Utf8(Samples.Build.ToString().Replace("1351157544", "1351157544.5", StringComparison.Ordinal));

        Ways.Serializer<Build>(document, options)
            .Should().AllSatisfy(exception => (exception is null).Should().Be(last == ReadingMode.Lenient));
    }

    [Theory]
    [InlineData("\"id\":5}", "\"id\":\"5\"}")]
    [InlineData("\"id\":5}", "\"ID\":5}")]
    [InlineData("\"submitted_on\":1351157544", "\"submitted_on\":\"2012-10-25T09:32:24Z\"")]
    [InlineData("\"canceled\":null", "\"canceled\":\"true\"")]
    [InlineData("\"id\":5}", "\"id\":5,\"id\":5}")]
    public void Options_that_are_lax_do_not_make_the_contract_lax(string from, string to)
    {
        byte[] document = Document.Utf8(Samples.Build.ToString().Replace(from, to, StringComparison.Ordinal));

        Ways.Serializer<Build>(document, Presets["everything set"]().AddCoprContracts()).Should().AllBeOfType<ContractException>();
    }

    [Fact]
    public void The_mode_applies_to_a_copr_and_to_a_result_of_the_early_wire_by_themselves()
    {
        const string Copr = """{"owner":{"id":1},"repos":null,"chroots":"fedora-17-i386","id":3,"name":"a"}""";
        JsonSerializerOptions options = new JsonSerializerOptions().AddCoprContracts(ReadingMode.Lenient);

        JsonSerializer.Deserialize<CoprProject>(Copr, options)!.OwnerId.Should().Be(1);
        JsonSerializer.Deserialize<BuildUpdatesResult>("""{"updated_builds":1}""", options)!.UpdatedBuildIds.Should().BeEmpty();
    }

    [Fact]
    public void A_trailing_comma_stays_refused_and_the_exception_names_CoprJson() =>
        // The framework itself searches for the end of a value in pieces, before it calls a converter.
        Ways.Serializer<WaitingBuilds>(WikiExample.Bytes, new JsonSerializerOptions().AddCoprContracts()).SkipLast(1)
            .Should().AllBeOfType<ContractException>()
            .And.AllSatisfy(static exception => exception!.Message.Should().Contain(nameof(CoprJson)));

    [Fact]
    public void The_default_options_refuse_the_wikis_trailing_comma_and_name_CoprJson() =>
        FluentActions.Invoking(static () => JsonSerializer.Deserialize<WaitingBuilds>(WikiExample.Text)).Should().Throw<ContractException>()
            .Which.Violation.Should().Match<Violation>(static violation =>
                violation.Rule.Id == "COPR101" && violation.Path == "/builds/2"
                && violation.Expected.Contains(nameof(CoprJson), StringComparison.Ordinal));

    [Theory]
    [InlineData(" {\"id\":5,}", false, true)]
    [InlineData(" {\"id\":5,,}", true, false)]
    [InlineData(" {\"id\" 5,}", false, false)]
    public void The_exception_names_CoprJson_only_if_a_trailing_comma_is_refused(string json, bool allowsTrailingCommas, bool isNamed)
    {
        JsonSerializerOptions options = new JsonSerializerOptions { AllowTrailingCommas = allowsTrailingCommas }.AddCoprContracts();

        FluentActions.Invoking(() => JsonSerializer.Deserialize<Build>(json, options)).Should().Throw<ContractException>()
            .Which.Violation.Should().Match<Violation>(violation => violation.Rule.Id == "COPR101"
                && violation.Expected.Contains(nameof(CoprJson), StringComparison.Ordinal) == isNamed);
    }

    [Fact]
    public void Comments_that_an_application_skips_are_no_error_and_hide_none()
    {
        var options = new JsonSerializerOptions { ReadCommentHandling = JsonCommentHandling.Skip };
        options.AddCoprContracts(ReadingMode.Lenient);
        string early = "{/**/" + Encoding.UTF8.GetString(ConformanceCase.Of("early-wire-contract").Text)[1..];
        string broken = early.Replace("\"http://foo/repo\"", "5", StringComparison.Ordinal);

        Ways.Serializer<WaitingBuilds>(Document.Utf8(early), options).Should().OnlyContain(static exception => exception == null);
        Ways.Serializer<WaitingBuilds>(Document.Utf8(broken), options).Should().AllBeOfType<ContractException>();
    }

    [Fact]
    public void Types_that_no_context_knows_are_still_written()
    {
        JsonSerializerOptions options = new JsonSerializerOptions().AddCoprContracts();

        JsonSerializer.Serialize(new { Builds = new[] { Samples.Build }, Version = new Version(1, 2) }, options)
            .Should().StartWith("{\"Builds\":[{\"copr_id\":5,").And.EndWith("\"Version\":\"1.2\"}");
    }

    [Fact]
    public void The_options_keep_their_own_resolver_and_encoder()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = NoteContext.Default };
        options.AddCoprContracts();

        JsonSerializer.Serialize(new Note("<&>", Chroot.Parse("fedora-17-i386")), options)
            .Should().Be("{\"text\":\"\\u003C\\u0026\\u003E\",\"chroot\":\"fedora-17-i386\"}");
    }

    [Fact]
    public void A_resolver_may_be_added_before_or_after_the_contract()
    {
        JsonSerializerOptions before = new JsonSerializerOptions { TypeInfoResolverChain = { NoteContext.Default } }.AddCoprContracts();
        JsonSerializerOptions after = new JsonSerializerOptions().AddCoprContracts();
        after.TypeInfoResolverChain.Add(NoteContext.Default);
        var note = new Note("text", Chroot.Parse("fedora-17-i386"));

        JsonSerializer.Serialize(note, before).Should().Be(JsonSerializer.Serialize(note, after));
    }

    [Fact]
    public void Options_that_are_null_or_read_only_or_in_use_are_refused()
    {
        var used = new JsonSerializerOptions();
        JsonSerializer.Serialize(new JsonObject(), used);

        FluentActions.Invoking(static () => ((JsonSerializerOptions)null!).AddCoprContracts()).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(static () => CoprJson.StrictOptions.AddCoprContracts()).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => used.AddCoprContracts()).Should().Throw<InvalidOperationException>();
    }

    private static Dictionary<string, object?> PropertiesOf(JsonSerializerOptions options) => typeof(JsonSerializerOptions)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(static property => property.GetIndexParameters().Length == 0 && !Extended.Contains(property.Name))
        .ToDictionary(static property => property.Name, property => property.GetValue(options));

    internal sealed record Note(string Text, Chroot Chroot);

    [JsonSerializable(typeof(Note))]
    internal sealed partial class NoteContext : JsonSerializerContext;
}
