using System.Text.Json;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Reports;

/// <summary>JSON of the program's own.</summary>
internal static class JsonReport
{
    public static void Write(TextWriter output, IReadOnlyList<CheckedSource> results) => output.WriteLine(Json.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("tool", "copr-contracts");
        writer.WriteString("version", Report.Version);
        writer.WriteStartArray("results");
        foreach (CheckedSource result in results)
        {
            Write(writer, result);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    private static void Write(Utf8JsonWriter writer, CheckedSource result)
    {
        writer.WriteStartObject();
        writer.WriteString("source", result.Source);
        writer.WriteString("contract", result.Contract);
        writer.WriteBoolean("conforms", result.Conforms);
        if (result.Failure is not null)
        {
            writer.WriteString("failure", result.Failure);
        }

        if (result.LacksBuilds)
        {
            writer.WriteBoolean("lacksBuilds", true);
        }

        writer.WriteStartArray("violations");
        foreach (Violation violation in result.Violations)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", violation.Rule.Id);
            writer.WriteString("name", violation.Rule.Name);
            writer.WriteString("severity", SeverityName.Of(violation.Rule.Severity));
            writer.WriteString("path", violation.Path);
            Json.WriteNumber(writer, "line", violation.Line);
            Json.WriteNumber(writer, "column", violation.Column);
            writer.WriteString("message", violation.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
