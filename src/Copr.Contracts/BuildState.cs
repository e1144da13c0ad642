namespace Copr.Contracts;

/// <summary>How far a build is, according to its members.</summary>
public enum BuildState
{
    /// <summary>Not started, not ended and not canceled. Frontends list these builds for backends.</summary>
    Waiting = 0,

    /// <summary>Started, and not ended.</summary>
    Running = 1,

    /// <summary>Ended, whether or not its start was reported.</summary>
    Ended = 2,

    /// <summary>Canceled. A canceled build stays canceled, whatever is reported later.</summary>
    Canceled = 3,
}
