using System.Text.Json;
using Copr.Contracts.Tool.Checking;

namespace Copr.Contracts.Tool.Reports;

/// <summary>JSON in the program's own form.</summary>
internal static class JsonReport
{
    public static void Write(TextWriter output, IReadOnlyList<CheckedSource> results) => output.WriteLine(IndentedJson.Write(writer =>
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
            Write(writer, violation);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Violation violation)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", violation.Rule.Id);
        writer.WriteString("name", violation.Rule.Name);
        writer.WriteString("severity", SeverityName.Of(violation.Rule.Severity));
        writer.WriteString("path", violation.Path);
        WriteNumber(writer, "line", violation.Line);
        WriteNumber(writer, "column", violation.Column);
        writer.WriteString("message", violation.Message);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
