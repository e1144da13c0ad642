namespace Copr.Contracts;

/// <summary>The URL of a source package: an absolute http or https URL with a host.</summary>
/// <remarks><para>The text is kept exactly as it was sent (<c>%40</c> stays <c>%40</c>, and non-ASCII characters stay as they are) and
/// compared ordinally. White space, control characters and format characters of any script are rejected.</para>
/// <para><see langword="default"/> is not a URL: its text is empty, it equals only itself, and its parts throw
/// <see cref="InvalidOperationException"/>.</para></remarks>
[SuppressMessage("Design", "CA1036:Override methods on comparable types", Justification = "URLs only sort.")]
[SuppressMessage("Design", "MA0097:Comparable types should override comparison operators", Justification = "URLs only sort.")]
[JsonConverter(typeof(ListItemJsonConverter))]
[TypeConverter(typeof(ListItemTypeConverter))]
public readonly record struct PackageUrl : IListItem<PackageUrl>
{
    private readonly ItemText text;

    private PackageUrl(ItemText text) => this.text = text;

    /// <summary>The last segment of the path, such as <c>pkg-1.src.rpm</c>, as it was sent, not decoded; empty if there is none.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string FileName => FileNameSpan.ToString();

    static Rule IListItem<PackageUrl>.MalformedRule => ReadingRules.MalformedUrl;
    static string IListItem<PackageUrl>.Expected => "an absolute http or https URL, such as http://foo/pkg.src.rpm";
    ItemText IListItem<PackageUrl>.Text => text;
    internal ReadOnlySpan<char> Url => text.Require<PackageUrl>();

    internal ReadOnlySpan<char> FileNameSpan
    {
        get
        {
            ReadOnlySpan<char> url = Url;
            int end = url.IndexOfAny('?', '#');
            url = end < 0 ? url : url[..end];
            int slash = url.LastIndexOf('/');
            return slash < "https://".Length ? "" : url[(slash + 1)..];
        }
    }

    /// <summary>Parses a package URL.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not an absolute http or https URL with a host; the message says why.</exception>
    public static PackageUrl Parse(string s, IFormatProvider? provider = null) => ItemText.Parse<PackageUrl>(s);

    /// <summary>Parses a package URL, and reports whether the text is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out PackageUrl result) => ItemText.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out PackageUrl)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PackageUrl result) =>
        ItemText.TryParse(s, out result);

    static string? IListItem<PackageUrl>.FindProblem(ReadOnlySpan<char> text, bool isVisible) => HttpUrl.FindProblem(text, isVisible);
    static PackageUrl IListItem<PackageUrl>.FromValid(ItemText text) => new(text);

    /// <summary>Returns the URL as a <see cref="Uri"/>, which may normalize it: to lower case, for example, or decoded.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public Uri ToUri() => new(Url.ToString(), UriKind.Absolute);

    /// <summary>Compares the texts ordinally.</summary>
    public int CompareTo(PackageUrl other) => ItemText.Compare(text, other.text);

    /// <summary>Returns the text as it was sent; empty for <see langword="default"/>.</summary>
    public override string ToString() => text.ToString();
}
