using System.Globalization;
using System.Text;
using System.Xml;
using Copr.Contracts.Tool.Checking;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Reports;

/// <summary>JUnit's XML: a suite for each source, and in it a case for each violation, or one that passed.</summary>
internal static class JUnitReport
{
    public static void Write(TextWriter output, IReadOnlyList<CheckedSource> results)
    {
        using (var writer = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false, CheckCharacters = false }))
        {
            writer.WriteStartElement("testsuites");
            foreach (CheckedSource result in results)
            {
                Write(writer, result);
            }

            writer.WriteEndElement();
        }

        output.WriteLine();
    }

    private static void Write(XmlWriter writer, CheckedSource result)
    {
        bool isWrong = result.Failure is not null || result.LacksBuilds;
        writer.WriteStartElement("testsuite");
        writer.WriteAttributeString("name", Clean(result.Source));
        writer.WriteAttributeString("tests", Text(Math.Max(result.Violations.Count + (isWrong ? 1 : 0), 1)));
        writer.WriteAttributeString("failures", Text(result.Violations.Count(result.IsFailure) + (result.LacksBuilds ? 1 : 0)));
        writer.WriteAttributeString("errors", Text(result.Failure is null ? 0 : 1));
        foreach (Violation violation in result.Violations)
        {
            string place = violation.Line is null ? violation.Path : string.Create(CultureInfo.InvariantCulture, $"{violation.Path} ({violation.Line}:{violation.Column})");
            WriteCase(writer, result.Source, $"{violation.Rule} at {place}", result.IsFailure(violation) ? "failure" : "system-out", violation.Rule.Id, violation.Message);
        }

        if (isWrong)
        {
            WriteCase(writer, result.Source, "is checked", result.Failure is null ? "failure" : "error", "could-not-check", result.Failure ?? "no build is listed");
        }
        else if (result.Violations.Count == 0)
        {
            WriteCase(writer, result.Source, "conforms", null, "", "");
        }

        writer.WriteEndElement();
    }

    private static void WriteCase(XmlWriter writer, string source, string name, string? element, string type, string message)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("classname", Clean(source));
        writer.WriteAttributeString("name", Clean(name));
        if (element == "system-out")
        {
            writer.WriteElementString(element, Clean(message));
        }
        else if (element is not null)
        {
            writer.WriteStartElement(element);
            writer.WriteAttributeString("type", type);
            writer.WriteAttributeString("message", Clean(message));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What XML 1.0 has no way to write becomes a replacement character.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return clean.ToString();
    }
}
