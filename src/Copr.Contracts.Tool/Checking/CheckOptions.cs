using System.Net.Http.Headers;
using System.Text.Json;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Checking;

/// <summary>What was asked for.</summary>
internal sealed record CheckOptions
{
    /// <summary>Which document it has to be; null to tell from the document.</summary>
    public string? Contract { get; init; }

    public bool IsLenient { get; init; }

    /// <summary>How many builds a list may hold; null for the contract's own limit.</summary>
    public int? Limit { get; init; }

    /// <summary>The least that makes a check fail.</summary>
    public Severity FailOn { get; init; } = Severity.Error;

    public IReadOnlySet<Rule> Disabled { get; init; } = new HashSet<Rule>();

    public bool RequiresBuilds { get; init; }

    public bool AsksRepositories { get; init; }

    public bool AllowsPrivate { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public AuthenticationHeaderValue? Authorization { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public JsonSerializerOptions Reading => IsLenient ? CoprJson.Lenient : CoprJson.Strict;
}
