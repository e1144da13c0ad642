using System.Text;
using System.Text.Unicode;
using Copr.Contracts.Json;
using CsCheck;

namespace Copr.Contracts.Tests.Properties;

public sealed class ChrootProperties : ListItemProperties<Chroot>
{
    private protected override Gen<string> Texts => Generate.ChrootText;
}

public sealed class PackageUrlProperties : ListItemProperties<PackageUrl>
{
    private protected override Gen<string> Texts => Generate.UrlText;
}

public sealed class RepositoryUrlProperties : ListItemProperties<RepositoryUrl>
{
    private protected override Gen<string> Texts => Generate.UrlText;
}

/// <summary>What holds for the items of lists, and for lists of them, whatever their texts.</summary>
public abstract class ListItemProperties<T>
    where T : struct, IListItem<T>
{
    /// <summary>Texts that are good.</summary>
    private protected abstract Gen<string> Texts { get; }

    [Fact]
    public void A_good_text_is_kept_to_the_letter() => Property.Holds(Texts, static text =>
    {
        var value = T.Parse(text, null);
        Span<byte> utf8 = stackalloc byte[1024];

        value.TryFormat(utf8, out int length, default, null).Should().BeTrue();
        new[] { value.ToString(), value.ToString(null, null), $"{value}", Encoding.UTF8.GetString(utf8[..length]) }.Should().AllBe(text);
    });

    [Fact]
    public void Whatever_comes_nothing_but_a_format_exception_is_thrown() => Property.Holds(Gen.Select(Generate.Nearly(Texts), Generate.Bytes), static (text, bytes) =>
    {
        foreach (Action parse in new Action[] { () => T.Parse(text, null), () => T.Parse(text.AsSpan(), null), () => T.Parse(Encoding.UTF8.GetBytes(text), null), () => T.Parse(bytes.Bytes, null) })
        {
            (Thrown(parse) is null or FormatException).Should().BeTrue("{0} was thrown", Thrown(parse));
        }
    });

    [Fact]
    public void All_ways_to_parse_a_text_agree() => Property.Holds(Generate.Nearly(Texts), static text =>
    {
        T? expected = T.TryParse(text, null, out T parsed) ? parsed : null;

        Tried(T.TryParse(text.AsSpan(), null, out T ofSpan), ofSpan).Should().Be(expected);
        ParsedOrNull(() => T.Parse(text, null)).Should().Be(expected);
        ParsedOrNull(() => T.Parse(text.AsSpan(), null)).Should().Be(expected);
        if (IsUnicode(text))
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            Tried(T.TryParse(utf8, null, out T ofUtf8), ofUtf8).Should().Be(expected);
            ParsedOrNull(() => T.Parse(utf8, null)).Should().Be(expected);
        }
        else
        {
            expected.Should().BeNull("half of a surrogate pair is no Unicode text");
        }
    });

    [Fact]
    public void Bytes_are_parsed_where_they_are_utf8_and_their_text_is_parsed() => Property.Holds(Generate.Bent(Texts.Select(static text => new Utf8Text(text))), static text =>
    {
        T? expected = Utf8.IsValid(text.Bytes) && T.TryParse(Encoding.UTF8.GetString(text.Bytes), null, out T parsed) ? parsed : null;

        Tried(T.TryParse(text.Bytes, null, out T tried), tried).Should().Be(expected);
        ParsedOrNull(() => T.Parse(text.Bytes, null)).Should().Be(expected);
    });

    [Fact]
    public void What_is_not_parsed_leaves_the_default() => Property.Holds(Generate.Nearly(Texts), static text =>
    {
        bool isParsed = T.TryParse(text, null, out T value);

        value.Equals(default).Should().Be(!isParsed);
    });

    [Fact]
    public void Values_are_equal_with_equal_hash_codes_where_their_texts_are() => Property.Holds(Gen.Select(Texts, Texts), static (first, second) =>
    {
        T one = T.Parse(first, null);
        T copy = SpaceSeparatedList<T>.Parse($"{second} {first}")[1];
        T other = T.Parse(second, null);

        (one == copy, one.GetHashCode() == copy.GetHashCode(), one == other, one != other).Should().Be((true, true, first == second, first != second));
    });

    [Fact]
    public void A_text_is_a_list_where_what_stands_between_single_spaces_are_its_items() => Property.Holds(Generate.ListText(Texts), static text =>
    {
        bool isList = text.Length == 0 || text.Split(' ').All(static item => T.TryParse(item, null, out _));

        SpaceSeparatedList<T>.TryParse(text, out SpaceSeparatedList<T> list).Should().Be(isList);
        list.ToString().Should().Be(isList ? text : "");
        list.Select(static item => item.ToString()).Should().Equal(isList && text.Length > 0 ? text.Split(' ') : []);
    });

    [Fact]
    public void A_lenient_list_is_that_of_what_stands_between_white_space() => Property.Holds(Generate.ListText(Texts), static text =>
    {
        string[] items = text.Split([' ', '\t', '\n', '\r', '\v', '\f'], StringSplitOptions.RemoveEmptyEntries);
        bool isList = items.All(static item => T.TryParse(item, null, out _));

        SpaceSeparatedList<T>.TryParse(text, ReadingMode.Lenient, out SpaceSeparatedList<T> list).Should().Be(isList);
        list.ToString().Should().Be(isList ? string.Join(' ', items) : "");
    });

    [Fact]
    public void A_lenient_list_is_the_strict_one_where_there_is_one() => Property.Holds(Generate.ListText(Texts), static text =>
    {
        if (SpaceSeparatedList<T>.TryParse(text, out SpaceSeparatedList<T> strict))
        {
            SpaceSeparatedList<T>.Parse(text, ReadingMode.Lenient).Should().Equal(strict);
        }
    });

    [Fact]
    public void A_list_throws_nothing_but_a_format_exception_and_only_where_it_is_none() => Property.Holds(Gen.OneOf(Generate.ListText(Texts), Generate.Utf16), static text =>
    {
        foreach (ReadingMode mode in Enum.GetValues<ReadingMode>())
        {
            Exception? thrown = Thrown(() => SpaceSeparatedList<T>.Parse(text, mode));

            (thrown is null or FormatException).Should().BeTrue("{0} was thrown", thrown);
            (thrown is null).Should().Be(SpaceSeparatedList<T>.TryParse(text, mode, out _));
        }
    });

    [Fact]
    public void A_list_in_json_is_the_list_of_its_text() => Property.Holds(Generate.ListText(Texts).Where(IsUnicode), static text =>
    {
        foreach (ReadingMode mode in Enum.GetValues<ReadingMode>())
        {
            SpaceSeparatedList<T>? expected = SpaceSeparatedList<T>.TryParse(text, mode, out SpaceSeparatedList<T> list) ? list : null;
            byte[] json = Encoding.UTF8.GetBytes(Generate.Quoted(text));

            // Twice, since what was read a moment ago is remembered.
            for (int time = 0; time < 2; time++)
            {
                SpaceSeparatedList<T>? read = null;
                Exception? thrown = Thrown(() => read = CoprJson.Read<SpaceSeparatedList<T>>(json, mode == ReadingMode.Strict ? CoprJson.Strict : CoprJson.Lenient));

                (thrown is null or ContractException).Should().BeTrue("{0} was thrown", thrown);
                read.Should().Be(expected);
            }
        }
    });

    [Fact]
    public void Lists_of_the_same_items_are_equal_and_have_them_at_their_indexes() => Property.Holds(Generate.ListOf<T>(Texts), static written =>
    {
        T[] items = [.. written.Value];
        SpaceSeparatedList<T> again = [.. items];

        (again == written.Value, again.GetHashCode() == written.Value.GetHashCode(), again.Count).Should().Be((true, true, items.Length));
        Enumerable.Range(0, again.Count).Select(index => again[index]).Should().Equal(items);
    });

    private static bool IsUnicode(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text, index))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static T? Tried(bool isParsed, T value) => isParsed ? value : null;

    private static T? ParsedOrNull(Func<T> parse)
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

    private static Exception? Thrown(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
