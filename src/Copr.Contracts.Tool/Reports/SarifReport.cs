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
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", Level(rule.Severity));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
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
        WriteText(writer, "message", violation.Message);
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

    private static string UriOf(string source) =>
        source == Source.StandardInput ? "stdin"
        : Source.IsUrl(source) ? source
        : string.Join('/', source.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
