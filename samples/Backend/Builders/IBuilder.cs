using Copr.Contracts;

namespace Copr.Backend.Builders;

/// <summary>Builds the packages of a build for one of its chroots.</summary>
public interface IBuilder
{
    /// <summary>Builds, and returns whether all packages succeeded. When it returns or throws, no process of the build runs.</summary>
    public Task<bool> BuildAsync(Build build, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken);
}
