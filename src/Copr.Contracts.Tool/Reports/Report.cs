using System.Reflection;
using Copr.Contracts.Tool.Checking;

namespace Copr.Contracts.Tool.Reports;

/// <summary>Writes what came of the checks, in one of the formats.</summary>
internal delegate void ReportWriter(TextWriter output, IReadOnlyList<CheckedSource> results);

/// <summary>The formats by their names.</summary>
internal static class Report
{
    public const string Text = "text";

    public static IReadOnlyDictionary<string, ReportWriter> Formats { get; } = new Dictionary<string, ReportWriter>(StringComparer.Ordinal)
    {
        [Text] = new TextReport(usesColor: false).Write,
        ["json"] = JsonReport.Write,
        ["sarif"] = SarifReport.Write,
        ["junit"] = JUnitReport.Write,
        ["github"] = GitHubReport.Write,
    };

    public static string Version { get; } = typeof(Report).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
