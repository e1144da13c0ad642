using System.Diagnostics;
using System.Globalization;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>How the backend runs mock.</summary>
public sealed class MockTests : BackendTest
{
    [Theory]
    [InlineData("mock-that-is-not-installed")]
    [InlineData("/nowhere/mock")]
    public async Task A_backend_without_mock_does_not_start_and_says_how_to_install_it(string mock)
    {
        Frontend.List(StubFrontend.Build(4));
        Start($"--Backend:Mock={mock}");

        (await Backend.Program.WaitForExitAsync()).Should().Be(1);
        Backend.Program.Output.Trim().Should().Be(
            $"The backend cannot start: {mock} is not installed. Install mock (Fedora: dnf install mock; Debian: apt-get install mock), " +
            "set Backend:Mock to another program, or add --dry-run to see what the backend would do.");
        Frontend.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_mock_that_disappears_fails_no_build()
    {
        string mock = Path.Combine(Ledger.Folder, "mock");
        File.Copy(Ledger.Mock, mock);
        Start($"--Backend:Mock={mock}");
        await Backend.Program.WaitForLineAsync("Application started");

        File.Move(mock, mock + ".away");
        Frontend.List(StubFrontend.Build(4));
        await Backend.Program.WaitForLineAsync("flock");
        File.Move(mock + ".away", mock);
        await Frontend.UntilEndedAsync(4);

        Frontend.Requests.Should().Contain("ended 4 Succeeded");
    }

    [Fact]
    public async Task A_daemon_that_mock_leaves_behind_is_ended_and_frees_the_slot()
    {
        Frontend.List(StubFrontend.Build(4, "http://foo/daemon-1.src.rpm"), StubFrontend.Build(5));
        Start("--Backend:Parallelism=1");

        await Frontend.UntilEndedAsync(4, 5);

        IsRunning(Ledger.Daemons[0]).Should().BeFalse();
    }

    [Fact]
    public async Task A_daemon_that_has_its_own_session_keeps_neither_the_slot_nor_the_lock()
    {
        Frontend.List(StubFrontend.Build(4, "http://foo/session-1.src.rpm"), StubFrontend.Build(5));
        Start("--Backend:Parallelism=1");
        try
        {
            await Frontend.UntilEndedAsync(4, 5);
            Frontend.List();
            await Eventually.Async(() => !Backend.Files("jobs").Any(), () => "no job");

            string file = Path.Combine(BackendFolder, "results/2/ff2/fedora-17-x86_64/4/lock");
            using var flock = Process.Start("flock", ["--nonblock", file, "true"]);
            await flock.WaitForExitAsync();
            flock.ExitCode.Should().Be(0);
        }
        finally
        {
            foreach (string id in Ledger.Daemons.Where(IsRunning))
            {
                using var daemon = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
                daemon.Kill();
            }
        }
    }

    /// <summary>Whether a process exists and is not a zombie, which only its parent can remove.</summary>
    private static bool IsRunning(string id)
    {
        string status = $"/proc/{id}/status";
        return File.Exists(status) && !File.ReadAllText(status).Contains("State:\tZ", StringComparison.Ordinal);
    }
}
