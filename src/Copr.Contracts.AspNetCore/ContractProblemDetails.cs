using System.Text.Json;
using System.Text.Json.Nodes;
using Copr.Contracts.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Copr.Contracts.AspNetCore;

/// <summary>Describes violations of the contract as problem details (RFC 9457).</summary>
public static class ContractProblemDetails
{
    /// <summary>Describes the violations of a report: 400, the first error as <c>detail</c> (the first violation if there is no error),
    /// and all violations as the extension <c>violations</c>, each with <c>rule</c>, <c>name</c>, <c>severity</c>, <c>path</c>,
    /// <c>found</c>, <c>expected</c>, and, if they are known, <c>line</c> and <c>column</c>.</summary>
    /// <exception cref="ArgumentNullException">The report is null.</exception>
    /// <exception cref="ArgumentException">The report has no violations.</exception>
    public static ProblemDetails ToProblemDetails(this ValidationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Violations.Count == 0
            ? throw new ArgumentException("The report has no violations.", nameof(report))
            : Create(report.Violations);
    }

    /// <summary>Describes the violation of an exception, like <see cref="ToProblemDetails(ValidationReport)"/>.</summary>
    /// <remarks>If the document is a member of an application's type, the path is that of the value in the application's type.</remarks>
    /// <exception cref="ArgumentNullException">The exception is null.</exception>
    public static ProblemDetails ToProblemDetails(this ContractException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Violation violation = exception.Violation;

        // Only the message of a document that is inside an application's type differs: it includes the path to the document.
        return exception.Message == violation.ToString()
            ? Create([violation])
            : Create([new(violation.Rule, JsonPath.ToPointer(exception.Path) + violation.Path, violation.Found, violation.Expected)]);
    }

    private static ProblemDetails Create(IReadOnlyList<Violation> violations)
    {
        var details = new JsonArray([.. violations.Select(Describe)]);
        return new ProblemDetails
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "The request breaks the contract.",
            Detail = violations.OrderByDescending(static violation => violation.Rule.Severity == Severity.Error).First().ToString(),

            // The framework's metadata for problem details knows elements, but not nodes.
            Extensions = { ["violations"] = JsonElement.Parse(details.ToJsonString()) },
        };
    }

    private static JsonNode Describe(Violation violation)
    {
        var node = new JsonObject
        {
            ["rule"] = violation.Rule.Id,
            ["name"] = violation.Rule.Name,
            ["severity"] = violation.Rule.Severity switch
            {
                Severity.Error => "error",
                Severity.Warning => "warning",
                _ => "info",
            },
            ["path"] = violation.Path,
            ["found"] = violation.Found,
            ["expected"] = violation.Expected,
        };
        if (violation.Line is { } line)
        {
            (node["line"], node["column"]) = (line, violation.Column);
        }

        return node;
    }
}
