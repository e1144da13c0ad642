using System.Diagnostics;
using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend.Builders;

/// <summary>Builds with mock.</summary>
internal sealed class MockBuilder(IOptions<BackendOptions> options) : IBuilder
{
    private const int LockedExitCode = 75;

    public async Task<bool> BuildAsync(Build build, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken)
    {
        // A killed backend leaves its mock running, which keeps the lock. It must end first, so that no build runs twice at once.
        string[] command =
        [
            "flock", "--no-fork", "--nonblock", "--conflict-exit-code", $"{LockedExitCode}", Path.Combine(results.FullName, "lock"),
            options.Value.Mock, .. MockCommand.GetArguments(build, chroot, results),
        ];
        int exitCode;
        while ((exitCode = await RunAsync(command, results, cancellationToken)) == LockedExitCode)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }

        return exitCode == 0;
    }

    private static async Task<int> RunAsync(string[] command, DirectoryInfo results, CancellationToken cancellationToken)
    {
        using var mock = Process.Start(new ProcessStartInfo(command[0], command[1..])
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
            return mock.ExitCode;
        }
        finally
        {
            mock.Kill(entireProcessTree: true);
            await mock.WaitForExitAsync(CancellationToken.None);
        }
    }
}
