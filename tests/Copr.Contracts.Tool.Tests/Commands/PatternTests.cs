namespace Copr.Contracts.Tool.Tests.Commands;

/// <summary>A pattern names each file that it matches once, whatever the pattern and the files are.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("*.json", "1.json", "2.json")]
    [InlineData("?.json", "1.json", "2.json")]
    [InlineData("???.json", "")]
    [InlineData("a/*.json", "a/1.json", "a/22.json")]
    [InlineData("a/?.json", "a/1.json")]
    [InlineData("./a/??.json", "./a/22.json")]
    [InlineData("?/*.json", "a/1.json", "a/22.json", "b/3.json")]
    [InlineData("*/../*.json", "a/../1.json", "a/../2.json")]
    [InlineData("a/../?.json", "a/../1.json", "a/../2.json")]
    [InlineData("*/./1.json", "a/./1.json")]
    [InlineData("**/*.json", "1.json", "2.json", "a/1.json", "a/22.json", "a/c/4.json", "b/3.json")]
    [InlineData("**", "1.json", "2.json", "a/1.json", "a/22.json", "a/c/4.json", "b/3.json")]
    [InlineData("**/c/**/*", "a/c/4.json")]
    [InlineData("a/**/4.json", "a/c/4.json")]
    [InlineData("a//*.json", "a/1.json", "a/22.json")]
    [InlineData("*.jso[n]", "")]
    [InlineData("*/", "")]
    public async Task The_matching_files_are_checked(string pattern, params string[] files)
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("1.json").With("2.json").With("a/1.json").With("a/22.json").With("a/c/4.json").With("b/3.json");

        ToolRun run = await folder.RunAsync("check", pattern);

        if (files is [""])
        {
            run.Should().Be(new ToolRun(2, "", $"copr-contracts: {pattern}: no file matches.\n"));
        }
        else
        {
            run.Should().Be(new ToolRun(0, string.Concat(files.Select(static file => $"{file}: conforms to waiting-builds\n")), ""));
        }
    }

    [Theory]
    [InlineData("**/*.json", "a/x.json")]
    [InlineData("*/*.json", "a/x.json")]
    [InlineData("**/up/**/*.json", "a/up/a/x.json")]
    [InlineData("a/up/**/*.json", "a/up/a/x.json")]
    public async Task A_link_to_a_folder_is_followed_only_by_its_name(string pattern, string file)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("a/x.json").WithLink("a/up", "..").WithLink("b/up", "..").WithLink("c", "a");

        ToolRun run = await folder.RunAsync("check", pattern);

        run.Output.Should().Be(file.Length == 0 ? "" : $"{file}: conforms to waiting-builds\n");
    }

    [Fact]
    public async Task A_link_to_a_file_is_checked_under_one_name()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("a.json").WithLink("b.json", "a.json").WithLink("c.json", "nowhere");

        ToolRun run = await folder.RunAsync("check", "*.json");

        run.Output.Should().Be("a.json: conforms to waiting-builds\n");
        run.Error.Should().Be("copr-contracts: c.json: there is no such file.\n");
    }

    [Theory]
    [InlineData("?", "{\"builds\":[")]
    [InlineData("*/*/**", null)]
    public async Task An_existing_file_is_meant_by_its_name(string name, string? content)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("a").With("[x]?", "{").With(name.Replace('/', '-'), content ?? "{");

        (await folder.RunAsync("check", name.Replace('/', '-'))).Output.Should().Contain($"{name.Replace('/', '-')}:1:").And.NotContain("a: ");
    }

    [Theory]
    [InlineData("no/*.json")]
    [InlineData("x.json/*")]
    [InlineData("**/../../../../../../../../../../nowhere/*")]
    [InlineData("*\n.json")]
    [InlineData("*/**/../**/***?*?")]
    [InlineData("?:/*")]
    [InlineData("~*")]
    [InlineData("http://*")]
    [InlineData("https://host*/?")]
    [InlineData("http://[::1")]
    [InlineData("file:///etc/hosts*")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\u0001")]
    [InlineData("-")]
    [InlineData("folder")]
    [InlineData("folder/")]
    [InlineData("/proc/self/mem")]
    [InlineData("/dev/null")]
    public async Task A_bad_source_never_stops_the_others(string source)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("x.json").With("folder/y");

        ToolRun run = await folder.RunAsync("check", source, "x.json");

        run.ExitCode.Should().BeInRange(0, 2);
        run.Output.Should().Contain("x.json: conforms to waiting-builds\n");
        run.Error.Should().NotContain("   at ");
        run.Error.Count(static character => character == '\n').Should().Be(run.ExitCode == 2 ? 1 : 0);
    }

    [Theory]
    [InlineData("mkfifo a.json")]
    [InlineData("mkfifo pipe && ln -s pipe a.json")]
    [InlineData("ln -s /dev/zero a.json")]
    [InlineData("python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"a.json\")'")]
    public async Task A_pattern_matches_no_pipe_device_or_socket(string command)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("x.json").With("empty.json", "");
        (await folder.ShellAsync(command)).ExitCode.Should().Be(0);

        ToolRun run = await folder.RunAsync("check", "*.json");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("x.json: conforms").And.Contain("empty.json: does not conform").And.NotContain("a.json");
    }

    [Fact]
    public async Task A_pipe_is_read_if_it_is_named()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("x.json");

        ToolRun run = await folder.ShellAsync($"mkfifo pipe; cat x.json >pipe & dotnet exec '{ToolProgram.Program}' check pipe");

        run.Output.Should().Be("pipe: conforms to waiting-builds\n");
    }

    [Fact]
    public async Task A_very_long_name_is_no_file()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("x.json");

        ToolRun run = await folder.RunAsync("check", new string('x', 5000), new string('*', 5000), string.Concat(Enumerable.Repeat("*/", 2000)), "x.json");

        run.ExitCode.Should().Be(2);
        run.Output.Should().Contain("x.json: conforms to waiting-builds\n");
        run.Error.Count(static character => character == '\n').Should().BeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_is_reported()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("x.json").With("closed/y.json");
        await folder.ShellAsync("chmod 0 closed");

        ToolRun run = await folder.RunAsync("check", "**/*.json");
        await folder.ShellAsync("chmod 755 closed");

        run.Output.Should().Contain("x.json: conforms to waiting-builds\n");
        run.Error.Should().NotContain("   at ");
    }
}
