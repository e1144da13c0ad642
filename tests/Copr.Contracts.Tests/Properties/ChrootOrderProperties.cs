using CsCheck;

namespace Copr.Contracts.Tests.Properties;

/// <summary>The order of chroots, and thus of versions, is total.</summary>
public sealed class ChrootOrderProperties
{
    /// <summary>Chroots that often have a part in common, and the default.</summary>
    private static Gen<Chroot> Chroots => Gen.Frequency(
        (1, Gen.Const(default(Chroot))),
        (9, Gen.Select(Gen.OneOf("fedora", "fedora-9", "epel", "Fedora"), Generate.VersionText, Gen.OneOf("i386", "x86_64", "x86_64_v2"))
            .Select(static (distribution, version, architecture) => Chroot.Parse($"{distribution}-{version}-{architecture}"))));

    [Fact]
    public void One_of_two_chroots_sorts_first_unless_they_are_equal() => Property.Holds(
        Gen.Select(Chroots, Chroots), static (left, right) =>
        {
            int order = Math.Sign(left.CompareTo(right));

            Math.Sign(right.CompareTo(left)).Should().Be(-order);
            (order == 0).Should().Be(left == right);
            (left < right, left <= right, left > right, left >= right).Should().Be((order < 0, order <= 0, order > 0, order >= 0));
        });

    [Fact]
    public void The_order_is_transitive() => Property.Holds(Chroots.Array[3], static chroots =>
    {
        foreach ((int a, int b, int c) in new[] { (0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0) })
        {
            if (chroots[a] <= chroots[b] && chroots[b] <= chroots[c])
            {
                (chroots[a] <= chroots[c]).Should().BeTrue("{0} <= {1} <= {2}", chroots[a], chroots[b], chroots[c]);
            }
        }
    });

    [Fact]
    public void Versions_that_are_numbers_sort_as_numbers() => Property.Holds(
        Gen.Select(Gen.Int[0, 1200], Gen.Int[0, 1200]), static (left, right) =>
        {
            int order = Chroot.Parse($"fedora-{left}-i386").CompareTo(Chroot.Parse($"fedora-{right}-i386"));

            Math.Sign(order).Should().Be(Math.Sign(left.CompareTo(right)));
        });

    [Fact]
    public void Sorting_gives_one_order_from_any_other() => Property.Holds(
        Chroots.Array[0, 12].SelectMany(static chroots => Gen.Select(Gen.Const(chroots), Gen.Shuffle(chroots))),
        static (one, other) => other.Order().Should().Equal(one.Order()));
}
