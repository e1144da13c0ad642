namespace Copr.Contracts;

/// <summary>A place where a rule is broken.</summary>
public sealed record Violation
{
    /// <summary>Creates a violation.</summary>
    /// <param name="rule">The rule that is broken.</param>
    /// <param name="path">The JSON Pointer (RFC 6901) of the value; empty for the whole document.</param>
    /// <param name="found">What was found, as a clause.</param>
    /// <param name="expected">What was expected instead.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public Violation(Rule rule, string path, string found, string expected)
    {
        Rule = rule ?? throw new ArgumentNullException(nameof(rule));
        Path = path ?? throw new ArgumentNullException(nameof(path));
        Found = found ?? throw new ArgumentNullException(nameof(found));
        Expected = expected ?? throw new ArgumentNullException(nameof(expected));
    }

    /// <summary>The rule that is broken.</summary>
    public Rule Rule { get; }

    /// <summary>The JSON Pointer (RFC 6901) of the value, such as <c>/builds/0/chroots</c>; empty for the whole document. A missing member
    /// is reported at the object that lacks it.</summary>
    public string Path { get; }

    /// <summary>What was found, for a person. The wording may change between versions.</summary>
    public string Found { get; }

    /// <summary>What was expected instead, for a person. The wording may change between versions.</summary>
    public string Expected { get; }

    /// <summary><see cref="Found"/> and <see cref="Expected"/> in one sentence.</summary>
    public string Message => $"{Found}; expected {Expected}";

    /// <summary>The line in the document, from 1; null if the text is not available.</summary>
    public long? Line { get; init; }

    /// <summary>The column in the line, from 1, in UTF-16 code units as editors count; null if the text is not available.</summary>
    public long? Column { get; init; }

    /// <summary>Returns everything in one line: <c>COPR202 no-chroots (error) at /builds/0/chroots, line 19, column 18: …</c>.</summary>
    public override string ToString() => ToString(container: null);

    /// <summary>Returns everything in one line, for a value that is in another document at a path of System.Text.Json.</summary>
    internal string ToString(string? container)
    {
        string severity = Rule.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };
        string path = container is null ? Path.Length == 0 ? "the document" : Excerpt.OfPath(Path)
            : $"{(Path.Length == 0 ? "" : $"{Excerpt.OfPath(Path)} of ")}{Excerpt.OfJsonPath(container)}";
        string position = Line is null ? "" : Invariant($", line {Line}, column {Column}");
        return $"{Rule} ({severity}) at {path}{position}: {Message}.";
    }
}
