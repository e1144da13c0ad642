using System.Reflection;
using System.Text.RegularExpressions;

namespace Copr.Contracts.AspNetCore.Tests;

/// <summary>The files of the repository that document code.</summary>
internal static partial class Documentation
{
    private static readonly string Root = typeof(Documentation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "Root").Value!;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Returns the code blocks of a language.</summary>
    public static string[] Blocks(string path, string language) => [.. Block().Matches(Read(path))
        .Where(block => block.Groups["language"].Value == language).Select(static block => block.Groups["code"].Value)];

    /// <summary>Whether a file contains code, however far it is indented.</summary>
    public static bool Contains(string path, string code) => Unindent(Read(path)).Contains(Unindent(code), StringComparison.Ordinal);

    private static string Unindent(string code) => string.Join('\n', code.Split('\n').Select(static line => line.Trim()));

    [GeneratedRegex(
        "^```(?<language>[a-z]+)\n(?<code>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Block();
}
