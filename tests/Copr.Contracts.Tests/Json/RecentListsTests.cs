using System.Globalization;
using System.Text;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tests.Json;

/// <summary>The few lists that come with build after build are one list in memory, and checked once.</summary>
public sealed class RecentListsTests
{
    private const string Repositories = "http://foo/recent/repo http://bar/recent/repo";

    [Fact]
    public void Chroots_that_were_read_before_are_the_same_text() =>
        Read("recent-1-i386 recent-1-x86_64").Chroots.ToString().Should().BeSameAs(Read("recent-1-i386 recent-1-x86_64").Chroots.ToString());

    [Fact]
    public void Repositories_that_were_read_before_are_the_same_text() =>
        Read("recent-1-i386").Copr.Repositories.ToString().Should().BeSameAs(Read("recent-1-i386").Copr.Repositories.ToString());

    [Fact]
    public void They_are_however_they_are_read()
    {
        string plain = Read("recent-2-i386").Chroots.ToString();

        Read("recent-2-i386", "\"escaped\":\"\\u0061\",").Chroots.ToString().Should().BeSameAs(plain);
        string escaped = Read("recent-3-i386", "\"escaped\":\"\\u0061\",").Chroots.ToString();
        Read("recent-3-i386").Chroots.ToString().Should().BeSameAs(escaped, "the framework's reader remembers too");
    }

    [Fact]
    public void Packages_are_those_of_one_build_and_not_remembered() =>
        Read("recent-1-i386").Packages.ToString().Should().NotBeSameAs(Read("recent-1-i386").Packages.ToString());

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Only_short_texts_are_remembered(int length, bool isRemembered)
    {
        string chroots = new string('r', length - 7) + "-1-i386";

        ReferenceEquals(Read(chroots).Chroots.ToString(), Read(chroots).Chroots.ToString()).Should().Be(isRemembered);
    }

    [Fact]
    public void What_is_written_another_way_is_not_remembered_as_it_was_written()
    {
        byte[] spaced = Document("recent-4-i386  recent-4-x86_64");

        CoprJson.Read<Build>(spaced, CoprJson.Lenient).Chroots.Should().HaveCount(2);
        FluentActions.Invoking(() => CoprJson.Read<Build>(spaced)).Should().Throw<ContractException>();
        CoprJson.Read<Build>(spaced, CoprJson.Lenient).Chroots.ToString().Should().Be("recent-4-i386 recent-4-x86_64");
    }

    [Fact]
    public void An_empty_list_makes_no_other_be_forgotten()
    {
        (int first, int second) = RecentLists<Chroot>.PlacesOf([]);
        string neighbour = Texts().First(text => RecentLists<Chroot>.PlacesOf(Encoding.UTF8.GetBytes(text)) is var places && (places.First == first || places.First == second));
        string before = Read(neighbour).Chroots.ToString();

        Read("");
        Read("");

        Read(neighbour).Chroots.ToString().Should().BeSameAs(before);
    }

    [Fact]
    public void Of_two_lists_with_the_same_first_place_both_are_remembered()
    {
        string one = Texts().First();
        (int first, int second) = RecentLists<Chroot>.PlacesOf(Encoding.UTF8.GetBytes(one));
        string other = Texts().First(text => RecentLists<Chroot>.PlacesOf(Encoding.UTF8.GetBytes(text)) is var places && places.First == first && places.Second != second && places.Second != first);
        string ofOne = Read(one).Chroots.ToString();
        string ofOther = Read(other).Chroots.ToString();

        (ReferenceEquals(Read(one).Chroots.ToString(), ofOne), ReferenceEquals(Read(other).Chroots.ToString(), ofOther)).Should().Be((true, true));
    }

    [Fact]
    public void That_the_rules_are_kept_is_known_of_what_recurs_and_was_checked()
    {
        Build build = Read("recent-5-i386");
        build.Chroots.KeepsItsRules.Should().BeFalse("nobody has asked");

        ContractValidator.Validate(build).Violations.Should().NotContain(static violation => violation.Rule.Severity > Severity.Info);

        Read("recent-5-i386").Chroots.KeepsItsRules.Should().BeTrue();
        build.Packages.KeepsItsRules.Should().BeFalse("they come with no other build");
    }

    [Fact]
    public void That_a_rule_is_broken_is_found_each_time()
    {
        foreach (int _ in new[] { 1, 2, 3 })
        {
            ContractValidator.Validate(Read("recent-6-i386 recent-7-i386")).Violations.Should().Contain(static violation => violation.Rule == Rules.MixedReleases);
        }
    }

    private static IEnumerable<string> Texts() => Enumerable.Range(0, int.MaxValue).Select(static number => $"recent-{number.ToString(CultureInfo.InvariantCulture)}-arm");

    private static Build Read(string chroots, string before = "") => CoprJson.Read<Build>(Document(chroots, before));

    private static byte[] Document(string chroots, string before = "") => Encoding.UTF8.GetBytes(
        $$"""{{{before}}"copr_id":5,"user_id":1,"copr":{"owner_id":2,"repos":"{{Repositories}}","chroots":"{{chroots}}","id":5,"name":"ff2"},"submitted_on":1351157544,"pkgs":"http://foo/pkg.src.rpm","chroots":"{{chroots}}","id":1}""");
}
