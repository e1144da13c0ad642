using System.Numerics;

namespace Copr.Contracts;

/// <summary>The name of a mock chroot, such as <c>fedora-17-x86_64</c>: a distribution, a version and an architecture.</summary>
/// <remarks><para>The name is split at its last two dashes, so only the distribution can contain dashes: <c>opensuse-leap-15.5-aarch64</c>
/// is <c>opensuse-leap</c>, <c>15.5</c> and <c>aarch64</c>. A name has at most 255 ASCII letters, digits and <c>. _ + -</c>, has no empty
/// part, and never starts with <c>-</c>. No part starts with <c>.</c>: backends use names and architectures as those of directories, and
/// a name as the argument of <c>mock -r</c>.</para>
/// <para><see langword="default"/> is not a chroot: its text is empty, it equals only itself, and its parts throw
/// <see cref="InvalidOperationException"/>.</para></remarks>
[JsonConverter(typeof(ListItemJsonConverter))]
[TypeConverter(typeof(ListItemTypeConverter))]
public readonly record struct Chroot : IListItem<Chroot>, IComparisonOperators<Chroot, Chroot, bool>
{
    private readonly ItemText text;

    private Chroot(ItemText text) => this.text = text;

    /// <summary>The distribution, such as <c>fedora</c> or <c>centos-stream+epel-next</c>.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string Distribution => DistributionSpan.ToString();

    /// <summary>The version of the distribution, such as <c>17</c>, <c>15.5</c> or <c>rawhide</c>.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string Version => VersionSpan.ToString();

    /// <summary>The distribution and its version, such as <c>fedora-17</c>. All chroots of a copr have the same release.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string Release => ReleaseSpan.ToString();

    /// <summary>The architecture, such as <c>x86_64</c>, <c>i686</c> or <c>x86_64_v2</c>.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string Architecture => ArchitectureSpan.ToString();

    /// <summary>The architecture that a repository's directory is named after, like dnf's <c>$basearch</c>: <c>i386</c> for i586 and i686,
    /// <c>armhfp</c> for armv7hl. An architecture that dnf does not map is its own base architecture.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string BaseArchitecture =>
        Architectures.FindBase(ArchitectureSpan) is { IsEmpty: false } known ? known.ToString() : Architecture;

    static Rule IListItem<Chroot>.MalformedRule => ReadingRules.MalformedChroot;
    static string IListItem<Chroot>.Expected => "DISTRIBUTION-VERSION-ARCHITECTURE, such as fedora-17-x86_64";
    ItemText IListItem<Chroot>.Text => text;
    internal ReadOnlySpan<char> Name => text.Require<Chroot>();
    internal ReadOnlySpan<char> ReleaseSpan => Name[..Name.LastIndexOf('-')];
    internal ReadOnlySpan<char> ArchitectureSpan => Name[(Name.LastIndexOf('-') + 1)..];
    private ReadOnlySpan<char> DistributionSpan => ReleaseSpan[..ReleaseSpan.LastIndexOf('-')];
    private ReadOnlySpan<char> VersionSpan => ReleaseSpan[(ReleaseSpan.LastIndexOf('-') + 1)..];

    /// <summary>Whether the left chroot sorts before the right one.</summary>
    public static bool operator <(Chroot left, Chroot right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left chroot sorts before the right one, or both are equal.</summary>
    public static bool operator <=(Chroot left, Chroot right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left chroot sorts after the right one.</summary>
    public static bool operator >(Chroot left, Chroot right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left chroot sorts after the right one, or both are equal.</summary>
    public static bool operator >=(Chroot left, Chroot right) => left.CompareTo(right) >= 0;

    /// <summary>Parses a chroot.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not a chroot; the message says why.</exception>
    public static Chroot Parse(string s, IFormatProvider? provider = null) => ItemText.Parse<Chroot>(s);

    /// <summary>Parses a chroot, and reports whether the text is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Chroot result) => ItemText.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out Chroot)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Chroot result) =>
        ItemText.TryParse(s, out result);

    static string? IListItem<Chroot>.FindProblem(ReadOnlySpan<char> text, bool isVisible)
    {
        int architecture = text.LastIndexOf('-');
        int version = architecture < 0 ? -1 : text[..architecture].LastIndexOf('-');
        return text.IsEmpty ? "is empty"
            : text.ContainsAnyExcept(Characters.Name) ? "contains a character other than ASCII letters, digits and . _ + -"
            : text[0] is '-' or '.' ? "starts with a dash or a dot"
            : text.Length > Characters.MaxName ? "is longer than 255 bytes, the longest name of a directory"
            : version < 0 ? "has fewer than three parts"
            : architecture == text.Length - 1 ? "has no architecture"
            : version == architecture - 1 ? "has no version"
            : text[version + 1] == '.' ? "has a version that starts with a dot"
            : text[architecture + 1] == '.' ? "has an architecture that starts with a dot"
            : null;
    }

    static Chroot IListItem<Chroot>.FromValid(ItemText text) => new(text);

    /// <summary>Returns the parts.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public void Deconstruct(out string distribution, out string version, out string architecture) =>
        (distribution, version, architecture) = (Distribution, Version, Architecture);

    /// <summary>Compares by distribution, then version, then architecture: ordinally, except for numbers in a version, so that
    /// <c>fedora-9</c> sorts before <c>fedora-10</c>, and <c>fedora-10</c> before <c>fedora-rawhide</c>.</summary>
    public int CompareTo(Chroot other)
    {
        if (text.IsDefault || other.text.IsDefault)
            return ItemText.Compare(text, other.text);

        int order = DistributionSpan.SequenceCompareTo(other.DistributionSpan);
        order = order != 0 ? order : VersionOrder.Compare(VersionSpan, other.VersionSpan);
        return order != 0 ? order : ArchitectureSpan.SequenceCompareTo(other.ArchitectureSpan);
    }

    /// <summary>Returns the text as it was sent; empty for <see langword="default"/>.</summary>
    public override string ToString() => text.ToString();
}
