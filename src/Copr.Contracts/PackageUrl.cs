using System.Text.Json.Serialization;
using Copr.Contracts.Json;
using Copr.Contracts.Text;
using Copr.Contracts.Validation;

namespace Copr.Contracts;

/// <summary>The URL of a source package: an absolute http or https URL with a host.</summary>
/// <remarks>
/// <para>
/// The text is kept exactly as it was sent (<c>%40</c> stays <c>%40</c>, and what is not ASCII stays as it is) and is
/// compared as text. White space, control and format characters of any alphabet are refused.
/// </para>
/// <para>
/// <see langword="default"/> is no URL: its text is empty, it equals only itself, and asking for one of its parts
/// throws <see cref="InvalidOperationException"/>.
/// </para>
/// </remarks>
[JsonConverter(typeof(ListItemConverter<PackageUrl>))]
public readonly partial struct PackageUrl : IListItem<PackageUrl>
{
    /// <summary>
    /// The last segment of the path, such as <c>pkg-1.src.rpm</c>: as it was sent, so a <c>%40</c> is not decoded, and
    /// without query and fragment. Empty where the path ends in a slash or is not there.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public string FileName => FileNameSpan.ToString();

    static Rule IListItem<PackageUrl>.MalformedRule => Rules.MalformedUrl;

    static string IListItem<PackageUrl>.Expected => "an absolute http or https URL, such as http://foo/pkg.src.rpm";

    static bool IListItem<PackageUrl>.Recurs => false;

    internal ReadOnlySpan<char> FileNameSpan
    {
        get
        {
            ReadOnlySpan<char> url = Url;
            int end = url.IndexOfAny('?', '#');
            url = end < 0 ? url : url[..end];

            // The two slashes of the scheme begin no path.
            int slash = url.LastIndexOf('/');
            return slash < "https://".Length ? "" : url[(slash + 1)..];
        }
    }

    internal ReadOnlySpan<char> Url => text.IsDefault
        ? throw new InvalidOperationException("default(PackageUrl) is no URL and has no parts; get one from PackageUrl.Parse.")
        : text.Span;

    /// <summary>The URL as a <see cref="Uri"/>, which may write it another way: in lower case, say, or decoded.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>.</exception>
    public Uri ToUri() => new(Url.ToString(), UriKind.Absolute);

    static string? IListItem<PackageUrl>.FindProblem(ReadOnlySpan<char> text) => HttpUrl.FindProblem(text);

    static int IListItem<PackageUrl>.LengthAtAGlance(ReadOnlySpan<char> text) => HttpUrl.LengthAtAGlance(text);
}
