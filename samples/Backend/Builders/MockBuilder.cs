using System.Diagnostics;
using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend.Builders;

/// <summary>Builds with mock.</summary>
internal sealed class MockBuilder(IOptions<BackendOptions> options) : IBuilder
{
    private const int LockedExitCode = 75;

    /// <summary>The exit codes of flock if it cannot open the lock or run mock (sysexits.h). Mock has none of them.</summary>
    private static readonly int[] FlockErrors = [66, 69, 71, 73];

    /// <summary>How long to read the rest of the output after mock has ended.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    public async Task<bool> BuildAsync(Build build, Chroot chroot, DirectoryInfo results, CancellationToken cancellationToken)
    {
        // A killed backend leaves flock and its mock running. They must end first, so that no build runs twice at once.
        // Flock keeps the lock to itself (--close): a daemon that mock leaves behind does not hold it. Setsid makes mock's process group.
        string[] command =
        [
            "setsid", "flock", "--close", "--nonblock", "--conflict-exit-code", $"{LockedExitCode}", Path.Combine(results.FullName, "lock"),
            options.Value.Mock, .. MockCommand.GetArguments(build, chroot, results),
        ];
        int exitCode;
        while ((exitCode = await RunAsync(command, results, cancellationToken)) == LockedExitCode)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }

        return FlockErrors.Contains(exitCode)
            ? throw new InvalidOperationException(
                $"flock exited with {exitCode}, so {options.Value.Mock} did not run; see {results}/mock.log.")
            : exitCode == 0;
    }

    private static async Task<int> RunAsync(string[] command, DirectoryInfo results, CancellationToken cancellationToken)
    {
        await using var log = Stream.Synchronized(File.Create(Path.Combine(results.FullName, "mock.log")));
        using var mock = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task output = Task.WhenAll(
            mock.StandardOutput.BaseStream.CopyToAsync(log, CancellationToken.None),
            mock.StandardError.BaseStream.CopyToAsync(log, CancellationToken.None));
        try
        {
            // If the output cannot be written, nobody reads it, and mock would wait forever.
            Task exit = mock.WaitForExitAsync(cancellationToken);
            if (await Task.WhenAny(exit, output) == output)
            {
                await output;
            }

            await exit;
            await Task.WhenAny(output, Task.Delay(DrainTime, cancellationToken));
            return mock.ExitCode;
        }
        finally
        {
            if (!mock.HasExited)
            {
                mock.Kill(entireProcessTree: true);
            }

            Posix.KillGroup(mock.Id);
            await mock.WaitForExitAsync(CancellationToken.None);
        }
    }
}
