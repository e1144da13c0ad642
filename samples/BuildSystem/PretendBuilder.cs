using Copr.Backend.Builders;
using Copr.Contracts;

namespace Copr.BuildSystem;

/// <summary>Takes a second for each chroot, and fails for packages named spam.</summary>
internal sealed class PretendBuilder : IBuilder
{
    public async Task<bool> BuildAsync(Build build, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        return !build.Packages.Any(static package => package.FileName?.StartsWith("spam", StringComparison.Ordinal) == true);
    }
}
