namespace Copr.Backend;

/// <summary>What the backend reads, keeps and asks for at most. A test compares them with the table in the README.</summary>
public static class Limits
{
    /// <summary>The bytes of a waiting list: more builds than any backend asks for.</summary>
    public const int ListBytes = 64 * 1024 * 1024;

    /// <summary>The bytes that are read of the reason for which a report is refused.</summary>
    public const int ProblemBytes = 64 * 1024;

    /// <summary>The largest limit that a frontend accepts.</summary>
    public const int ListedBuilds = 1000;

    /// <summary>
    /// How many builds may wait for an answer. The frontend may have given them to this backend, and then no other backend gets them.
    /// </summary>
    public const int UnansweredQuestions = 20;

    /// <summary>
    /// How many builds are skipped after another backend got one. Otherwise, many idle backends would ask for each build of the same list,
    /// one after another.
    /// </summary>
    public const int SkippedBuilds = 7;

    public const int ReportEntries = 100;

    /// <summary>How many refused builds are remembered, so that each is logged once.</summary>
    public const int RememberedBuilds = 10_000;

    public const int SetAsideFiles = 1000;

    public const int SetAsideBytes = 256 * 1024 * 1024;

    public static TimeSpan Response { get; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How far the clock may differ from the frontend's. It is not a whole hour, because a wrong time zone makes a difference of whole
    /// hours, which would be now too large and now small enough.
    /// </summary>
    public static TimeSpan ClockDifference { get; } = TimeSpan.FromMinutes(90);
}
