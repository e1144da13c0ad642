namespace Copr.Contracts.Tool.Checking;

/// <summary>The result of checking one source.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Contract">The contract that the document was checked against; null if the source could not be checked.</param>
/// <param name="Violations">The violations of the rules that are not disabled.</param>
/// <param name="Excerpts">The excerpt of each violation, in the same order; null for those without a place. It can be empty.</param>
internal sealed record CheckedSource(
    string Source,
    string? Contract,
    IReadOnlyList<Violation> Violations,
    IReadOnlyList<Excerpt?> Excerpts)
{
    /// <summary>Why the source could not be checked; null if it was.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether builds are required and none is listed.</summary>
    public bool LacksBuilds { get; init; }

    /// <summary>The lowest severity that fails.</summary>
    public required Severity FailOn { get; init; }

    /// <summary>Whether the source was checked and nothing fails.</summary>
    public bool Conforms => Failure is null && !LacksBuilds && !Violations.Any(IsFailure);

    /// <summary>
    /// Changes everything that comes from the document, its name or its server. What is expected is in the rule's own words.
    /// </summary>
    public CheckedSource Map(Func<string, string> change) => this with
    {
        Source = change(Source),
        Failure = Failure is null ? null : change(Failure),
        Violations =
        [
            .. Violations.Select(violation => new Violation(
                violation.Rule, MapPath(violation.Path, change), change(violation.Found), violation.Expected)
            {
                Line = violation.Line,
                Column = violation.Column,
            }),
        ],
    };

    public bool IsFailure(Violation violation) => violation.Rule.Severity >= FailOn;

    /// <summary>A secret may contain a slash, which is escaped in the names of a JSON Pointer.</summary>
    private static string MapPath(string path, Func<string, string> change) => string.Join('/', path.Split('/')
        .Select(static name => name.Replace("~1", "/", StringComparison.Ordinal))
        .Select(change)
        .Select(static name => name.Replace("/", "~1", StringComparison.Ordinal)));
}
