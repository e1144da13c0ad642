using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Copr.Contracts.Tool.Tests.Repositories;

public sealed class RepositoryCheckerTests
{
    private const string Metadata = "<?xml version=\"1.0\"?>\n<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"></repomd>";

    private static readonly Dictionary<string, (Func<HttpContext, Task> Answer, string Found)> UnusableAnswers = new(StringComparer.Ordinal)
    {
        ["an error"] = (TestServer.Text("", status: 500), "answers with 500"),
        ["a wrong password"] = (TestServer.Text("", status: 401), "answers with 401"),
        ["nothing"] = (TestServer.HangAsync, "does not answer completely within 2 seconds"),
        ["a drop at a time"] = (DripAsync, "does not answer completely within 2 seconds"),
        ["no end"] = (TestServer.FloodAsync, "the answer is larger than 1 MiB"),
        ["a loop of redirects"] = (TestServer.Redirect(static path => path), "redirects more than 5 times"),
        ["a redirect to a file"] = (TestServer.Redirect(static _ => "file:///etc/passwd"), "redirects to file:"),
        ["a broken connection"] = (static context => { context.Abort(); return Task.CompletedTask; }, "does not answer"),
    };

    public static TheoryData<string> KindsOfUnusableAnswers => [.. UnusableAnswers.Keys];

    [Fact]
    public async Task A_repository_with_every_architecture_conforms()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(Metadata));

        ToolRun run = await CheckAsync($"{server.Url}/repo");

        run.Should().Be(new ToolRun(0, "-: conforms to waiting-builds\n", ""));
        server.Paths.Should().BeEquivalentTo("/repo/i386/repodata/repomd.xml", "/repo/x86_64/repodata/repomd.xml");
    }

    [Fact]
    public async Task A_missing_architecture_breaks_COPR401()
    {
        await using TestServer server = await TestServer.StartAsync(static context =>
        {
            bool isMissing = !context.Request.Path.StartsWithSegments("/repo/x86_64", StringComparison.Ordinal);
            return TestServer.Text(Metadata, status: isMissing ? 404 : 200)(context);
        });

        ToolRun run = await CheckAsync($"{server.Url}/repo/");

        run.ExitCode.Should().Be(1);
        run.Output.Should()
            .Contain("error COPR401 no-repodata at /builds/0/copr/repos: "
                + $"\"{server.Url}/repo/i386/repodata/repomd.xml\", for i386, does not exist\n   = expected the repository's metadata")
            .And.NotContain("for x86_64");
    }

    [Theory]
    [InlineData("/repo/repodata/repomd.xml", "there is metadata at the root itself")]
    [InlineData("/repo/fedora-17-i686/repodata/repomd.xml", "there is metadata in fedora-17-i686/")]
    [InlineData("/repo/i386/os/repodata/repomd.xml", "there is metadata in i386/os/")]
    public async Task Metadata_at_another_place_breaks_COPR401_with_the_place(string path, string found)
    {
        await using TestServer server = await TestServer.StartAsync(context =>
            TestServer.Text(Metadata, status: context.Request.Path == path ? 200 : 404)(context));

        ToolRun run = await CheckAsync($"{server.Url}/repo/");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("COPR401").And.Contain($"for i386, does not exist; {found}");
    }

    [Fact]
    public async Task A_directory_of_the_chroots_own_architecture_conforms()
    {
        await using TestServer server = await TestServer.StartAsync(static context =>
            TestServer.Text(Metadata, status: context.Request.Path.StartsWithSegments("/repo/i386", StringComparison.Ordinal) ? 404 : 200)(context));

        (await CheckAsync($"{server.Url}/repo/")).Should().Be(new ToolRun(0, "-: conforms to waiting-builds\n", ""));
    }

    [Fact]
    public async Task At_most_500_places_are_requested()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(Metadata));

        ToolRun run = await CheckAsync(string.Join(' ', Enumerable.Range(0, 300).Select(number => $"{server.Url}/{number}")));

        server.Paths.Count.Should().BeInRange(500, 508);
        run.Output.Should().Contain("warning COPR402").And.Contain("of 600 places for metadata were not requested");
    }

    [Fact]
    public async Task All_requests_end_in_a_total_time()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.HangAsync);
        var time = Stopwatch.StartNew();

        ToolRun run = await CheckAsync(string.Join(' ', Enumerable.Range(0, 100).Select(number => $"{server.Url}/{number}")), timeout: 1);

        time.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(15));
        run.Output.Should().Contain("warning COPR402").And.Contain("of 200 places for metadata were not requested");
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("<repomd>")]
    [InlineData("")]
    [InlineData("<!DOCTYPE repomd [<!ENTITY a \"b\">]><repomd>&a;</repomd>")]
    public async Task Anything_but_metadata_breaks_COPR401(string body)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(body));

        (await CheckAsync($"{server.Url}/repo")).Output.Should().Contain("COPR401").And.Contain("is not a repomd.xml");
    }

    [Theory]
    [MemberData(nameof(KindsOfUnusableAnswers))]
    public async Task An_unusable_answer_breaks_COPR402(string kind)
    {
        (Func<HttpContext, Task> answer, string found) = UnusableAnswers[kind];
        await using TestServer server = await TestServer.StartAsync(answer);

        ToolRun run = await CheckAsync($"{server.Url}/repo", timeout: 2);

        run.Output.Should()
            .Contain("warning COPR402 unreachable at /builds/0/copr/repos").And.Contain(found)
            .And.NotContain("COPR401");
        run.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task A_server_that_does_not_run_breaks_COPR402() =>
        (await CheckAsync("http://127.0.0.1:1/repo")).Output.Should().Contain("COPR402").And.Contain("does not answer");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("0x7f.1")]
    public async Task A_private_address_is_not_contacted_by_default(string host)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(Metadata));

        ToolRun run = await CheckAsync($"http://{host}:{server.Port}/repo", allowsPrivate: false);

        run.Output.Should().Contain("COPR402").And.Contain("--allow-private");
        server.Paths.Should().BeEmpty();
    }

    [Fact]
    public async Task Credentials_go_only_to_their_own_server()
    {
        await using TestServer other = await TestServer.StartAsync(TestServer.Text(Metadata));
        await using TestServer server = await TestServer.StartAsync(TestServer.Redirect(path => other.Url + path));

        await CheckAsync($"http://me:secret@127.0.0.1:{server.Port}/repo");

        server.Authorizations.Should().OnlyContain(static header => header.StartsWith("Basic ", StringComparison.Ordinal));
        other.Authorizations.Should().HaveCount(2).And.OnlyContain(static header => header.Length == 0);
    }

    [Fact]
    public async Task Credentials_are_not_reported()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text("", status: 404));

        ToolRun run = await CheckAsync($"http://me:secret@127.0.0.1:{server.Port}/repo");

        run.Output.Should().Contain("COPR401").And.NotContain("secret");
    }

    [Fact]
    public async Task A_URL_of_many_builds_is_requested_once()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(Metadata));

        await CheckAsync(TwentyRepositories(server));

        server.Paths.Should().HaveCount(40).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task At_most_eight_requests_run_at_once()
    {
        int running = 0;
        int most = 0;
        await using TestServer server = await TestServer.StartAsync(async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(20);
            Interlocked.Decrement(ref running);
            await TestServer.Text(Metadata)(context);
        });

        await CheckAsync(TwentyRepositories(server));

        most.Should().BeInRange(1, 8);
    }

    [SkippableFact]
    public async Task A_repository_of_createrepo_conforms()
    {
        Skip.IfNot(File.Exists("/usr/bin/createrepo_c"), "createrepo_c is not installed (Debian: apt-get install createrepo-c).");
        string root = Directory.CreateTempSubdirectory("copr-contracts-").FullName;
        try
        {
            foreach (string architecture in new[] { "i386", "x86_64" })
            {
                string folder = Directory.CreateDirectory(Path.Combine(root, architecture)).FullName;
                using Process process = Process.Start("/usr/bin/createrepo_c", ["--quiet", folder]);
                await process.WaitForExitAsync();
            }

            await using TestServer server = await TestServer.StartAsync(context =>
                context.Response.SendFileAsync(root + context.Request.Path));

            (await CheckAsync($"{server.Url}/")).Should().Be(new ToolRun(0, "-: conforms to waiting-builds\n", ""));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static Task<ToolRun> CheckAsync(string repositories, int timeout = 20, bool allowsPrivate = true)
    {
        string[] arguments = ["check", "-", "--repositories", "--timeout", $"{timeout}", "--disable", "COPR205,COPR212"];
        string document = WaitingBuildsText.Of(Build(5, repositories), Build(6, repositories));
        return ToolProgram.RunAsync(allowsPrivate ? [.. arguments, "--allow-private"] : arguments, document);
    }

    private static string Build(int id, string repositories) =>
        WaitingBuildsText.Build(id, chroots: "fedora-17-i686 fedora-17-x86_64", repositories: repositories);

    private static string TwentyRepositories(TestServer server) =>
        string.Join(' ', Enumerable.Range(0, 20).Select(number => $"{server.Url}/repo{number}"));

    private static async Task DripAsync(HttpContext context)
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(" ", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(100, context.RequestAborted);
        }
    }
}
