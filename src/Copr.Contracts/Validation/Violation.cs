using System.Globalization;
using Copr.Contracts.Text;

namespace Copr.Contracts.Validation;

/// <summary>A place where a rule is broken.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Path">
/// Where: a JSON Pointer (RFC 6901) into the document, such as <c>/builds/0/chroots</c>; empty for the whole document.
/// What is missing is pointed to by the object that lacks it.
/// </param>
/// <param name="Message">What was found and what was expected, for a person; its wording may change.</param>
public sealed record Violation(Rule Rule, string Path, string Message)
{
    /// <summary>The line in the document, from 1; null where its text was not at hand.</summary>
    public long? Line { get; init; }

    /// <summary>The column in the line, from 1, in UTF-16 code units as editors count; null where the text was not at hand.</summary>
    public long? Column { get; init; }

    /// <summary>
    /// One line with all of it, such as
    /// <c>COPR202 no-chroots (error) at /builds/0/chroots, line 19, column 18: …</c>.
    /// </summary>
    public override string ToString()
    {
        string severity = Rule.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "info",
        };
        string path = Path.Length == 0 ? "the document" : Excerpt.OfPath(Path);
        string position = Line is null ? "" : string.Create(CultureInfo.InvariantCulture, $", line {Line}, column {Column}");
        return $"{Rule} ({severity}) at {path}{position}: {Message}.";
    }
}
