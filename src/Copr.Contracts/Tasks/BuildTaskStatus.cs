namespace Copr.Contracts.Tasks;

/// <summary>How far a task is: a number of an open set. A number that is not defined here is preserved, and breaks rule COPR617.</summary>
/// <remarks>A backend reports <see cref="Starting"/>, <see cref="Running"/>, and then <see cref="Failed"/> or <see cref="Succeeded"/>. The
/// frontend alone uses the others.</remarks>
[SuppressMessage("Design", "CA1028:Enum Storage should be Int32", Justification = "Every integer is preserved.")]
public enum BuildTaskStatus : long
{
    /// <summary>The task failed.</summary>
    Failed = 0,

    /// <summary>The task succeeded.</summary>
    Succeeded = 1,

    /// <summary>Somebody canceled the task.</summary>
    Canceled = 2,

    /// <summary>A backend runs the task on a machine.</summary>
    Running = 3,

    /// <summary>The task waits for a backend.</summary>
    Pending = 4,

    /// <summary>The package excludes the architecture, so that nothing is built.</summary>
    Skipped = 5,

    /// <summary>A backend has taken the task and waits for a machine.</summary>
    Starting = 6,

    /// <summary>The source package is imported into dist-git.</summary>
    Importing = 7,

    /// <summary>The results were copied from another project.</summary>
    Forked = 8,

    /// <summary>The task waits for the source package or for another build.</summary>
    Waiting = 9,

    /// <summary>The frontend does not know.</summary>
    Unknown = 1000,
}
