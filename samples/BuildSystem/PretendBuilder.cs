using Copr.Backend.Builders;
using Copr.Contracts;

namespace Copr.BuildSystem;

/// <summary>Builds nothing. The demonstration says so.</summary>
internal sealed class PretendBuilder : IBuilder
{
    public const string Description = "the backend waits a second for each chroot, and packages named spam fail.";

    public async Task<bool> BuildAsync(Build build, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        return !build.Packages.Any(static package => package.FileName?.StartsWith("spam", StringComparison.Ordinal) == true);
    }
}
