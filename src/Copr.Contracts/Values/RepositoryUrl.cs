using System.ComponentModel;

namespace Copr.Contracts;

/// <summary>
/// The URL of a repository's root: an absolute http or https URL with a host. Below it, each architecture has a directory that
/// contains a <c>repodata</c> directory, as koji lays them out.
/// </summary>
/// <remarks>
/// <para>
/// "Each repo must point to a url, that has to contain arch specific dirs (i386/x86_64), each containing repodata dir (like koji has
/// it)." (the wiki). The text is kept exactly as it was sent and compared ordinally. White space, control characters and format
/// characters of any script are rejected. Rule COPR205 checks that the URL is a root and not a directory below one.
/// </para>
/// <para>
/// <see langword="default"/> is not a URL: its text is empty, it equals only itself, and its methods throw
/// <see cref="InvalidOperationException"/>.
/// </para>
/// </remarks>
[SuppressMessage("Design", "CA1055:URI-like return values should not be strings", Justification = "A Uri would not keep the text.")]
[SuppressMessage("Design", "CA1036:Override methods on comparable types", Justification = "URLs sort, but one is not less than another.")]
[SuppressMessage("Design", "MA0097:Comparable types should override comparison operators", Justification = "URLs sort, but one is not less than another.")]
[JsonConverter(typeof(ListItemJsonConverter))]
[TypeConverter(typeof(ListItemTypeConverter))]
public readonly struct RepositoryUrl : IListItem<RepositoryUrl>
{
    private const string Repomd = "repodata/repomd.xml";

    private readonly ItemText text;

    private RepositoryUrl(ItemText text) => this.text = text;

    static Rule IListItem<RepositoryUrl>.MalformedRule => ReadingRules.MalformedUrl;

    static string IListItem<RepositoryUrl>.Expected => "an absolute http or https URL, such as http://foo/repo";

    ItemText IListItem<RepositoryUrl>.Text => text;

    internal ReadOnlySpan<char> Url => text.Require<RepositoryUrl>();

    /// <summary>Whether both have the same text.</summary>
    public static bool operator ==(RepositoryUrl left, RepositoryUrl right) => left.Equals(right);

    /// <summary>Whether the texts differ.</summary>
    public static bool operator !=(RepositoryUrl left, RepositoryUrl right) => !left.Equals(right);

    /// <summary>Parses a repository URL.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used: the result is the same in every culture.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not an absolute http or https URL with a host; the message says why.</exception>
    public static RepositoryUrl Parse(string s, IFormatProvider? provider = null) => ListItem.Parse<RepositoryUrl>(s);

    /// <summary>Parses a repository URL, and reports whether the text is one.</summary>
    /// <param name="s">The text, or null.</param>
    /// <param name="result">The URL; <see langword="default"/> if the text is not one.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, out RepositoryUrl result) => ListItem.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out RepositoryUrl)"/>
    /// <param name="s">The text, or null.</param>
    /// <param name="provider">Not used: the result is the same in every culture.</param>
    /// <param name="result">The URL; <see langword="default"/> if the text is not one.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RepositoryUrl result) =>
        ListItem.TryParse(s, out result);

    static string? IListItem<RepositoryUrl>.FindProblem(ReadOnlySpan<char> text, bool isVisible) => HttpUrl.FindProblem(text, isVisible);

    static RepositoryUrl IListItem<RepositoryUrl>.FromValid(ItemText text) => new(text);

    /// <summary>
    /// Returns the base URL for a chroot, as dnf and mock expect it. The directory is named after the base architecture:
    /// <c>http://foo/repo</c> and <c>fedora-17-i686</c> give <c>http://foo/repo/i386/</c>.
    /// </summary>
    /// <param name="chroot">The chroot.</param>
    /// <exception cref="InvalidOperationException">This or the chroot is <see langword="default"/>.</exception>
    public string GetBaseUrl(Chroot chroot) => GetUrl(chroot.BaseArchitecture, "");

    /// <summary>
    /// Returns the base URL for an architecture. The directory is named after the base architecture: <c>http://foo/repo</c> and
    /// <c>i686</c> give <c>http://foo/repo/i386/</c>.
    /// </summary>
    /// <param name="architecture">The architecture, such as <c>x86_64</c>.</param>
    /// <exception cref="ArgumentException">The architecture is null or empty, or cannot be that of a chroot.</exception>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string GetBaseUrl(string architecture) => GetUrl(GetBase(architecture), "");

    /// <summary>
    /// Returns the URL of the metadata that must exist for a chroot: <c>http://foo/repo</c> and <c>fedora-17-x86_64</c> give
    /// <c>http://foo/repo/x86_64/repodata/repomd.xml</c>.
    /// </summary>
    /// <param name="chroot">The chroot.</param>
    /// <exception cref="InvalidOperationException">This or the chroot is <see langword="default"/>.</exception>
    public string GetRepomdUrl(Chroot chroot) => GetUrl(chroot.BaseArchitecture, Repomd);

    /// <summary>
    /// Returns the URL of the metadata that must exist for an architecture: <c>http://foo/repo</c> and <c>x86_64</c> give
    /// <c>http://foo/repo/x86_64/repodata/repomd.xml</c>.
    /// </summary>
    /// <param name="architecture">The architecture, such as <c>x86_64</c>.</param>
    /// <exception cref="ArgumentException">The architecture is null or empty, or cannot be that of a chroot.</exception>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string GetRepomdUrl(string architecture) => GetUrl(GetBase(architecture), Repomd);

    /// <summary>Returns the URL as a <see cref="Uri"/>, which may normalize it: to lower case, for example, or decoded.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public Uri ToUri() => new(Url.ToString(), UriKind.Absolute);

    /// <summary>Compares the texts ordinally.</summary>
    /// <param name="other">The other URL.</param>
    public int CompareTo(RepositoryUrl other) => ItemText.Compare(text, other.text);

    /// <summary>Whether both have the same text.</summary>
    /// <param name="other">The other URL.</param>
    public bool Equals(RepositoryUrl other) => text.Equals(other.text);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is RepositoryUrl other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode();

    /// <summary>Returns the text as it was sent; empty for <see langword="default"/>.</summary>
    public override string ToString() => text.ToString();

    private static string GetBase(string architecture)
    {
        ArgumentException.ThrowIfNullOrEmpty(architecture);
        return Chroot.IsArchitecture(architecture)
            ? Architectures.FindBase(architecture) ?? architecture
            : throw new ArgumentException($"{Excerpt.Of(architecture)} cannot be a chroot's architecture; expected one such as x86_64.", nameof(architecture));
    }

    private string GetUrl(string baseArchitecture, string file)
    {
        // A query or fragment breaks COPR205, but it stays where it was: after the path.
        ReadOnlySpan<char> url = Url;
        Range path = HttpUrl.PathOf(url);
        ReadOnlySpan<char> root = url[..path.End];
        string slash = root.EndsWith('/') ? "" : "/";
        return $"{root}{slash}{baseArchitecture}/{file}{url[path.End..]}";
    }
}
