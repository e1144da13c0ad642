namespace Copr.Contracts;

/// <summary>How a build ended; the numbers are those on the wire.</summary>
public enum BuildStatus
{
    /// <summary>It failed, in one of its chroots at least.</summary>
    Failed = 0,

    /// <summary>It succeeded in all of its chroots.</summary>
    Succeeded = 1,
}
