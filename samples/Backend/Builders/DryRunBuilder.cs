using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend.Builders;

/// <summary>Writes the command lines that would build, one argument a line.</summary>
internal sealed class DryRunBuilder(IOptions<BackendOptions> options) : IBuilder
{
    public async Task<bool> BuildAsync(Build build, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken)
    {
        await File.WriteAllLinesAsync(Path.Combine(results.FullName, "command.txt"), [options.Value.Mock, .. MockCommand.Arguments(build, chroot, results)], cancellationToken);
        return true;
    }
}
