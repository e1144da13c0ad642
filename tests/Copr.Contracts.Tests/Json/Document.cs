using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Copr.Contracts.Json;
using Copr.Contracts.Tests.Wiki;

namespace Copr.Contracts.Tests.Json;

/// <summary>The wiki's document, bent.</summary>
internal static class Document
{
    public static IReadOnlyList<JsonSerializerOptions> Modes { get; } = [CoprJson.Strict, CoprJson.Lenient];

    /// <summary>The paths of all members that the contract knows, in the first build.</summary>
    public static IReadOnlyList<string> Members { get; } =
    [
        "builds", "builds/0/copr_id", "builds/0/user_id", "builds/0/results", "builds/0/started_on", "builds/0/copr", "builds/0/copr/owner_id", "builds/0/copr/repos",
        "builds/0/copr/chroots", "builds/0/copr/id", "builds/0/copr/name", "builds/0/canceled", "builds/0/submitted_on", "builds/0/ended_on", "builds/0/pkgs", "builds/0/chroots", "builds/0/id",
    ];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The wiki's text with one text in the place of another, which has to stand in it.</summary>
    public static byte[] Replacing(string from, string to)
    {
        WikiExample.Text.Should().Contain(from);
        return Utf8(WikiExample.Text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>The wiki's document with a JSON text as the value of a member; null takes the member away.</summary>
    public static byte[] With(string path, string? json, bool isDoubled = false)
    {
        JsonNode root = JsonNode.Parse(WikiExample.Text, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true })!;
        string[] segments = path.Split('/');
        JsonNode parent = segments[..^1].Aggregate(root, static (node, segment) => int.TryParse(segment, System.Globalization.CultureInfo.InvariantCulture, out int index) ? node[index]! : node[segment]!);
        string before = parent[segments[^1]]?.ToJsonString(Relaxed) ?? "null";
        if (json is null)
        {
            parent.AsObject().Remove(segments[^1]);
            return Utf8(root.ToJsonString(Relaxed));
        }

        parent[segments[^1]] = "\u0001";
        return Utf8(root.ToJsonString(Relaxed).Replace("\"\\u0001\"", isDoubled ? $"{before},\"{segments[^1]}\":{json}" : json, StringComparison.Ordinal));
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
