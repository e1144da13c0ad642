namespace Copr.Contracts.Tasks;

/// <summary>Where a build's source comes from: a number of an open set. A number that is not defined here is preserved, and breaks rule
/// COPR617. The numbers 3, 4 and 7 are retired.</summary>
[SuppressMessage("Design", "CA1028:Enum Storage should be Int32", Justification = "Every integer is preserved.")]
public enum SourceType : long
{
    /// <summary>No source is set.</summary>
    Unset = 0,

    /// <summary>The URL of a source package or a spec file.</summary>
    Link = 1,

    /// <summary>A file that was uploaded to the frontend.</summary>
    Upload = 2,

    /// <summary>A package of the Python Package Index.</summary>
    PyPI = 5,

    /// <summary>A gem of RubyGems.</summary>
    RubyGems = 6,

    /// <summary>A Git or Subversion repository.</summary>
    Scm = 8,

    /// <summary>A script that makes the source.</summary>
    Custom = 9,

    /// <summary>A dist-git repository.</summary>
    DistGit = 10,

    /// <summary>Packages that are built already. No source task exists for them.</summary>
    RpmUpload = 11,
}
