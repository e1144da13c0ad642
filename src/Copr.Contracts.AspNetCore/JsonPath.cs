using System.Text.RegularExpressions;

namespace Copr.Contracts.AspNetCore;

/// <summary>The paths of System.Text.Json, such as <c>$.builds[0]</c>.</summary>
internal static partial class JsonPath
{
    /// <summary>Converts a path to a JSON Pointer (RFC 6901), such as <c>/builds/0</c>.</summary>
    public static string ToPointer(string? path) =>
        string.Concat(Segments().Matches(path ?? "").Select(static segment => "/" + Escape(segment.Groups["name"].Value)));

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\.(?<name>[^.\[]*)|\[(?<name>\d+)\]|\['(?<name>.*?)'\](?=[.\[]|$)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Segments();
}
