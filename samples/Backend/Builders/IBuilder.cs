using Copr.Contracts;

namespace Copr.Backend.Builders;

/// <summary>Builds the packages of a build for one of its chroots.</summary>
public interface IBuilder
{
    /// <summary>Whether it succeeded. Nothing of it runs any more when this returns or throws.</summary>
    public Task<bool> BuildAsync(Build build, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken);
}
