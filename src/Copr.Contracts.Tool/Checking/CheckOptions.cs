using System.Net.Http.Headers;

namespace Copr.Contracts.Tool.Checking;

/// <summary>The options of a check.</summary>
internal sealed record CheckOptions
{
    /// <summary>The contract to check against; null if it is detected from each document.</summary>
    public string? Contract { get; init; }

    public ReadingMode Mode { get; init; }

    /// <summary>Whether the wire is that of tasks, which Copr speaks today, and not the wiki's.</summary>
    public bool IsOfTasks { get; init; }

    /// <summary>The maximum number of builds in a list; null for the contract's own limit.</summary>
    public int? Limit { get; init; }

    /// <summary>The lowest severity that fails.</summary>
    public Severity FailOn { get; init; } = Severity.Error;

    public IReadOnlySet<Rule> Disabled { get; init; } = new HashSet<Rule>();

    public bool RequiresBuilds { get; init; }

    public bool ChecksRepositories { get; init; }

    public bool AllowsPrivate { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public AuthenticationHeaderValue? Authorization { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
