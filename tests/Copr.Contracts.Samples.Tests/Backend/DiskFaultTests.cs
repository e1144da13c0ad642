using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>
/// The backend's disk is full for a while, and nothing is lost. A link to /dev/full makes it impossible to write one file, as a full disk
/// does.
/// </summary>
public sealed class DiskFaultTests : BackendTest
{
    private const string Job = "jobs/0000000000000000004.json";
    private const string Refusal = "refused/0000000000000000004.json";
    private const string Start4 = "reports/0000000000000000004-1-started.json";
    private const string End4 = "reports/0000000000000000004-2-ended.json";

    [Theory]
    [InlineData(Start4)]
    [InlineData(End4)]
    public async Task A_report_that_cannot_be_stored_is_stored_later(string file)
    {
        Start();
        await Backend.Program.WaitForLineAsync("Application started");
        Fill(file);
        Frontend.List(StubFrontend.Build(4, "http://foo/quick-1.src.rpm"));
        await Backend.Program.WaitForLineAsync("The disk");

        Frontend.List();
        Free(file);
        await Frontend.UntilEndedAsync(4);

        Frontend.Requests.Should().Contain("ended 4 Succeeded");
        Ledger.Begun.Should().HaveCount(1, "a disk fault is no reason to build again");
    }

    [Fact]
    public async Task A_job_that_cannot_be_stored_is_not_started()
    {
        Start();
        await Backend.Program.WaitForLineAsync("Application started");
        Fill(Job);
        Frontend.List(StubFrontend.Build(4));
        await Backend.Program.WaitForLineAsync("The disk");

        Frontend.Requests.Should().BeEmpty();
        Free(Job);
        await Frontend.UntilEndedAsync(4);
    }

    [Fact]
    public async Task A_build_that_cannot_be_refused_is_refused_later_even_if_the_list_has_not_changed()
    {
        Start();
        await Backend.Program.WaitForLineAsync("Application started");
        Fill(Refusal);
        ListWithATag(StubFrontend.Build(4, chroots: "bad"));
        await Backend.Program.WaitForLineAsync("The disk");

        Free(Refusal);
        await Frontend.UntilEndedAsync(4);
    }

    [Theory]
    [InlineData("jobs")]
    [InlineData("reports")]
    [InlineData("results")]
    [InlineData("set-aside")]
    public async Task A_folder_that_is_unusable_for_a_while_loses_nothing(string name)
    {
        string folder = Path.Combine(BackendFolder, name);
        Frontend.List(StubFrontend.Build(4, "http://foo/waiting-1.src.rpm"));
        Start();
        await Eventually.Async(() => Ledger.Begun.Count == 1, () => "the build");

        Directory.Move(folder, folder + ".away");
        File.WriteAllText(folder, "");
        Frontend.List(StubFrontend.Build(4, "http://foo/waiting-1.src.rpm"), StubFrontend.Build(5), "null");
        Ledger.Release();
        await Backend.Program.WaitForLineAsync("The disk");
        File.Delete(folder);
        Directory.Move(folder + ".away", folder);
        await Frontend.UntilEndedAsync(4, 5);

        Frontend.Requests.Should().Contain("ended 4 Succeeded").And.Contain("ended 5 Succeeded");
    }

    [Fact]
    public async Task A_folder_that_is_deleted_is_created_again()
    {
        Frontend.List(StubFrontend.Build(4, "http://foo/waiting-1.src.rpm"));
        Start();
        await Eventually.Async(() => Ledger.Begun.Count == 1, () => "the build");

        Directory.Delete(Path.Combine(BackendFolder, "reports"), recursive: true);
        Ledger.Release();
        await Frontend.UntilEndedAsync(4);

        Frontend.Requests.Should().Contain("ended 4 Succeeded");
    }

    [Fact]
    public async Task A_disk_fault_is_not_reported_as_an_outage_of_the_frontend()
    {
        Start();
        await Backend.Program.WaitForLineAsync("Application started");
        Fill(Job);
        Frontend.List(StubFrontend.Build(4));
        await Backend.Program.WaitForLineAsync("The disk");

        Backend.Program.Output.Should().NotContain("The frontend did not");
    }

    [Fact]
    public async Task A_job_file_that_no_job_belongs_to_is_resumed_by_the_next_poll()
    {
        Start();
        await Backend.Program.WaitForLineAsync("Application started");

        WriteFile(Job, StubFrontend.Build(4));
        await Frontend.UntilEndedAsync(4);

        await Eventually.Async(() => !Backend.Files("jobs").Any(), () => "no job");
    }

    [SkippableFact]
    public async Task A_file_that_is_stored_and_its_folder_are_on_the_disk()
    {
        string trace = await TraceAsync(StubFrontend.Build(4, "http://foo/quick-1.src.rpm"));

        trace.Should().Contain("/backend/jobs/0000000000000000004.json.new>").And.Contain("/backend/jobs>")
            .And.Contain("/backend/reports/0000000000000000004-2-ended.json.new>").And.Contain("/backend/reports>");
    }

    [SkippableFact]
    public async Task A_build_that_is_set_aside_and_its_folder_are_on_the_disk()
    {
        string trace = await TraceAsync(StubFrontend.Build(4, chroots: "bad"));

        trace.Should().MatchRegex("/backend/set-aside/4-[0-9a-f]{8}.json.new>").And.Contain("/backend/set-aside>");
    }

    /// <summary>Lists a build, waits for its end, and returns what the backend has forced to the disk.</summary>
    private async Task<string> TraceAsync(string build)
    {
        const string Strace = "/usr/bin/strace";
        Skip.IfNot(File.Exists(Strace), "strace is not installed (Debian: apt-get install strace).");
        string trace = Path.Combine(Ledger.Folder, "trace");
        Frontend.List(build);

        // With -D, the backend is the process that the test starts and kills. Any process may trace what it runs itself.
        StartTraced(Strace, "-D", "-f", "-y", "-e", "trace=fsync", "-o", trace);
        await Frontend.UntilEndedAsync(4);
        await Backend.Program.KillAsync();
        string text = "";
        await Eventually.Async(
            () => (text = File.ReadAllText(trace)).Contains("killed by SIGKILL", StringComparison.Ordinal), () => $"the end of\n{text}");
        return text;
    }

    /// <summary>Makes it impossible to write a file: it is first written under the name that it links.</summary>
    private void Fill(string file) => File.CreateSymbolicLink(Path.Combine(BackendFolder, file + ".new"), "/dev/full");

    private void Free(string file) => File.Delete(Path.Combine(BackendFolder, file + ".new"));
}
