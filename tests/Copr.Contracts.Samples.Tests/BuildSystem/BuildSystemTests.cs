using System.Text.RegularExpressions;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.BuildSystem;

public sealed partial class BuildSystemTests
{
    [Fact]
    public async Task It_tells_what_becomes_of_builds_of_all_kinds_and_ends_by_itself()
    {
        await using SampleProgram system = SampleProgram.Start("BuildSystem", []);

        (await system.WaitForExitAsync()).Should().Be(0, system.Output);

        system.Output.Should()
            .Contain("copr \"mixed\" for fedora-17-i386 fedora-18-i386 is refused: COPR201 mixed-releases").And
            .Contain("a build of /srv/pkg.src.rpm is refused: COPR107 malformed-url");
        Summary().Match(system.Output).Value.Should().Be("""
            Build  Copr      Chroots                           End
            1      ff2       fedora-17-i386 fedora-17-x86_64   Succeeded
            2      foocopr   fedora-rawhide-i386               Failed
            3      moving    fedora-17-x86_64                  Succeeded
            4      foocopr   fedora-rawhide-i386               Failed
            5      ff2       fedora-17-i386 fedora-17-x86_64   canceled


            """);
    }

    [Fact]
    public async Task It_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        string temporary = Directory.CreateDirectory(folder.PathOf("tmp")).FullName;
        await using SampleProgram system = SampleProgram.Start("BuildSystem", [], new Dictionary<string, string> { ["TMPDIR"] = temporary });

        await system.WaitForExitAsync();

        Directory.EnumerateFileSystemEntries(temporary, "copr-*").Should().BeEmpty();
    }

    [Fact]
    public async Task Kept_it_runs_until_it_is_stopped_and_says_where_the_status_page_is()
    {
        await using SampleProgram system = SampleProgram.Start("BuildSystem", ["--keep"]);
        await system.WaitForLineAsync("Still running");
        using var http = new HttpClient();

        string page = await http.GetStringAsync(new Uri(Page().Match(system.Output).Value, UriKind.Absolute));

        page.Should().Contain("<h1>Builds</h1>");
        (await system.StopAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Another_argument_is_answered_with_the_usage()
    {
        await using SampleProgram system = SampleProgram.Start("BuildSystem", ["--help"]);

        (await system.WaitForExitAsync()).Should().Be(2);
        system.Output.Should().StartWith("Usage:");
    }

    [GeneratedRegex("Build  Copr.*?\n\n", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Summary();

    [GeneratedRegex("http://127.0.0.1:[0-9]+/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Page();
}
