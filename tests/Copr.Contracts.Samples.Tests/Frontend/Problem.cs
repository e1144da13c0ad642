using System.Text.Json;

namespace Copr.Contracts.Samples.Tests.Frontend;

/// <summary>Reads problem details.</summary>
internal static class Problem
{
    /// <summary>The rule and the path of the first violation.</summary>
    public static (string? Rule, string? Path) FirstViolation(string problem)
    {
        JsonElement violation = JsonDocument.Parse(problem).RootElement.GetProperty("violations")[0];
        return (violation.GetProperty("rule").GetString(), violation.GetProperty("path").GetString());
    }
}
