using Copr.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Copr.Frontend;

/// <summary>Violations of the contract as problem details (RFC 9457), with the ids of the rules.</summary>
internal static class ContractProblem
{
    public static ProblemHttpResult Of(IReadOnlyList<Violation> violations) => TypedResults.Problem(
        title: "The request breaks the contract.",
        detail: violations.First(static violation => violation.Rule.Severity == Severity.Error).ToString(),
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["violations"] = violations.Select(static violation => new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["rule"] = violation.Rule.Id,
                ["name"] = violation.Rule.Name,
                ["severity"] = violation.Rule.Severity.ToString(),
                ["path"] = violation.Path,
                ["line"] = violation.Line,
                ["column"] = violation.Column,
                ["message"] = violation.Message,
            }).ToArray(),
        });
}
