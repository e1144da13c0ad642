using System.Text;

namespace Copr.Contracts.Tests.Values;

/// <summary>What chroots, package URLs and repository URLs have in common: parsing, formatting and equality.</summary>
public abstract class ListItemTests<T>
    where T : struct, IListItem<T>
{
    protected abstract string Good { get; }

    protected abstract string Other { get; }

    protected abstract string Bad { get; }

    protected virtual string Lengthy => Good;

    [Fact]
    public void Every_way_to_parse_keeps_the_text_to_the_letter()
    {
        foreach (string text in new[] { Good, Other, Lengthy })
        {
            Parsed(text).Should().AllSatisfy(value => value.ToString().Should().Be(text)).And.HaveCount(6);
        }
    }

    [Fact]
    public void Every_way_to_parse_refuses_what_is_malformed()
    {
        foreach (string text in new[] { Bad, "", Bad + new string('x', 1000) })
        {
            Parsed(text).Should().BeEmpty("{0} is malformed", text);
        }
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Good), 0xFF];

        T.TryParse(bytes, null, out _).Should().BeFalse();
        FluentActions.Invoking(() => T.Parse(bytes, null)).Should().Throw<FormatException>().WithMessage("*is not UTF-8*");
    }

    [Fact]
    public void Null_is_not_parsed()
    {
        TryFromString(null, out T value).Should().BeFalse();
        value.Should().Be(default(T));
        FluentActions.Invoking(() => FromString<T>(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void A_failure_says_what_was_found_and_what_was_expected() =>
        FluentActions.Invoking(() => T.Parse(Bad, null)).Should().Throw<FormatException>().Which.Message
            .Should().StartWith($"\"{Bad}\" ").And.Contain("; expected ");

    [Fact]
    public void A_failure_says_the_same_whatever_is_parsed()
    {
        foreach (string text in new[] { Bad, "" })
        {
            new Action[] { () => FromString<T>(text), () => T.Parse(text.AsSpan(), null), () => T.Parse(Encoding.UTF8.GetBytes(text), null) }
                .Select(static parse => parse.Should().Throw<FormatException>().Which.Message).Distinct()
                .Should().ContainSingle().Which.Should().StartWith(text.Length == 0 ? "\"\" is empty; expected " : $"\"{text}\" ");
        }
    }

    [Fact]
    public void Nothing_is_copied_of_a_text_that_is_the_value()
    {
        foreach (string text in new[] { Good, Lengthy })
        {
            FromString<T>(text).ToString().Should().BeSameAs(text);
            SpaceSeparatedList<T>.Parse(text).ToString().Should().BeSameAs(text);
            SpaceSeparatedList<T>.Parse(text)[0].ToString().Should().BeSameAs(text);
        }
    }

    [Fact]
    public void Equal_texts_make_equal_values()
    {
        T left = T.Parse(Good, null);
        T right = T.Parse(new StringBuilder(Good).ToString(), null);

        (left == right).Should().BeTrue();
        (left != right).Should().BeFalse();
        left.Equals((object)right).Should().BeTrue();
        left.GetHashCode().Should().Be(right.GetHashCode());
    }

    [Fact]
    public void Different_texts_make_different_values()
    {
        T left = T.Parse(Good, null);
        T right = T.Parse(Other, null);

        (left == right).Should().BeFalse();
        (left != right).Should().BeTrue();
        left.Equals((object)right).Should().BeFalse();
        left.Equals(Good).Should().BeFalse("a text is no value");
    }

    [Fact]
    public void An_item_of_a_list_equals_the_same_value_alone()
    {
        T item = SpaceSeparatedList<T>.Parse($"{Other} {Good}")[1];

        item.Should().Be(T.Parse(Good, null));
        item.GetHashCode().Should().Be(T.Parse(Good, null).GetHashCode());
        item.ToString().Should().Be(Good);
    }

    [Fact]
    public void It_is_formatted_into_a_destination_that_is_just_large_enough()
    {
        T value = T.Parse(Good, null);
        char[] characters = new char[Good.Length];
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(Good)];

        value.TryFormat(characters, out int charactersWritten, default, null).Should().BeTrue();
        value.TryFormat(bytes, out int bytesWritten, default, null).Should().BeTrue();

        (charactersWritten, new string(characters)).Should().Be((Good.Length, Good));
        (bytesWritten, Encoding.UTF8.GetString(bytes)).Should().Be((bytes.Length, Good));
    }

    [Fact]
    public void Nothing_is_written_into_a_destination_that_is_too_small()
    {
        T value = T.Parse(Good, null);
        char[] characters = new char[Good.Length - 1];
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(Good) - 1];

        value.TryFormat(characters, out int charactersWritten, default, null).Should().BeFalse();
        value.TryFormat(bytes, out int bytesWritten, default, null).Should().BeFalse();

        (charactersWritten, bytesWritten).Should().Be((0, 0));
        characters.Should().OnlyContain(static character => character == '\0');
        bytes.Should().OnlyContain(static unit => unit == 0);
    }

    [Fact]
    public void It_is_interpolated_by_its_text() => $"{T.Parse(Good, null)}|{T.Parse(Good, null).ToString(null, null)}".Should().Be($"{Good}|{Good}");

    [Fact]
    public void The_default_has_no_text_and_equals_itself_only()
    {
        T value = default;

        value.ToString().Should().BeEmpty();
        value.TryFormat(new char[1], out int written, default, null).Should().BeTrue();
        written.Should().Be(0);
        value.Should().Be(default(T)).And.NotBe(T.Parse(Good, null));
        (value == T.Parse(Good, null)).Should().BeFalse();
    }

    [Fact]
    public void The_default_cannot_stand_in_a_list() =>
        FluentActions.Invoking(static () => SpaceSeparatedList.Create<T>(default(T))).Should().Throw<ArgumentException>().WithMessage($"*default({typeof(T).Name})*");

    /// <summary>As code does that knows nothing but the interface; on T itself the compiler prefers the spans.</summary>
    private static TItem FromString<TItem>(string text)
        where TItem : IParsable<TItem> =>
        TItem.Parse(text, null);

    private static bool TryFromString<TItem>(string? text, out TItem value)
        where TItem : struct, IParsable<TItem> =>
        TItem.TryParse(text, null, out value);

    /// <summary>What the six ways to parse make of a text: those that refuse it are left out.</summary>
    private static List<T> Parsed(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        List<T> values = [];
        Add(() => FromString<T>(text));
        Add(() => T.Parse(text.AsSpan(), null));
        Add(() => T.Parse(bytes, null));
        values.AddRange(TryFromString(text, out T fromString) ? [fromString] : []);
        values.AddRange(T.TryParse(text.AsSpan(), null, out T fromSpan) ? [fromSpan] : []);
        values.AddRange(T.TryParse(bytes, null, out T fromBytes) ? [fromBytes] : []);
        new[] { fromString, fromSpan, fromBytes }.Distinct().Should().ContainSingle("the ways to parse agree");
        return values;

        void Add(Func<T> parse)
        {
            try
            {
                values.Add(parse());
            }
            catch (FormatException)
            {
                // Left out.
            }
        }
    }
}
