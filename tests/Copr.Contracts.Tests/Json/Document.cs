using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Copr.Contracts.Tests.Wiki;

namespace Copr.Contracts.Tests.Json;

/// <summary>Lists of waiting builds in UTF-8: the wiki's with changes, and others.</summary>
internal static class Document
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<ReadingMode> Modes { get; } = [ReadingMode.Strict, ReadingMode.Lenient];

    /// <summary>The paths of all members that the contract defines, in the first build.</summary>
    public static IReadOnlyList<string> Members { get; } =
    [
        "builds", "builds/0/copr_id", "builds/0/user_id", "builds/0/results", "builds/0/started_on", "builds/0/copr",
        "builds/0/copr/owner_id", "builds/0/copr/repos", "builds/0/copr/chroots", "builds/0/copr/id", "builds/0/copr/name",
        "builds/0/canceled", "builds/0/submitted_on", "builds/0/ended_on", "builds/0/pkgs", "builds/0/chroots", "builds/0/id",
        "builds/0/status",
    ];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A list with these builds, each as its JSON.</summary>
    public static byte[] Of(params string[] builds) => Utf8($"{{\"builds\":[{string.Join(',', builds)}]}}");

    /// <summary>The wiki's document with one text, which it must contain, replaced by another.</summary>
    public static byte[] Replacing(string from, string to)
    {
        WikiExample.Text.Should().Contain(from);
        return Utf8(WikiExample.Text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>The wiki's document with a JSON text as the value of a member, or without the member if the text is null.</summary>
    /// <param name="path">The path of the member, such as <c>builds/0/id</c>.</param>
    /// <param name="json">The text, which need not be JSON.</param>
    /// <param name="isDoubled">Whether the member also has its own value, before that one.</param>
    public static byte[] With(string path, string? json, bool isDoubled = false)
    {
        JsonNode root = JsonNode.Parse(WikiExample.Text, documentOptions: new() { AllowTrailingCommas = true })!;
        string[] segments = path.Split('/');
        JsonNode parent = segments[..^1].Aggregate(root, static (node, segment) =>
            int.TryParse(segment, CultureInfo.InvariantCulture, out int index) ? node[index]! : node[segment]!);
        string before = parent[segments[^1]]?.ToJsonString(Relaxed) ?? "null";
        if (json is null)
        {
            parent.AsObject().Remove(segments[^1]);
            return Utf8(root.ToJsonString(Relaxed));
        }

        parent[segments[^1]] = "\u0001";
        string value = isDoubled ? $"{before},\"{segments[^1]}\":{json}" : json;
        return Utf8(root.ToJsonString(Relaxed).Replace("\"\\u0001\"", value, StringComparison.Ordinal));
    }
}
