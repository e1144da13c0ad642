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
}
