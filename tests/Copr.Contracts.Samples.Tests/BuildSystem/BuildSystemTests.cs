using System.Text.RegularExpressions;
using Copr.Contracts.Samples.Tests.Running;

namespace Copr.Contracts.Samples.Tests.BuildSystem;

public sealed partial class BuildSystemTests
{
    [Fact]
    public async Task The_build_system_prints_what_happens_to_builds_of_all_kinds_and_ends()
    {
        await using SampleProgram system = SampleProgram.Start("BuildSystem", []);

        (await system.WaitForExitAsync()).Should().Be(0, system.Output);

        system.Output.Should()
            .Contain("The builds are not real").And
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
    public async Task The_build_system_deletes_its_temporary_folder()
    {
        using var folder = new TemporaryFolder();
        string temporary = Directory.CreateDirectory(folder.PathOf("tmp")).FullName;
        var environment = new Dictionary<string, string> { ["TMPDIR"] = temporary };
        await using SampleProgram system = SampleProgram.Start("BuildSystem", [], environment);

        await system.WaitForExitAsync();

        Directory.EnumerateFileSystemEntries(temporary, "copr-*").Should().BeEmpty();
    }

    [Fact]
    public async Task With_keep_the_build_system_prints_the_url_of_the_status_page_and_runs_until_it_is_stopped()
    {
        await using SampleProgram system = SampleProgram.Start("BuildSystem", ["--keep"]);
        await system.WaitForLineAsync("Still running");
        using var http = new HttpClient();

        string page = await http.GetStringAsync(new Uri(Page().Match(system.Output).Value, UriKind.Absolute));

        page.Should().Contain("<h1>Builds</h1>");
        (await system.StopAsync()).Should().Be(0);
    }

    [Fact]
    public async Task An_unknown_argument_prints_the_usage()
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
