using System.Text.Json;
using System.Text.RegularExpressions;

namespace Copr.Contracts.Tests.Schemas;

/// <summary>A kind of documents that the schemas accept, although they break a rule of the kind Schema.</summary>
/// <param name="What">The line in docs/conformance.md.</param>
/// <param name="Cases">The cases of the corpus on which a validator differs.</param>
/// <param name="Rule">The rule, if the validator of these tests differs.</param>
/// <param name="Found">The regular expression of what the rule reports.</param>
public sealed record SchemaGap(string What, IReadOnlyList<string> Cases, string? Rule = null, string? Found = null)
{
    /// <summary>Every gap. The file is also what CI compares the verdicts of the other validators with.</summary>
    public static IReadOnlyList<SchemaGap> All { get; } = JsonSerializer.Deserialize<IReadOnlyList<SchemaGap>>(
        File.ReadAllText(Path.Combine(TestFolder.Root, "tests", "Schemas", "gaps.json")), JsonSerializerOptions.Web)!;

    public static SchemaGap? Of(Violation violation) => All.FirstOrDefault(gap => gap.Explains(violation));

    private bool Explains(Violation violation) =>
        Rule == violation.Rule.Id && Regex.IsMatch(violation.Found, Found!, RegexOptions.NonBacktracking);
}
