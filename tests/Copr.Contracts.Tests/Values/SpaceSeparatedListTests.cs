using System.Collections;

namespace Copr.Contracts.Tests.Values;

public sealed class SpaceSeparatedListTests
{
    private static readonly Chroot I386 = Chroot.Parse("fedora-17-i386");
    private static readonly Chroot X64 = Chroot.Parse("fedora-17-x86_64");

    private static readonly string[] Pieces =
    [
        "http://", "https://", "HTTP://", "http:", "foo", "a.b", "/", "/x.src.rpm", "?q#f", " ", " ", "  ", "\t", ".", "-", "_", "+", ":80", "@", "%20", "é", "\u00a0", "\u007f", "[", "",
        "fedora-17-x86_64", "fedora-", "17-", "i386", "--", new string('h', 62), "xn--",
    ];

    [Fact]
    public void A_collection_expression_makes_a_list()
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
    public void Equal_items_in_the_same_order_make_equal_lists()
    {
        SpaceSeparatedList<Chroot> left = [I386, X64];
        var right = SpaceSeparatedList<Chroot>.Parse("fedora-17-i386 fedora-17-x86_64");

        (left == right, left != right, left.Equals((object)right)).Should().Be((true, false, true));
        left.GetHashCode().Should().Be(right.GetHashCode());
    }

    [Fact]
    public void Behind_the_last_item_an_enumerator_stays()
    {
        SpaceSeparatedList<Chroot>.Enumerator items = ((SpaceSeparatedList<Chroot>)[I386]).GetEnumerator();
        items.Current.Should().Be(default(Chroot));

        (items.MoveNext(), items.Current).Should().Be((true, I386));
        (items.MoveNext(), items.Current).Should().Be((false, default(Chroot)));
        (items.MoveNext(), items.Current).Should().Be((false, default(Chroot)));
    }

    [Fact]
    public void Another_order_makes_another_list()
    {
        SpaceSeparatedList<Chroot> left = [I386, X64];
        SpaceSeparatedList<Chroot> right = [X64, I386];

        (left == right, left != right, left.Equals((object)right), left.Equals("fedora-17-i386")).Should().Be((false, true, false, false));
    }

    [Fact]
    public void A_text_is_a_list_where_each_of_its_items_is_one_by_itself()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 50_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));

            AssertIsListOfItems<Chroot>(text, seed);
            AssertIsListOfItems<PackageUrl>(text, seed);
            AssertIsListOfItems<RepositoryUrl>(text, seed);
        }
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
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void An_index_gives_the_item_that_enumeration_gives(int count)
    {
        SpaceSeparatedList<PackageUrl> list = [.. Enumerable.Range(0, count).Select(static index => PackageUrl.Parse($"http://foo/{new string('x', index % 7)}{index}.src.rpm"))];

        list.Count.Should().Be(count);
        Enumerable.Range(0, count).Select(index => list[index]).Should().Equal(list);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public void An_index_without_an_item_is_refused(int index)
    {
        SpaceSeparatedList<Chroot> list = [I386, X64];

        FluentActions.Invoking(() => list[index]).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_list_is_enumerated_again_and_again()
    {
        SpaceSeparatedList<Chroot> list = [I386, X64];
        using IEnumerator<Chroot> items = ((IEnumerable<Chroot>)list).GetEnumerator();

        items.MoveNext().Should().BeTrue();
        items.MoveNext().Should().BeTrue();
        items.MoveNext().Should().BeFalse();
        items.MoveNext().Should().BeFalse();
        items.Reset();

        items.MoveNext().Should().BeTrue();
        ((IEnumerator)items).Current.Should().Be(I386);
        ((IEnumerable)list).Cast<Chroot>().Should().Equal(I386, X64);
    }

    [Fact]
    public void Before_the_first_item_there_is_none() => new SpaceSeparatedList<Chroot>().GetEnumerator().Current.Should().Be(default(Chroot));

    [Theory]
    [InlineData("", 0)]
    [InlineData("fedora-17-i386", 1)]
    [InlineData("fedora-17-i386 fedora-17-x86_64", 2)]
    public void One_space_separates_strictly(string text, int count)
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
    public void Any_run_of_ascii_white_space_separates_leniently(string text)
    {
        SpaceSeparatedList<Chroot>.TryParse(text, out SpaceSeparatedList<Chroot> none).Should().BeFalse();
        none.Should().BeEmpty();

        var list = SpaceSeparatedList<Chroot>.Parse(text, ReadingMode.Lenient);
        list.ToString().Should().Be(string.Join(' ', text.Split([' ', '\t', '\r', '\n', '\f', '\v'], StringSplitOptions.RemoveEmptyEntries)));
        list.Should().HaveCount(list.ToString().Split(" ", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("fedora-17-i386,fedora-17-x86_64")]
    [InlineData("fedora-17-i386\u00a0fedora-17-x86_64")]
    [InlineData("fedora-17-i386\u2003fedora-17-x86_64")]
    [InlineData("fedora-17-i386\0fedora-17-x86_64")]
    [InlineData("fedora-17-i386\u001ffedora-17-x86_64")]
    public void Nothing_else_separates(string text) =>
        SpaceSeparatedList<Chroot>.TryParse(text, ReadingMode.Lenient, out _).Should().BeFalse();

    [Theory]
    [InlineData("fedora-17-i386 17", "item 2 is \"17\", which has fewer than three parts; expected DISTRIBUTION-VERSION-ARCHITECTURE, such as fedora-17-x86_64.")]
    [InlineData("fedora-17-i386  fedora-17-x86_64", "\"  \" stands between items 1 and 2; expected exactly one space.")]
    [InlineData(" fedora-17-i386", "\" \" stands before item 1; expected nothing.")]
    [InlineData("fedora-17-i386\n", "\"\\u000A\" stands after item 1; expected nothing.")]
    public void A_failure_says_which_item_or_separator(string text, string message) =>
        FluentActions.Invoking(() => SpaceSeparatedList<Chroot>.Parse(text)).Should().Throw<FormatException>().WithMessage(message);

    [Fact]
    public void Of_what_is_wrong_in_a_list_a_hundred_items_are_told() =>
        Copr.Contracts.Validation.ContractValidator.Validate(System.Text.Encoding.UTF8.GetBytes($"{{\"builds\":[{Samples.Build.ToString().Replace("http://foo/pkg.src.rpm", string.Concat(Enumerable.Repeat(" x", 500)) + " ", StringComparison.Ordinal)}]}}"))
            .Violations.Should().HaveCount(100);

    [Fact]
    public void Null_is_not_parsed()
    {
        SpaceSeparatedList<Chroot>.TryParse(null, out _).Should().BeFalse();
        SpaceSeparatedList<Chroot>.TryParse(null, ReadingMode.Lenient, out _).Should().BeFalse();
        FluentActions.Invoking(static () => SpaceSeparatedList<Chroot>.Parse(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void A_hundred_thousand_items_are_no_trouble()
    {
        var list = SpaceSeparatedList<PackageUrl>.Parse(string.Join(' ', Enumerable.Repeat("http://foo/a.src.rpm", 100_000)));

        list[99_999].ToString().Should().Be("http://foo/a.src.rpm");
    }

    private static void AssertIsListOfItems<T>(string text, int seed)
        where T : struct, IListItem<T>
    {
        string[] items = text.Length == 0 ? [] : text.Split(' ');
        bool isList = items.All(static item => T.TryParse(item, null, out _));

        SpaceSeparatedList<T>.TryParse(text, out SpaceSeparatedList<T> list).Should().Be(isList, "of {0} as {1}, seed {2}", text, typeof(T).Name, seed);
        list.Count.Should().Be(isList ? items.Length : 0, "of {0} as {1}, seed {2}", text, typeof(T).Name, seed);
    }
}
