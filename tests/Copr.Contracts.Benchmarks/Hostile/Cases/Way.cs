namespace Copr.Contracts.Hostile;

/// <summary>How a document is read.</summary>
internal enum Way
{
    /// <summary>From memory, where no limit holds but that of the depth.</summary>
    Whole,

    /// <summary>From a stream, the whole of it.</summary>
    Stream,

    /// <summary>From a stream, build by build.</summary>
    BuildByBuild,

    /// <summary>From a stream, and every rule checked.</summary>
    Validate,

    /// <summary>The whole read from memory, and every rule checked of the objects.</summary>
    ValidateObjects,
}
