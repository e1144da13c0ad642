using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend.Builders;

/// <summary>Writes the command line instead of running it, one argument per line.</summary>
internal sealed class DryRunBuilder(IOptions<BackendOptions> options) : IBuilder
{
    public async Task<bool> BuildAsync(Build build, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken)
    {
        string[] command = [options.Value.Mock, .. MockCommand.GetArguments(build, chroot, results)];
        await File.WriteAllLinesAsync(Path.Combine(results.FullName, "command.txt"), command, cancellationToken);
        return true;
    }
}
