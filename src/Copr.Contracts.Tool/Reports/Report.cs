using System.Reflection;
using Copr.Contracts.Tool.Checking;

namespace Copr.Contracts.Tool.Reports;

/// <summary>Writes the results of checks in one format.</summary>
internal delegate void ReportWriter(TextWriter output, IReadOnlyList<CheckedSource> results);

/// <summary>The formats by name, and what they share.</summary>
internal static class Report
{
    public const string Text = "text";

    public const string NoBuild = "no build is listed";

    public static IReadOnlyDictionary<string, ReportWriter> Formats { get; } = new Dictionary<string, ReportWriter>(StringComparer.Ordinal)
    {
        [Text] = new TextReport(usesColor: false).Write,
        ["json"] = JsonReport.Write,
        ["sarif"] = SarifReport.Write,
        ["junit"] = JUnitReport.Write,
        ["github"] = GitHubReport.Write,
    };

    public static string Version { get; } =
        typeof(Report).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
