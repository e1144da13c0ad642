namespace Copr.Contracts.Samples.Tests.Backend;

/// <summary>A dry run shows what the backend would do, and changes nothing.</summary>
public sealed class DryRunTests : BackendTest
{
    [Fact]
    public async Task A_dry_run_takes_nothing_from_the_queue_reports_nothing_and_writes_no_file()
    {
        Frontend.List(StubFrontend.Build(4), StubFrontend.Build(5, chroots: "fedora-17-x86_64 fedora-18-x86_64"));
        Start("--dry-run");

        (await Backend.Program.WaitForExitAsync()).Should().Be(0, "{0}", Backend.Program.Output);

        Frontend.Requests.Should().BeEmpty();
        Ledger.Begun.Should().BeEmpty();
        Directory.Exists(BackendFolder).Should().BeFalse();
    }

    [Fact]
    public async Task A_dry_run_shows_the_command_lines_for_the_chroots_of_the_build_not_of_the_copr()
    {
        Frontend.List(StubFrontend.Build(4, "http://foo/a.src.rpm?x=1&y=$(id) http://foo/b.src.rpm", "fedora-17-i386 fedora-17-i686"));
        Start("--dry-run");

        await Backend.Program.WaitForExitAsync();

        string results = Path.Combine(BackendFolder, "results/2/ff2/fedora-17-i686/4");
        Backend.Program.Output.Should().Contain("Build 4 of 2/ff2 for fedora-17-i386:").And.Contain(
            $"""
            Build 4 of 2/ff2 for fedora-17-i686:
              {Ledger.Mock} -r fedora-17-i686 --resultdir={results} --addrepo=http://foo/repo/i386/
            """ + " --rebuild 'http://foo/a.src.rpm?x=1&y=$(id)' http://foo/b.src.rpm");
    }

    [Fact]
    public async Task A_dry_run_shows_why_a_build_would_be_refused()
    {
        Frontend.List(StubFrontend.Build(5, chroots: "fedora-17-x86_64 fedora-18-x86_64"), StubFrontend.Build(6, chroots: "../../etc"));
        Start("--dry-run");

        await Backend.Program.WaitForExitAsync();

        Backend.Program.Output.Should().Contain("Build 5 is refused: COPR201").And.Contain("Build 6 is refused: COPR106");
    }

    [Fact]
    public async Task A_dry_run_needs_no_mock()
    {
        Frontend.List(StubFrontend.Build(4));
        Start("--dry-run", "--Backend:Mock=/nowhere/mock");

        (await Backend.Program.WaitForExitAsync()).Should().Be(0);
        Backend.Program.Output.Should().Contain("/nowhere/mock -r fedora-17-x86_64");
    }

    [Fact]
    public async Task A_dry_run_exits_with_1_and_says_why_if_the_frontend_does_not_answer_as_expected()
    {
        Frontend.Trouble = static context => Redirect(context, "file:///x");
        Start("--dry-run");

        (await Backend.Program.WaitForExitAsync()).Should().Be(1);
        Backend.Program.Output.Should().NotContain("   at ");
        Backend.Program.Output.Trim().Should()
            .Be("The frontend did not answer as expected: It redirects to file:///x; set Backend:Frontend.");
    }

    [Fact]
    public async Task A_dry_run_exits_with_1_and_says_why_if_there_is_no_frontend()
    {
        Start("--dry-run", "--Backend:Frontend=http://127.0.0.1:1/");

        (await Backend.Program.WaitForExitAsync()).Should().Be(1);
        Backend.Program.Output.Trim().Should().Be("The frontend did not answer as expected: Connection refused (127.0.0.1:1)");
    }
}
