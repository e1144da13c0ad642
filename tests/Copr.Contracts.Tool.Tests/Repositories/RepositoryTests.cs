using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Copr.Contracts.Tool.Tests.Repositories;

public sealed class RepositoryTests
{
    private const string Metadata = "<?xml version=\"1.0\"?>\n<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"></repomd>";

    [Fact]
    public async Task A_repository_with_every_architecture_passes()
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(Metadata));

        ToolRun run = await CheckAsync($"{server.Url}/repo");

        run.Should().Be(new ToolRun(0, "-: conforms to waiting-builds\n", ""));
        server.Asked.Should().BeEquivalentTo("/repo/i386/repodata/repomd.xml", "/repo/x86_64/repodata/repomd.xml");
    }

    [Fact]
    public async Task An_architecture_that_is_missing_breaks_COPR401_which_names_it()
    {
        await using TestServer server = await TestServer.StartAsync(static context => TestServer.Text(Metadata, status: context.Request.Path.Value!.Contains("i386", StringComparison.Ordinal) ? 404 : 200)(context));

        ToolRun run = await CheckAsync($"{server.Url}/repo/");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain($"error COPR401 no-repodata at /builds/0/copr/repos: for i386 \"{server.Url}/repo/i386/repodata/repomd.xml\" is not there").And.NotContain("for x86_64");
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("<repomd>")]
    [InlineData("")]
    [InlineData("<!DOCTYPE repomd [<!ENTITY a \"b\">]><repomd>&a;</repomd>")]
    public async Task What_is_no_metadata_breaks_COPR401(string body)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(body));

        (await CheckAsync($"{server.Url}/repo")).Output.Should().Contain("COPR401").And.Contain("is no repomd.xml");
    }

    public static TheoryData<string> Troubles => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task What_gives_no_answer_to_go_by_breaks_COPR402(string trouble)
    {
        (Func<HttpContext, Task> answer, string found) = Answers[trouble];
        await using TestServer server = await TestServer.StartAsync(answer);

        ToolRun run = await CheckAsync($"{server.Url}/repo", "--timeout", "2");

        run.Output.Should().Contain("warning COPR402 unreachable at /builds/0/copr/repos").And.Contain(found).And.NotContain("COPR401");
        run.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Where_nobody_listens_COPR402_is_broken() =>
        (await CheckAsync("http://127.0.0.1:1/repo")).Output.Should().Contain("COPR402").And.Contain("does not answer");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("0x7f.1")]
    public async Task A_private_address_is_never_contacted_unless_allowed(string host)
    {
        await using TestServer server = await TestServer.StartAsync(TestServer.Text(Metadata));

        ToolRun run = await CheckAsync($"http://{host}:{server.Port}/repo", isPrivate: false);

        run.Output.Should().Contain("COPR402").And.Contain("--allow-private");
        server.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task Credentials_go_to_their_own_server_and_not_behind_a_redirect()
    {
        await using TestServer other = await TestServer.StartAsync(TestServer.Text(Metadata));
        await using TestServer server = await TestServer.StartAsync(context => RedirectAsync(context, $"{other.Url}{context.Request.Path}"));

        ToolRun run = await CheckAsync($"http://me:secret@127.0.0.1:{server.Port}/repo");

        server.Authorizations.Should().OnlyContain(static header => header.StartsWith("Basic ", StringComparison.Ordinal));
        other.Authorizations.Should().HaveCount(2).And.OnlyContain(static header => header.Length == 0);
        run.Output.Should().NotContain("secret");
    }

    [Fact]
    public async Task A_URL_that_many_builds_have_is_asked_once_and_few_at_a_time()
    {
        int now = 0;
        int most = 0;
        await using TestServer server = await TestServer.StartAsync(async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(20);
            Interlocked.Decrement(ref now);
            await TestServer.Text(Metadata)(context);
        });
        string repositories = string.Join(' ', Enumerable.Range(0, 20).Select(number => $"{server.Url}/repo{number}"));

        await CheckAsync(repositories, "--limit", "1000");

        server.Asked.Should().HaveCount(40).And.OnlyHaveUniqueItems();
        most.Should().BeInRange(1, 8);
    }

    [SkippableFact]
    public async Task A_repository_made_by_createrepo_passes()
    {
        Skip.IfNot(File.Exists("/usr/bin/createrepo_c"), "createrepo_c is not installed (Debian: apt-get install createrepo-c).");
        string root = Directory.CreateTempSubdirectory("copr-contracts-").FullName;
        try
        {
            foreach (string architecture in new[] { "i386", "x86_64" })
            {
                using Process process = Process.Start("/usr/bin/createrepo_c", ["--quiet", Directory.CreateDirectory(Path.Combine(root, architecture)).FullName]);
                await process.WaitForExitAsync();
            }

            await using TestServer server = await TestServer.StartAsync(context => context.Response.SendFileAsync(root + context.Request.Path));

            (await CheckAsync($"{server.Url}/")).Should().Be(new ToolRun(0, "-: conforms to waiting-builds\n", ""));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static readonly Dictionary<string, (Func<HttpContext, Task> Answer, string Found)> Answers = new(StringComparer.Ordinal)
    {
        ["an error"] = (TestServer.Text("", status: 500), "answers with 500"),
        ["a wrong password"] = (TestServer.Text("", status: 401), "answers with 401"),
        ["nothing"] = (static context => Task.Delay(System.Threading.Timeout.Infinite, context.RequestAborted), "within 2 seconds"),
        ["a drop at a time"] = (DripAsync, "within 2 seconds"),
        ["no end"] = (FloodAsync, "no end within 1 MiB"),
        ["a loop of redirects"] = (static context => RedirectAsync(context, context.Request.Path), "redirects more than 5 times"),
        ["a redirect to a file"] = (static context => RedirectAsync(context, "file:///etc/passwd"), "redirects to file:"),
        ["a broken connection"] = (static context => { context.Abort(); return Task.CompletedTask; }, "does not answer"),
    };

    private static async Task<ToolRun> CheckAsync(string repositories, string option = "--timeout", string value = "20", bool isPrivate = true) => await ToolProgram.RunAsync(
        ["check", "-", "--repositories", option, value, "--disable", "COPR205,COPR212", .. isPrivate ? ["--allow-private"] : Array.Empty<string>()],
        $$"""{"builds":[{{Build(5, repositories)}},{{Build(6, repositories)}}]}""");

    private static string Build(int id, string repositories) =>
        $$"""{"copr_id":5,"user_id":1,"copr":{"owner_id":2,"repos":"{{repositories}}","chroots":"fedora-17-i686 fedora-17-x86_64","id":5,"name":"ff2"},"submitted_on":1351157544,"pkgs":"http://foo/pkg.src.rpm","chroots":"fedora-17-i686 fedora-17-x86_64","id":{{id}}}""";

    private static Task RedirectAsync(HttpContext context, string where)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = where;
        return Task.CompletedTask;
    }

    private static async Task DripAsync(HttpContext context)
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(" ", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(100, context.RequestAborted);
        }
    }

    private static async Task FloodAsync(HttpContext context)
    {
        byte[] spaces = new byte[64 * 1024];
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
        }
    }
}
