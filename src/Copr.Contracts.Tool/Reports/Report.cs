using System.Reflection;
using Copr.Contracts.Tool.Checking;

namespace Copr.Contracts.Tool.Reports;

/// <summary>A format in which the results of checks are written.</summary>
/// <param name="Write">Writes the results.</param>
/// <param name="EscapesItself">Whether the format has escapes for characters that cannot be seen.</param>
internal sealed record ReportFormat(Action<TextWriter, IReadOnlyList<CheckedSource>> Write, bool EscapesItself);

/// <summary>The formats by name, and what they share.</summary>
internal static class Report
{
    public const string Text = "text";

    public const string NoBuild = "no build is listed";

    public static IReadOnlyDictionary<string, ReportFormat> Formats { get; } = new Dictionary<string, ReportFormat>(StringComparer.Ordinal)
    {
        [Text] = new(new TextReport(usesColor: false).Write, EscapesItself: false),
        ["json"] = new(JsonReport.Write, EscapesItself: true),
        ["sarif"] = new(SarifReport.Write, EscapesItself: true),
        ["junit"] = new(JUnitReport.Write, EscapesItself: false),
        ["github"] = new(GitHubReport.Write, EscapesItself: true),
    };

    public static string Version { get; } =
        typeof(Report).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
