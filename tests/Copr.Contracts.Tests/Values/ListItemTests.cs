using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Copr.Contracts.Tests.Values;

/// <summary>What chroots, package URLs and repository URLs have in common.</summary>
public abstract class ListItemTests<T>
    where T : struct, IListItem<T>
{
    protected abstract string Good { get; }

    /// <summary>Another text, which sorts before <see cref="Good"/>.</summary>
    protected abstract string Other { get; }

    protected abstract string Bad { get; }

    protected abstract string BrokenRule { get; }

    [Fact]
    public void Every_way_to_parse_preserves_the_text()
    {
        foreach (string text in new[] { Good, Other })
        {
            ParseInEveryWay(text).Should().AllSatisfy(value => (value?.ToString()).Should().Be(text));
        }
    }

    [Fact]
    public void Every_way_to_parse_rejects_a_malformed_text()
    {
        foreach (string text in new[] { Bad, "", Bad + new string('x', 1000) })
        {
            ParseInEveryWay(text).Should().AllSatisfy(static value => value.Should().BeNull());
        }
    }

    [Fact]
    public void Every_way_to_parse_throws_the_same_message()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(Bad);

        new Action[] { () => FromString<T>(Bad), () => FromSpan<T>(Bad), () => FromUtf8<T>(utf8) }
            .Select(static parse => parse.Should().Throw<FormatException>().Which.Message)
            .Distinct().Should().ContainSingle().Which.Should().StartWith($"\"{Bad}\" ").And.Contain("; expected ");
    }

    [Fact]
    public void An_empty_text_is_rejected_as_empty() =>
        FluentActions.Invoking(static () => FromString<T>("")).Should().Throw<FormatException>().WithMessage("\"\" is empty; expected *");

    [Fact]
    public void Bytes_that_are_not_utf8_are_rejected()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Good), 0xFF];

        T.TryParse(bytes, null, out _).Should().BeFalse();
        FluentActions.Invoking(() => FromUtf8<T>(bytes)).Should().Throw<FormatException>().WithMessage("*is not UTF-8*");
    }

    [Fact]
    public void Null_is_not_parsed()
    {
        TryFromString(null, out T value).Should().BeFalse();
        value.Should().Be(default(T));
        FluentActions.Invoking(static () => FromString<T>(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void A_valid_text_is_not_copied()
    {
        FromString<T>(Good).ToString().Should().BeSameAs(Good);
        SpaceSeparatedList<T>.Parse(Good).ToString().Should().BeSameAs(Good);
        SpaceSeparatedList<T>.Parse(Good)[0].ToString().Should().BeSameAs(Good);
    }

    [Fact]
    public void Equal_texts_give_equal_values()
    {
        T left = FromString<T>(Good);
        T right = FromString<T>(new StringBuilder(Good).ToString());

        (left == right, left != right, left.Equals((object)right)).Should().Be((true, false, true));
        left.GetHashCode().Should().Be(right.GetHashCode());
    }

    [Fact]
    public void Different_texts_give_different_values()
    {
        T left = FromString<T>(Good);
        T right = FromString<T>(Other);

        (left == right, left != right, left.Equals((object)right), left.Equals(Good)).Should().Be((false, true, false, false));
    }

    [Fact]
    public void An_item_of_a_list_equals_the_same_value_alone()
    {
        T item = SpaceSeparatedList<T>.Parse($"{Other} {Good}")[1];

        item.Should().Be(FromString<T>(Good));
        item.GetHashCode().Should().Be(FromString<T>(Good).GetHashCode());
        item.ToString().Should().Be(Good);
    }

    [Fact]
    public void The_text_fits_into_a_destination_of_its_length()
    {
        T value = FromString<T>(Good);
        char[] characters = new char[Good.Length];
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(Good)];

        TryFormat(value, characters, out int charactersWritten).Should().BeTrue();
        TryFormatUtf8(value, bytes, out int bytesWritten).Should().BeTrue();

        (charactersWritten, new string(characters)).Should().Be((Good.Length, Good));
        (bytesWritten, Encoding.UTF8.GetString(bytes)).Should().Be((bytes.Length, Good));
    }

    [Fact]
    public void Nothing_is_written_if_the_destination_is_too_small()
    {
        T value = FromString<T>(Good);
        char[] characters = new char[Good.Length - 1];
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(Good) - 1];

        TryFormat(value, characters, out int charactersWritten).Should().BeFalse();
        TryFormatUtf8(value, bytes, out int bytesWritten).Should().BeFalse();

        (charactersWritten, bytesWritten).Should().Be((0, 0));
        characters.Should().OnlyContain(static character => character == '\0');
    }

    [Fact]
    public void Interpolation_inserts_the_text()
    {
        T value = FromString<T>(Good);

        $"{value}|{((IFormattable)value).ToString(null, null)}".Should().Be($"{Good}|{Good}");
    }

    [Fact]
    public void Values_sort_by_their_text() =>
        new[] { FromString<T>(Good), default, FromString<T>(Other) }.Order().Select(static value => value.ToString())
            .Should().Equal("", Other, Good);

    [Fact]
    public void A_value_compares_only_with_a_value_of_its_type()
    {
        IComparable value = FromString<T>(Good);

        value.CompareTo(FromString<T>(Good)).Should().Be(0);
        value.CompareTo(FromString<T>(Other)).Should().BePositive();
        value.CompareTo(null).Should().BePositive();
        value.Invoking(item => item.CompareTo(Good)).Should().Throw<ArgumentException>()
            .WithMessage($"A {typeof(T).Name} compares only with a {typeof(T).Name}.*");
    }

    [Fact]
    public void The_default_has_an_empty_text_and_equals_only_itself()
    {
        T value = default;

        value.ToString().Should().BeEmpty();
        TryFormat(value, new char[1], out int written).Should().BeTrue();
        written.Should().Be(0);
        value.CompareTo(default).Should().Be(0);
        value.Should().Be(default(T)).And.NotBe(FromString<T>(Good));
    }

    [Fact]
    public void A_list_cannot_contain_the_default() =>
        FluentActions.Invoking(static () => SpaceSeparatedList.Create<T>(default(T))).Should().Throw<ArgumentException>()
            .WithMessage($"*default({typeof(T).Name})*");

    [Fact]
    public void The_type_converter_parses_a_string()
    {
        TypeConverter converter = TypeDescriptor.GetConverter(typeof(T));

        (converter.CanConvertFrom(typeof(string)), converter.CanConvertFrom(typeof(int))).Should().Be((true, false));
        converter.ConvertFromInvariantString(Good).Should().Be(FromString<T>(Good));
        converter.ConvertToInvariantString(FromString<T>(Good)).Should().Be(Good);
        converter.Invoking(item => item.ConvertFromInvariantString(Bad))
            .Should().Throw<FormatException>().WithMessage($"{BrokenRule} *: \"{Bad}\" *; expected *");
    }

    [Fact]
    public void A_list_has_a_type_converter_too()
    {
        TypeConverter converter = TypeDescriptor.GetConverter(typeof(SpaceSeparatedList<T>));

        converter.ConvertFromInvariantString($"{Good} {Other}").Should().Be(SpaceSeparatedList<T>.Parse($"{Good} {Other}"));
        converter.Invoking(item => item.ConvertFromInvariantString($"{Good}  {Other}"))
            .Should().Throw<FormatException>().WithMessage("COPR105 bad-separator: *exactly one space.");
        converter.Invoking(item => item.ConvertFromInvariantString($"{Good} {Bad}"))
            .Should().Throw<FormatException>().WithMessage($"{BrokenRule} *: item 2 is *; expected *");
    }

    [Fact]
    public void Configuration_binds_values_and_lists()
    {
        Settings settings = Configure(
            ("Value", Good), ("Optional", Good), ("List", $"{Good} {Other}"), ("OptionalList", Good)).Get<Settings>()!;

        (settings.Value, settings.Optional).Should().Be((FromString<T>(Good), FromString<T>(Good)));
        (settings.List, settings.OptionalList).Should().Be(
            (SpaceSeparatedList<T>.Parse($"{Good} {Other}"), SpaceSeparatedList<T>.Parse(Good)));
    }

    [Fact]
    public void Configuration_binds_collections_of_values()
    {
        Settings settings = Configure(
            ("Many:0", Good), ("Many:1", Other), ("Array:0", Good), ("ReadOnly:0", Good), ("ByName:a", Good), ("Lists:0", Good))
            .Get<Settings>()!;

        settings.Many.Should().Equal(FromString<T>(Good), FromString<T>(Other));
        settings.Array.Should().Equal(FromString<T>(Good));
        settings.ReadOnly.Should().Equal(FromString<T>(Good));
        settings.ByName.Should().Equal(new Dictionary<string, T> { ["a"] = FromString<T>(Good) });
        settings.Lists.Should().Equal(SpaceSeparatedList<T>.Parse(Good));
    }

    [Fact]
    public void Configuration_gets_single_values()
    {
        IConfiguration configuration = Configure(("Value", Good), ("List", $"{Good} {Other}"));

        configuration.GetValue<T>("Value").Should().Be(FromString<T>(Good));
        configuration.GetValue<T?>("Value").Should().Be(FromString<T>(Good));
        configuration.GetValue<SpaceSeparatedList<T>>("List").ToString().Should().Be($"{Good} {Other}");
        configuration.GetSection("Value").Get<T>().Should().Be(FromString<T>(Good));
    }

    [Fact]
    public void A_missing_value_in_configuration_is_the_default()
    {
        IConfiguration configuration = Configure(("Optional", ""), ("List", ""), ("Value", null));

        (configuration.GetValue<T>("Missing"), configuration.GetValue<T?>("Missing")).Should().Be((default(T), null));
        Settings settings = configuration.Get<Settings>()!;
        (settings.Value, settings.Optional, settings.List).Should().Be((default, null, default));
    }

    [Theory]
    [InlineData("Value")]
    [InlineData("Optional")]
    [InlineData("List")]
    [InlineData("OptionalList")]
    public void A_malformed_value_in_configuration_is_reported_with_its_key_and_rule(string key) =>
        FluentActions.Invoking(() => Configure((key, Bad)).Get<Settings>()).Should().Throw<InvalidOperationException>()
            .WithMessage($"*'{Bad}' at '{key}'*").WithInnerException<FormatException>().WithMessage($"{BrokenRule} *; expected *");

    [Theory]
    [InlineData("Many:1")]
    [InlineData("Array:1")]
    [InlineData("ReadOnly:1")]
    [InlineData("ByName:b")]
    [InlineData("Lists:1")]
    public void A_malformed_item_in_configuration_is_reported_too_if_the_binder_reports_items(string key) =>
        FluentActions.Invoking(() => Configure((key, Bad)).Get<Settings>(static binder => binder.ErrorOnUnknownConfiguration = true))
            .Should().Throw<InvalidOperationException>().Which.InnerException.Should().BeOfType<InvalidOperationException>()
            .Which.Should().Match<Exception>(error => error.Message.Contains($"'{Bad}' at '{key}'", StringComparison.Ordinal))
            .And.Match<Exception>(error => error.InnerException!.Message.StartsWith(BrokenRule, StringComparison.Ordinal));

    [Fact]
    public void A_list_in_configuration_that_is_an_array_is_reported_if_the_binder_reports_items() =>
        FluentActions.Invoking(() => Configure(("List:0", Good)).Get<Settings>(static binder => binder.ErrorOnUnknownConfiguration = true))
            .Should().Throw<InvalidOperationException>().WithMessage("*SpaceSeparatedList*'0'*");

    [Fact]
    public void A_value_is_a_dictionary_key_in_json()
    {
        var status = new Dictionary<T, string> { [FromString<T>(Good)] = "ok" };

        string json = JsonSerializer.Serialize(status, new JsonSerializerOptions().AddCoprContracts());

        json.Should().Be($$"""{"{{Good}}":"ok"}""");
        JsonSerializer.Deserialize<Dictionary<T, string>>(json).Should().Equal(status);
    }

    [Fact]
    public void A_malformed_dictionary_key_in_json_breaks_the_rule_of_the_type() =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<Dictionary<T, int>>($$"""{"{{Bad}}":1}"""))
            .Should().Throw<ContractException>()
            .Which.Violation.Rule.Id.Should().Be(BrokenRule);

    [Fact]
    public void The_default_cannot_be_a_dictionary_key_in_json() =>
        FluentActions.Invoking(static () => JsonSerializer.Serialize(new Dictionary<T, int> { [default] = 1 }))
            .Should().Throw<JsonException>()
            .WithMessage($"default({typeof(T).Name}) *");

    // These call the interfaces as code does that knows nothing but them.
    private static TItem FromString<TItem>(string text)
        where TItem : IParsable<TItem> =>
        TItem.Parse(text, null);

    private static bool TryFromString<TItem>(string? text, out TItem? value)
        where TItem : IParsable<TItem> =>
        TItem.TryParse(text, null, out value);

    private static TItem FromSpan<TItem>(string text)
        where TItem : ISpanParsable<TItem> =>
        TItem.Parse(text.AsSpan(), null);

    private static bool TryFromSpan<TItem>(string text, out TItem? value)
        where TItem : ISpanParsable<TItem> =>
        TItem.TryParse(text.AsSpan(), null, out value);

    private static TItem FromUtf8<TItem>(byte[] utf8Text)
        where TItem : IUtf8SpanParsable<TItem> =>
        TItem.Parse(utf8Text, null);

    private static bool TryFromUtf8<TItem>(byte[] utf8Text, out TItem? value)
        where TItem : IUtf8SpanParsable<TItem> =>
        TItem.TryParse(utf8Text, null, out value);

    private static bool TryFormat<TItem>(TItem value, Span<char> destination, out int written)
        where TItem : ISpanFormattable =>
        value.TryFormat(destination, out written, default, null);

    private static bool TryFormatUtf8<TItem>(TItem value, Span<byte> destination, out int written)
        where TItem : IUtf8SpanFormattable =>
        value.TryFormat(destination, out written, default, null);

    /// <summary>Parses a text in the six ways; null is a rejection.</summary>
    private static List<T?> ParseInEveryWay(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return
        [
            ParseOrNull(() => FromString<T>(text)),
            ParseOrNull(() => FromSpan<T>(text)),
            ParseOrNull(() => FromUtf8<T>(utf8)),
            TryFromString(text, out T fromString) ? fromString : null,
            TryFromSpan(text, out T fromSpan) ? fromSpan : null,
            TryFromUtf8(utf8, out T fromUtf8) ? fromUtf8 : null,
        ];
    }

    private static T? ParseOrNull(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IConfigurationRoot Configure(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, setting.Value)))
        .Build();

    private sealed class Settings
    {
        public T Value { get; set; }

        public T? Optional { get; set; }

        public SpaceSeparatedList<T> List { get; set; }

        public SpaceSeparatedList<T>? OptionalList { get; set; }

        public IList<T> Many { get; } = [];

        public T[] Array { get; set; } = [];

        public IReadOnlyList<T> ReadOnly { get; set; } = [];

        public IDictionary<string, T> ByName { get; } = new Dictionary<string, T>();

        public IList<SpaceSeparatedList<T>> Lists { get; } = [];
    }
}
