using System.Collections;

namespace Copr.Contracts.Tests.Values;

public sealed class SpaceSeparatedListTests
{
    private static readonly Chroot I386 = Chroot.Parse("fedora-17-i386");
    private static readonly Chroot X64 = Chroot.Parse("fedora-17-x86_64");

    [Fact]
    public void A_collection_expression_creates_a_list()
    {
        SpaceSeparatedList<Chroot> list = [I386, X64];

        list.ToString().Should().Be("fedora-17-i386 fedora-17-x86_64");
    }

    [Fact]
    public void A_list_spreads_into_another()
    {
        SpaceSeparatedList<Chroot> list = [I386];

        ((SpaceSeparatedList<Chroot>)[.. list, X64]).Should().Equal(I386, X64);
    }

    [Fact]
    public void Equal_items_in_the_same_order_give_equal_lists()
    {
        SpaceSeparatedList<Chroot> left = [I386, X64];
        var right = SpaceSeparatedList<Chroot>.Parse("fedora-17-i386 fedora-17-x86_64");

        (left == right, left != right, left.Equals((object)right)).Should().Be((true, false, true));
        left.GetHashCode().Should().Be(right.GetHashCode());
    }

    [Fact]
    public void Another_order_gives_another_list()
    {
        SpaceSeparatedList<Chroot> left = [I386, X64];
        SpaceSeparatedList<Chroot> right = [X64, I386];

        (left == right, left != right, left.Equals((object)right), left.Equals("fedora-17-i386")).Should().Be((false, true, false, false));
    }

    [Fact]
    public void The_default_is_the_empty_list()
    {
        SpaceSeparatedList<Chroot> list = default;

        list.Should().BeEmpty();
        (list.Count, list.IsEmpty, list.ToString()).Should().Be((0, true, ""));
        (list == []).Should().BeTrue();
        list.GetHashCode().Should().Be(SpaceSeparatedList<Chroot>.Parse("").GetHashCode());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void The_indexer_returns_the_items_of_the_enumeration(int count)
    {
        IEnumerable<string> urls = Enumerable.Range(0, count)
            .Select(static index => $"http://foo/{new string('x', index % 7)}{index}.src.rpm");
        SpaceSeparatedList<PackageUrl> list = [.. urls.Select(static url => PackageUrl.Parse(url))];

        list.Count.Should().Be(count);
        Enumerable.Range(0, count).Select(index => list[index]).Should().Equal(list);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public void An_index_without_an_item_throws(int index)
    {
        SpaceSeparatedList<Chroot> list = [I386, X64];

        FluentActions.Invoking(() => list[index]).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("The list has no item at this index.*").WithParameterName(nameof(index));
    }

    [Fact]
    public void The_enumerators_current_item_is_the_default_before_the_first_item_and_after_the_last()
    {
        SpaceSeparatedList<Chroot>.Enumerator items = ((SpaceSeparatedList<Chroot>)[I386]).GetEnumerator();

        items.Current.Should().Be(default(Chroot));
        (items.MoveNext(), items.Current).Should().Be((true, I386));
        (items.MoveNext(), items.Current).Should().Be((false, default(Chroot)));
        (items.MoveNext(), items.Current).Should().Be((false, default(Chroot)));
    }

    [Fact]
    public void An_enumerator_can_be_reset()
    {
        SpaceSeparatedList<Chroot> list = [I386, X64];
        using IEnumerator<Chroot> items = ((IEnumerable<Chroot>)list).GetEnumerator();
        while (items.MoveNext())
        {
        }

        items.Reset();

        items.MoveNext().Should().BeTrue();
        ((IEnumerator)items).Current.Should().Be(I386);
        ((IEnumerable)list).Cast<Chroot>().Should().Equal(I386, X64);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("fedora-17-i386", 1)]
    [InlineData("fedora-17-i386 fedora-17-x86_64", 2)]
    public void One_space_separates_items(string text, int count)
    {
        SpaceSeparatedList<Chroot>.TryParse(text, out SpaceSeparatedList<Chroot> list).Should().BeTrue();
        list.Should().HaveCount(count);
        list.ToString().Should().Be(text);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData(" fedora-17-i386")]
    [InlineData("fedora-17-i386 ")]
    [InlineData("fedora-17-i386  fedora-17-x86_64")]
    [InlineData("fedora-17-i386\tfedora-17-x86_64")]
    [InlineData("\r\n\f\v fedora-17-i386 \n fedora-17-x86_64\t")]
    public void Any_run_of_ascii_white_space_separates_items_only_leniently(string text)
    {
        SpaceSeparatedList<Chroot>.TryParse(text, out SpaceSeparatedList<Chroot> none).Should().BeFalse();
        none.Should().BeEmpty();

        var list = SpaceSeparatedList<Chroot>.Parse(text, ReadingMode.Lenient);
        list.ToString()
            .Should().Be(string.Join(' ', text.Split([' ', '\t', '\r', '\n', '\f', '\v'], StringSplitOptions.RemoveEmptyEntries)));
        list.Should().HaveCount(list.ToString().Split(" ", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("fedora-17-i386,fedora-17-x86_64")]
    [InlineData("fedora-17-i386\u00a0fedora-17-x86_64")]
    [InlineData("fedora-17-i386\u2003fedora-17-x86_64")]
    [InlineData("fedora-17-i386\0fedora-17-x86_64")]
    [InlineData("fedora-17-i386\u001ffedora-17-x86_64")]
    public void No_other_character_separates_items(string text) =>
        SpaceSeparatedList<Chroot>.TryParse(text, ReadingMode.Lenient, out _).Should().BeFalse();

    [Theory]
    [InlineData(
        "fedora-17-i386 17",
        "item 2 is \"17\", which has fewer than three parts; expected DISTRIBUTION-VERSION-ARCHITECTURE, such as fedora-17-x86_64.")]
    [InlineData("fedora-17-i386  fedora-17-x86_64", "there is \"  \" between items 1 and 2; expected exactly one space.")]
    [InlineData(" fedora-17-i386", "there is \" \" before item 1; expected nothing.")]
    [InlineData("fedora-17-i386\n", "there is \"\\u000A\" after item 1; expected nothing.")]
    [InlineData(" ", "there is \" \" and no item; expected nothing.")]
    public void The_exception_says_which_item_or_separator_is_wrong(string text, string message) =>
        FluentActions.Invoking(() => SpaceSeparatedList<Chroot>.Parse(text)).Should().Throw<FormatException>().WithMessage(message);

    [Fact]
    public void Null_is_not_parsed()
    {
        SpaceSeparatedList<Chroot>.TryParse(null, out _).Should().BeFalse();
        SpaceSeparatedList<Chroot>.TryParse(null, ReadingMode.Lenient, out _).Should().BeFalse();
        FluentActions.Invoking(static () => SpaceSeparatedList<Chroot>.Parse(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Generic_code_parses_a_list_strictly()
    {
        ParseGeneric<SpaceSeparatedList<Chroot>>("fedora-17-i386 fedora-17-x86_64").Should().Equal(I386, X64);
        TryParseGeneric<SpaceSeparatedList<Chroot>>("fedora-17-i386 fedora-17-x86_64").Should().BeTrue();
        TryParseGeneric<SpaceSeparatedList<Chroot>>("fedora-17-i386  fedora-17-x86_64").Should().BeFalse();
        TryParseGeneric<SpaceSeparatedList<Chroot>>(null).Should().BeFalse();
    }

    [Fact]
    public void Generic_code_formats_a_list()
    {
        SpaceSeparatedList<Chroot> list = [I386, X64];
        char[] destination = new char[list.ToString().Length];

        FormatGeneric(list, destination).Should().Be(destination.Length);
        FormatGeneric(list, new char[destination.Length - 1]).Should().BeNull();
        FormatGeneric(default(SpaceSeparatedList<Chroot>), []).Should().Be(0);
        new string(destination).Should().Be(list.ToString());
        $"{list}|{((IFormattable)list).ToString(null, null)}".Should().Be($"{list.ToString()}|{list.ToString()}");
    }

    [Fact]
    public void A_list_can_have_a_hundred_thousand_items()
    {
        var list = SpaceSeparatedList<PackageUrl>.Parse(string.Join(' ', Enumerable.Repeat("http://foo/a.src.rpm", 100_000)));

        list.Count.Should().Be(100_000);
        list[99_999].ToString().Should().Be("http://foo/a.src.rpm");
    }

    private static T ParseGeneric<T>(string text)
        where T : IParsable<T> =>
        T.Parse(text, null);

    private static bool TryParseGeneric<T>(string? text)
        where T : IParsable<T> =>
        T.TryParse(text, null, out _);

    /// <summary>Returns the number of characters; null if the destination is too small.</summary>
    private static int? FormatGeneric<T>(T value, Span<char> destination)
        where T : ISpanFormattable =>
        value.TryFormat(destination, out int written, default, null) ? written : null;
}
