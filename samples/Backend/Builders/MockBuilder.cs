using System.Diagnostics;
using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend.Builders;

/// <summary>Builds with mock.</summary>
internal sealed class MockBuilder(IOptions<BackendOptions> options) : IBuilder
{
    public async Task<bool> BuildAsync(Build build, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken)
    {
        // A backend that was killed leaves its mock running: flock waits for its end, so that no build runs twice at a time.
        using var mock = Process.Start(new ProcessStartInfo("flock", ["--no-fork", Path.Combine(results.FullName, "lock"), options.Value.Mock, .. MockCommand.Arguments(build, chroot, results)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await using var log = Stream.Synchronized(File.Create(Path.Combine(results.FullName, "mock.log")));
        try
        {
            await Task.WhenAll(
                mock.StandardOutput.BaseStream.CopyToAsync(log, cancellationToken),
                mock.StandardError.BaseStream.CopyToAsync(log, cancellationToken),
                mock.WaitForExitAsync(cancellationToken));
            return mock.ExitCode == 0;
        }
        finally
        {
            mock.Kill(entireProcessTree: true);
            await mock.WaitForExitAsync(CancellationToken.None);
        }
    }
}
