using Copr.Backend.Builders;
using Copr.Contracts;

namespace Copr.BuildSystem;

/// <summary>Pretends to build for a second. Packages whose name begins with spam fail.</summary>
internal sealed class PretendBuilder : IBuilder
{
    public async Task<bool> BuildAsync(Build build, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        return !build.Packages.Any(static package => package.FileName?.StartsWith("spam", StringComparison.Ordinal) == true);
    }
}
