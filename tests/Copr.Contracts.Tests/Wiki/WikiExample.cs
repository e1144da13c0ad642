using System.Text;

namespace Copr.Contracts.Tests.Wiki;

/// <summary>The wiki's example response, byte for byte.</summary>
internal static class WikiExample
{
    public static byte[] Bytes { get; } = File.ReadAllBytes(Path.Combine(TestFolder.Path, "Wiki", "waiting-builds.json"));

    public static string Text { get; } = Encoding.UTF8.GetString(Bytes);

    /// <summary>The wiki page, which contains the example.</summary>
    public static string Page { get; } = File.ReadAllText(Path.Combine(TestFolder.Path, "Wiki", "buildsys-frontend-backend-api.txt"));
}
