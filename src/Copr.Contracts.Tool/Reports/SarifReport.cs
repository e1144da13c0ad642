using System.Text.Json;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Reports;

/// <summary>SARIF 2.1.0 (OASIS), the format of code scanning.</summary>
internal static class SarifReport
{
    public static void Write(TextWriter output, IReadOnlyList<CheckedSource> results) => output.WriteLine(IndentedJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        WriteTool(writer);
        writer.WriteString("columnKind", "utf16CodeUnits");
        WriteInvocation(writer, results);
        writer.WriteStartArray("results");
        foreach (CheckedSource result in results)
        {
            foreach (Violation violation in result.Violations)
            {
                Write(writer, result, violation);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    private static void WriteTool(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "copr-contracts");
        writer.WriteString("semanticVersion", Report.Version);
        writer.WriteStartArray("rules");
        foreach (Rule rule in Rules.All)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Id);
            writer.WriteString("name", rule.Name);
            WriteText(writer, "shortDescription", rule.Summary);
            WriteText(writer, "fullDescription", rule.Summary);
            writer.WriteString("helpUri", $"urn:copr-contracts:rule:{rule.Id}");
            WriteHelp(writer, rule);
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", Level(rule.Severity));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteHelp(Utf8JsonWriter writer, Rule rule)
    {
        string page = RulePage.Of(rule);
        writer.WriteStartObject("help");
        writer.WriteString("text", page);
        writer.WriteString("markdown", page);
        writer.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter writer, IReadOnlyList<CheckedSource> results)
    {
        writer.WriteStartArray("invocations");
        writer.WriteStartObject();
        writer.WriteBoolean("executionSuccessful", results.All(static result => result.Failure is null));
        writer.WriteStartArray("toolExecutionNotifications");
        foreach (CheckedSource result in results.Where(static result => result.Failure is not null || result.LacksBuilds))
        {
            writer.WriteStartObject();
            writer.WriteString("level", "error");
            WriteText(writer, "message", result.Failure ?? $"{result.Source}: {Report.NoBuild}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, CheckedSource result, Violation violation)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", violation.Rule.Id);
        writer.WriteNumber("ruleIndex", Rules.All.Index().First(rule => rule.Item == violation.Rule).Index);
        writer.WriteString("level", Level(violation.Rule.Severity));
        WriteText(writer, "message", Source.IsUrl(result.Source) ? $"{result.Source}: {violation.Message}" : violation.Message);
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", UriOf(result.Source));
        writer.WriteEndObject();
        if (violation.Line is { } line)
        {
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", line);
            writer.WriteNumber("startColumn", violation.Column!.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartArray("logicalLocations");
        writer.WriteStartObject();
        writer.WriteString("fullyQualifiedName", violation.Path);
        writer.WriteString("kind", "member");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    /// <summary>A URI relative to the checkout, as code scanning requires. That of a URL is not in the checkout.</summary>
    private static string UriOf(string source)
    {
        if (source == Source.StandardInput)
        {
            return "stdin";
        }

        string path = Source.IsUrl(source) ? source[(source.IndexOf("://", StringComparison.Ordinal) + 3)..]
            : Path.IsPathRooted(source) ? Path.GetRelativePath(Environment.CurrentDirectory, source)
            : source;
        return string.Join('/', path.Split('/', '\\').Select(Uri.EscapeDataString));
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
