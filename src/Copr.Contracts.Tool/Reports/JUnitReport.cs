using System.Globalization;
using System.Text;
using System.Xml;
using Copr.Contracts.Tool.Checking;

namespace Copr.Contracts.Tool.Reports;

/// <summary>JUnit's XML: a suite for each source, with a case for each violation, or one case that passes.</summary>
internal static class JUnitReport
{
    private static readonly XmlWriterSettings Settings =
        new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false, CheckCharacters = false };

    public static void Write(TextWriter output, IReadOnlyList<CheckedSource> results)
    {
        using (var writer = XmlWriter.Create(output, Settings))
        {
            // Of cases with one name, some CI systems show only the first.
            HashSet<(string, string)> names = [];
            writer.WriteStartElement("testsuites");
            foreach (CheckedSource result in results)
            {
                WriteSuite(writer, result, names);
            }

            writer.WriteEndElement();
        }

        output.WriteLine();
    }

    private static void WriteSuite(XmlWriter writer, CheckedSource result, HashSet<(string, string)> names)
    {
        bool hasProblem = result.Failure is not null || result.LacksBuilds;
        writer.WriteStartElement("testsuite");
        writer.WriteAttributeString("name", Clean(result.Source));
        writer.WriteAttributeString("tests", Text(Math.Max(result.Violations.Count + (hasProblem ? 1 : 0), 1)));
        writer.WriteAttributeString("failures", Text(result.Violations.Count(result.IsFailure) + (result.LacksBuilds ? 1 : 0)));
        writer.WriteAttributeString("errors", Text(result.Failure is null ? 0 : 1));
        foreach (Violation violation in result.Violations)
        {
            string place = violation.Line is null
                ? violation.Path
                : string.Create(CultureInfo.InvariantCulture, $"{violation.Path} ({violation.Line}:{violation.Column})");
            string element = result.IsFailure(violation) ? "failure" : "system-out";
            WriteCase(writer, names, result.Source, $"{violation.Rule} at {place}", element, violation.Rule.Id, violation.Message);
        }

        if (hasProblem)
        {
            string element = result.Failure is null ? "failure" : "error";
            WriteCase(writer, names, result.Source, "is checked", element, "could-not-check", result.Failure ?? Report.NoBuild);
        }
        else if (result.Violations.Count == 0)
        {
            WriteCase(writer, names, result.Source, "conforms", element: null, "", "");
        }

        writer.WriteEndElement();
    }

    private static void WriteCase(
        XmlWriter writer, HashSet<(string, string)> names, string source, string name, string? element, string type, string message)
    {
        string unique = name;
        for (int number = 2; !names.Add((source, unique)); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}, number {number}");
        }

        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("classname", Clean(source));
        writer.WriteAttributeString("name", Clean(unique));
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

    /// <summary>Replaces the characters that XML 1.0 cannot contain.</summary>
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
