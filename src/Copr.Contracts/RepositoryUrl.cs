using System.Text.Json.Serialization;
using Copr.Contracts.Json;
using Copr.Contracts.Text;
using Copr.Contracts.Validation;

namespace Copr.Contracts;

/// <summary>
/// The URL of a repository's root: an absolute http or https URL with a host, under which each architecture has its
/// directory, each with a <c>repodata</c> directory in it, as koji lays them out.
/// </summary>
/// <remarks>
/// <para>
/// "Each repo must point to a url, that has to contain arch specific dirs (i386/x86_64), each containing repodata dir
/// (like koji has it)." (the wiki). The text is kept exactly as it was sent and is compared as text. White space,
/// control and format characters of any alphabet are refused. That it is a root, and not a directory below one, is
/// for <see cref="Rules.RepositoryNotARoot"/> to say.
/// </para>
/// <para>
/// <see langword="default"/> is no URL: its text is empty, it equals only itself, and asking it for a directory throws
/// <see cref="InvalidOperationException"/>.
/// </para>
/// </remarks>
[JsonConverter(typeof(ListItemConverter<RepositoryUrl>))]
public readonly partial struct RepositoryUrl : IListItem<RepositoryUrl>
{
    static Rule IListItem<RepositoryUrl>.MalformedRule => Rules.MalformedUrl;

    static string IListItem<RepositoryUrl>.Expected => "an absolute http or https URL, such as http://foo/repo";

    static bool IListItem<RepositoryUrl>.Recurs => true;

    internal ReadOnlySpan<char> Url => text.IsDefault
        ? throw new InvalidOperationException("default(RepositoryUrl) is no URL and has no directories; get one from RepositoryUrl.Parse.")
        : text.Span;

    /// <summary>
    /// The URL of a chroot's directory, named after its base architecture: <c>http://foo/repo</c> has
    /// <c>http://foo/repo/i386/</c> for <c>fedora-17-i686</c>. This is what dnf and mock take as a base URL.
    /// </summary>
    /// <param name="chroot">The chroot.</param>
    /// <exception cref="InvalidOperationException">This or the chroot is <see langword="default"/>.</exception>
    public string For(Chroot chroot) => Directory(chroot.BaseArchitecture, "");

    /// <summary>
    /// The URL of an architecture's directory, named after its base architecture: <c>http://foo/repo</c> has
    /// <c>http://foo/repo/x86_64/</c> for <c>x86_64</c> and <c>http://foo/repo/i386/</c> for <c>i686</c>.
    /// </summary>
    /// <param name="architecture">The architecture, such as <c>x86_64</c>.</param>
    /// <exception cref="ArgumentException">The architecture is null or empty, or no chroot could have it.</exception>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string For(string architecture) => Directory(BaseOf(architecture), "");

    /// <summary>
    /// The URL of the metadata that has to be there for a chroot: <c>http://foo/repo</c> has
    /// <c>http://foo/repo/x86_64/repodata/repomd.xml</c> for <c>fedora-17-x86_64</c>.
    /// </summary>
    /// <param name="chroot">The chroot.</param>
    /// <exception cref="InvalidOperationException">This or the chroot is <see langword="default"/>.</exception>
    public string RepodataFor(Chroot chroot) => Directory(chroot.BaseArchitecture, "repodata/repomd.xml");

    /// <summary>
    /// The URL of the metadata that has to be there for an architecture: <c>http://foo/repo</c> has
    /// <c>http://foo/repo/x86_64/repodata/repomd.xml</c> for <c>x86_64</c>.
    /// </summary>
    /// <param name="architecture">The architecture, such as <c>x86_64</c>.</param>
    /// <exception cref="ArgumentException">The architecture is null or empty, or no chroot could have it.</exception>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string RepodataFor(string architecture) => Directory(BaseOf(architecture), "repodata/repomd.xml");

    /// <summary>The URL as a <see cref="Uri"/>, which may write it another way: in lower case, say, or decoded.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public Uri ToUri() => new(Url.ToString(), UriKind.Absolute);

    static string? IListItem<RepositoryUrl>.FindProblem(ReadOnlySpan<char> text) => HttpUrl.FindProblem(text);

    static int IListItem<RepositoryUrl>.LengthAtAGlance(ReadOnlySpan<char> text) => HttpUrl.LengthAtAGlance(text);

    private static string BaseOf(string architecture)
    {
        ArgumentException.ThrowIfNullOrEmpty(architecture);
        return Chroot.IsArchitecture(architecture)
            ? Architecture.FindBase(architecture) ?? architecture
            : throw new ArgumentException($"{Excerpt.Of(architecture)} is no architecture of a chroot; expected one such as x86_64.", nameof(architecture));
    }

    private string Directory(string baseArchitecture, string file)
    {
        // A query or fragment breaks COPR205; it stays behind the path all the same, where it was.
        Range path = HttpUrl.Path(Url);
        ReadOnlySpan<char> root = Url[..path.End];
        string slash = root.EndsWith('/') ? "" : "/";
        return $"{root}{slash}{baseArchitecture}/{file}{Url[path.End..]}";
    }
}
