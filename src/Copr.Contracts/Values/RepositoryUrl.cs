namespace Copr.Contracts;

/// <summary>The URL of a repository's root: an absolute http or https URL with a host. Below it, each architecture has a directory that
/// contains a <c>repodata</c> directory, as koji lays them out.</summary>
/// <remarks><para>"Each repo must point to a url, that has to contain arch specific dirs (i386/x86_64), each containing repodata dir (like
/// koji has it)." (the wiki). The text is kept exactly as it was sent and compared ordinally. White space, control characters and format
/// characters of any script are rejected. Rule COPR205 checks that the URL is a root and not a directory below one.</para>
/// <para><see langword="default"/> is not a URL: its text is empty, it equals only itself, and its methods throw
/// <see cref="InvalidOperationException"/>.</para></remarks>
[SuppressMessage("Design", "CA1055:URI-like return values should not be strings", Justification = "A Uri would not keep the text.")]
[SuppressMessage("Design", "CA1036:Override methods on comparable types", Justification = "URLs only sort.")]
[SuppressMessage("Design", "MA0097:Comparable types should override comparison operators", Justification = "URLs only sort.")]
[JsonConverter(typeof(ListItemJsonConverter))]
[TypeConverter(typeof(ListItemTypeConverter))]
public readonly record struct RepositoryUrl : IListItem<RepositoryUrl>
{
    private readonly ItemText text;

    private RepositoryUrl(ItemText text) => this.text = text;
    static Rule IListItem<RepositoryUrl>.MalformedRule => ReadingRules.MalformedUrl;
    static string IListItem<RepositoryUrl>.Expected => "an absolute http or https URL, such as http://foo/repo";
    ItemText IListItem<RepositoryUrl>.Text => text;
    internal ReadOnlySpan<char> Url => text.Require<RepositoryUrl>();

    /// <summary>Parses a repository URL.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not an absolute http or https URL with a host; the message says why.</exception>
    public static RepositoryUrl Parse(string s, IFormatProvider? provider = null) => ItemText.Parse<RepositoryUrl>(s);

    /// <summary>Parses a repository URL, and reports whether the text is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out RepositoryUrl result) => ItemText.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out RepositoryUrl)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RepositoryUrl result) =>
        ItemText.TryParse(s, out result);

    static string? IListItem<RepositoryUrl>.FindProblem(ReadOnlySpan<char> text, bool isVisible) => HttpUrl.FindProblem(text, isVisible);
    static RepositoryUrl IListItem<RepositoryUrl>.FromValid(ItemText text) => new(text);

    /// <summary>Returns the base URL for a chroot, as dnf and mock expect it. The directory is named after the base architecture:
    /// <c>http://foo/repo</c> and <c>fedora-17-i686</c> give <c>http://foo/repo/i386/</c>.</summary>
    /// <exception cref="InvalidOperationException">This or the chroot is <see langword="default"/>.</exception>
    public string GetBaseUrl(Chroot chroot) => HttpUrl.Append(Url, $"{chroot.BaseArchitecture}/");

    /// <summary>Returns the URL of the metadata that must exist for a chroot: <c>http://foo/repo</c> and <c>fedora-17-x86_64</c> give
    /// <c>http://foo/repo/x86_64/repodata/repomd.xml</c>.</summary>
    /// <exception cref="InvalidOperationException">This or the chroot is <see langword="default"/>.</exception>
    public string GetRepomdUrl(Chroot chroot) => HttpUrl.Append(Url, $"{chroot.BaseArchitecture}/repodata/repomd.xml");

    /// <summary>Returns the URL as a <see cref="Uri"/>, which may normalize it: to lower case, for example, or decoded.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public Uri ToUri() => new(Url.ToString(), UriKind.Absolute);

    /// <summary>Compares the texts ordinally.</summary>
    public int CompareTo(RepositoryUrl other) => ItemText.Compare(text, other.text);

    /// <summary>Returns the text as it was sent; empty for <see langword="default"/>.</summary>
    public override string ToString() => text.ToString();
}
