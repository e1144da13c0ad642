namespace Copr.Frontend;

/// <summary>What the frontend accepts and sends at most. A test compares them with the table in the README.</summary>
public static class Limits
{
    public const int ReportBytes = 1024 * 1024;

    public const int ReportEntries = 10_000;

    /// <summary>The bytes of every other body: some 600 packages.</summary>
    public const int BodyBytes = 64 * 1024;

    public const int ResultsBytes = 4096;

    /// <summary>The name of a backend must fit into an index.</summary>
    public const int BackendNameBytes = 255;

    public const int IdempotencyKeyCharacters = 255;

    public const int ListedBuilds = 1000;

    /// <summary>After so many builds that break a rule, the list ends. A copr that breaks one counts as a page of builds.</summary>
    public const int SkippedBuilds = 1000;

    /// <summary>The coprs of one answer.</summary>
    public const int ListedCoprs = 100;

    /// <summary>A backend reads 4 MiB and more. The frontend writes less, because many may read slowly.</summary>
    public const int ListBytes = 1024 * 1024;

    /// <summary>A slow reader keeps a whole list in memory. A proxy in front of the frontend has limits of its own.</summary>
    public const int ResponseBytesPerSecond = 16 * 1024;

    public const int Connections = 1000;

    /// <summary>How far the clock of a backend may be behind the frontend's, or ahead of it. A time beyond that is wrong.</summary>
    public static TimeSpan ClockDifference { get; } = TimeSpan.FromDays(1);

    public static TimeSpan ResponseGracePeriod { get; } = TimeSpan.FromSeconds(5);

    public static TimeSpan RequestHeaders { get; } = TimeSpan.FromSeconds(15);
}
