using System.Globalization;
using System.Text;
using System.Text.Json;
using Copr.Contracts;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Copr.Frontend.Storage;

/// <summary>Why the last report on a build was refused. Its texts come from a backend, so they are cut and never trusted.</summary>
/// <param name="On">When it was refused.</param>
/// <param name="Backend">The name with which the backend reported.</param>
/// <param name="Violations">The first violations.</param>
public sealed record RefusedReport(DateTimeOffset On, string Backend, IReadOnlyList<RefusedReport.Reason> Violations)
{
    private const int MaxViolations = 10;

    private const int MaxLength = 300;

    public static RefusedReport Create(DateTimeOffset on, string? backend, IEnumerable<Violation> violations) =>
        new(on, Cut(backend ?? ""), [.. violations.Take(MaxViolations).Select(static violation =>
            new Reason(violation.Rule.ToString(), Cut(violation.Path), Cut(violation.Message)))]);

    /// <summary>Cuts a text, and replaces what no person sees and what no database stores.</summary>
    private static string Cut(string text)
    {
        var cut = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (cut.Length >= MaxLength)
            {
                return cut.Append('…').ToString();
            }

            bool isInvisible = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            cut.Append(isInvisible ? Rune.ReplacementChar : rune);
        }

        return cut.ToString();
    }

    /// <summary>A violation as a text.</summary>
    public sealed record Reason(string Rule, string Path, string Message);

    /// <summary>Stores it as JSON. What somebody changed by hand and nobody can read is no reason to hide a build.</summary>
    public sealed class Json() : ValueConverter<RefusedReport?, string?>(static report => Write(report), static text => Read(text))
    {
        private static string? Write(RefusedReport? report) => report is null ? null : JsonSerializer.Serialize(report);

        private static RefusedReport? Read(string? text)
        {
            try
            {
                return text is null ? null : JsonSerializer.Deserialize<RefusedReport>(text, Strict);
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static JsonSerializerOptions Strict { get; } =
            new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };
    }
}
