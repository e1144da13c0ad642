namespace Copr.Contracts;

/// <summary>How far a build has come, as its members tell.</summary>
public enum BuildState
{
    /// <summary>Not started, not ended, not canceled: what a frontend lists for its backends.</summary>
    Waiting = 0,

    /// <summary>Started, and not ended.</summary>
    Running = 1,

    /// <summary>Ended, whether or not its start was ever reported.</summary>
    Ended = 2,

    /// <summary>Canceled; it stays so, whatever is reported of it later.</summary>
    Canceled = 3,
}
