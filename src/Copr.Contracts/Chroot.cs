using System.Buffers;
using System.Numerics;
using System.Text.Json.Serialization;
using Copr.Contracts.Json;
using Copr.Contracts.Text;
using Copr.Contracts.Validation;

namespace Copr.Contracts;

/// <summary>
/// The name of a mock chroot, such as <c>fedora-17-x86_64</c>: a distribution, a version and an architecture.
/// </summary>
/// <remarks>
/// <para>
/// A name is split at its last two dashes, so the distribution may hold dashes and the other two parts may not:
/// <c>opensuse-leap-15.5-aarch64</c> is <c>opensuse-leap</c>, <c>15.5</c> and <c>aarch64</c>. It holds ASCII letters,
/// digits and <c>. _ + -</c> only, no part of it is empty, and it never starts with <c>-</c> or <c>.</c>, since
/// backends use it as a directory name and as the argument of <c>mock -r</c>. The text is kept as it was sent, and
/// compared ordinally.
/// </para>
/// <para>
/// <see langword="default"/> is no chroot: its text is empty, it equals only itself, and asking for one of its parts
/// throws <see cref="InvalidOperationException"/>.
/// </para>
/// </remarks>
[JsonConverter(typeof(ListItemConverter<Chroot>))]
public readonly partial struct Chroot : IListItem<Chroot>, IComparable<Chroot>, IComparable, IComparisonOperators<Chroot, Chroot, bool>
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>The distribution, such as <c>fedora</c> or <c>centos-stream+epel-next</c>.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string Distribution => DistributionSpan.ToString();

    /// <summary>The version of the distribution, such as <c>17</c>, <c>15.5</c> or <c>rawhide</c>.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string Version => VersionSpan.ToString();

    /// <summary>Distribution and version, such as <c>fedora-17</c>: what all chroots of one copr have in common.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string Release => ReleaseSpan.ToString();

    /// <summary>The architecture as the chroot names it, such as <c>x86_64</c>, <c>i686</c> or <c>x86_64_v2</c>.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string Architecture => ArchitectureSpan.ToString();

    /// <summary>
    /// The architecture that a repository's directory is named after, dnf's <c>$basearch</c>: <c>i386</c> for i586 and
    /// i686, <c>armhfp</c> for armv7hl; an architecture that dnf does not map stands for itself.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string BaseArchitecture => Text.Architecture.FindBase(ArchitectureSpan) ?? Architecture;

    static Rule IListItem<Chroot>.MalformedRule => Rules.MalformedChroot;

    static string IListItem<Chroot>.Expected => "DISTRIBUTION-VERSION-ARCHITECTURE, such as fedora-17-x86_64";

    static bool IListItem<Chroot>.Recurs => true;

    internal ReadOnlySpan<char> Name => text.IsDefault
        ? throw new InvalidOperationException("default(Chroot) is no chroot and has no parts; get one from Chroot.Parse.")
        : text.Span;

    internal ReadOnlySpan<char> ReleaseSpan => Name[..LastDash];

    internal ReadOnlySpan<char> ArchitectureSpan => Name[(LastDash + 1)..];

    private ReadOnlySpan<char> DistributionSpan => ReleaseSpan[..ReleaseSpan.LastIndexOf('-')];

    private ReadOnlySpan<char> VersionSpan => ReleaseSpan[(ReleaseSpan.LastIndexOf('-') + 1)..];

    private int LastDash => Name.LastIndexOf('-');

    /// <summary>Whether the left one comes first.</summary>
    public static bool operator <(Chroot left, Chroot right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one comes first or both are equal.</summary>
    public static bool operator <=(Chroot left, Chroot right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one comes last.</summary>
    public static bool operator >(Chroot left, Chroot right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one comes last or both are equal.</summary>
    public static bool operator >=(Chroot left, Chroot right) => left.CompareTo(right) >= 0;

    internal static bool IsArchitecture(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Allowed) && !text.Contains('-');

    static string? IListItem<Chroot>.FindProblem(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return "is empty";
        }

        if (text.ContainsAnyExcept(Allowed))
        {
            return "holds a character other than ASCII letters, digits and . _ + -";
        }

        if (text[0] is '-' or '.')
        {
            return "starts with a dash or a dot";
        }

        int architecture = text.LastIndexOf('-');
        int version = architecture < 0 ? -1 : text[..architecture].LastIndexOf('-');
        return version < 0 ? "has fewer than three parts"
            : architecture == text.Length - 1 ? "has no architecture"
            : version == architecture - 1 ? "has no version"
            : null;
    }

    static int IListItem<Chroot>.LengthAtAGlance(ReadOnlySpan<char> text)
    {
        int version = 0;
        int architecture = 0;
        int length = 0;
        for (; length < text.Length && text[length] != ' '; length++)
        {
            char character = text[length];
            if (character == '-')
            {
                version = architecture;
                architecture = length + 1;
            }
            else if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '_' or '+'))
            {
                return 0;
            }
        }

        return version > 1 && architecture > version + 1 && length > architecture && text[0] is not ('-' or '.') ? length : 0;
    }

    /// <summary>
    /// Orders by distribution, then version, then architecture: ordinally, but for numbers within a version, so that
    /// <c>fedora-9</c> comes before <c>fedora-10</c>, and that before <c>fedora-rawhide</c>.
    /// </summary>
    public int CompareTo(Chroot other)
    {
        if (text.IsDefault || other.text.IsDefault)
        {
            return other.text.IsDefault.CompareTo(text.IsDefault);
        }

        int order = DistributionSpan.SequenceCompareTo(other.DistributionSpan);
        order = order != 0 ? order : VersionOrder.Compare(VersionSpan, other.VersionSpan);
        return order != 0 ? order : ArchitectureSpan.SequenceCompareTo(other.ArchitectureSpan);
    }

    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        Chroot other => CompareTo(other),
        _ => throw new ArgumentException("A chroot compares with a chroot only.", nameof(obj)),
    };
}
