namespace Copr.Contracts.Hostile;

/// <summary>How a document is read.</summary>
internal enum Way
{
    /// <summary>A list of builds in memory, as a whole. Only its depth is limited.</summary>
    Read,

    /// <summary>A list of builds from a stream, as a whole.</summary>
    ReadStream,

    /// <summary>A list of builds from a stream, build by build.</summary>
    ReadBuildByBuild,

    /// <summary>A list of builds from a stream, against every rule.</summary>
    Validate,

    /// <summary>A list of builds in memory, read as a whole, and the objects against every rule.</summary>
    ValidateObjects,

    /// <summary>A backend's report from a stream, as a whole.</summary>
    ReadReport,

    /// <summary>A backend's report from a stream, against every rule.</summary>
    ValidateReport,

    /// <summary>A list of canceled builds from a stream, as a whole.</summary>
    ReadCanceled,

    /// <summary>A list of tasks from a stream, task by task.</summary>
    ReadTaskByTask,

    /// <summary>A list of tasks from a stream, against every rule.</summary>
    ValidateTasks,

    /// <summary>A task that builds for a chroot from a stream, as a whole.</summary>
    ReadBuildTask,

    /// <summary>A task that builds for a chroot in memory, against every rule.</summary>
    ValidateBuildTask,

    /// <summary>A task that makes a source package from a stream, as a whole.</summary>
    ReadSourceTask,

    /// <summary>A task that makes a source package in memory, against every rule.</summary>
    ValidateSourceTask,

    /// <summary>A backend's report on tasks from a stream, as a whole.</summary>
    ReadTaskUpdates,

    /// <summary>A backend's report on tasks in memory, against every rule.</summary>
    ValidateTaskUpdates,
}
