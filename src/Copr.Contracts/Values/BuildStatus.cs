namespace Copr.Contracts;

/// <summary>How a build ended. The numbers are those in JSON.</summary>
public enum BuildStatus
{
    /// <summary>The build failed in at least one of its chroots.</summary>
    Failed = 0,

    /// <summary>The build succeeded in all of its chroots.</summary>
    Succeeded = 1,
}

internal static class BuildStatusExtensions
{
    /// <summary>Returns the status, or throws if it is not defined.</summary>
    public static BuildStatus? RequireDefined(this BuildStatus? value) =>
        value is null or BuildStatus.Failed or BuildStatus.Succeeded ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A status is Failed or Succeeded.");
}
