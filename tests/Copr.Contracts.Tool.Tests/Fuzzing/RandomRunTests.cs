using System.Diagnostics;
using System.Globalization;
using System.Text;
using Copr.Contracts.Tool.Commands;
using Microsoft.AspNetCore.Http;
using Xunit.Abstractions;

namespace Copr.Contracts.Tool.Tests.Fuzzing;

/// <summary>
/// Random arguments, files and responses. COPR_TESTS_RUNS is the number of runs, and COPR_TESTS_SEED the seed of the first one; run n has
/// the seed of the first one plus n.
/// </summary>
[Collection(nameof(RandomRunTests))]
public sealed class RandomRunTests(ITestOutputHelper output) : IDisposable
{
    private const string PasswordVariable = "COPR_CONTRACTS_PASSWORD";

    /// <summary>Most runs are in this process; one of so many is in a process of its own.</summary>
    private const int RunsForEachProcess = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] PartsOfPasswords = ["hunter", "ter2", "kanga", "aroo7"];

    private readonly string currentDirectory = Environment.CurrentDirectory;

    private readonly (TextWriter Output, TextWriter Error) console = (Console.Out, Console.Error);

    [Fact]
    public async Task A_run_ends_with_an_exit_code_and_shows_no_stack_trace_and_no_password()
    {
        int runs = Number("COPR_TESTS_RUNS") ?? 300;
        int first = Number("COPR_TESTS_SEED") ?? Random.Shared.Next(1_000_000_000);
        await using TestServer server = await TestServer.StartAsync(AnswerAsync);
        Environment.SetEnvironmentVariable(PasswordVariable, RandomRun.Password);
        var watch = Stopwatch.StartNew();
        int[] exitCodes = new int[3];
        for (int number = 0; number < runs; number++)
        {
            exitCodes[await CheckAsync(first + number, server.Port, inProcess: number % RunsForEachProcess > 0)]++;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{runs} runs from seed {first} in {watch.Elapsed.TotalSeconds:0} s: exit code 0 {exitCodes[0]} times, 1 {exitCodes[1]}, 2 {exitCodes[2]}."));
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = currentDirectory;
        Console.SetOut(console.Output);
        Console.SetError(console.Error);
        Environment.SetEnvironmentVariable(PasswordVariable, null);
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Runs the program in a folder whose parent is also the run's own.</summary>
    private static async Task<int> CheckAsync(int seed, int port, bool inProcess)
    {
        using TemporaryFolder outer = new();
        string folder = Directory.CreateDirectory(Path.Combine(outer.Name, "work")).FullName;
        Environment.CurrentDirectory = folder;
        var random = new RandomRun(seed, folder, port);
        Dictionary<string, string> before = ReadFiles(folder);
        string arguments = string.Join(' ', random.Arguments.Select(static argument => $"«{argument}»"));
        string because = string.Create(CultureInfo.InvariantCulture, $"the seed is {seed} and the arguments are {arguments}");

        ToolRun run = await (inProcess ? RunHereAsync(random, folder) : ToolProgram.RunInAsync(folder, random.Arguments, Encoding.UTF8.GetString(random.Input)))
            .WaitAsync(Patience);

        run.ExitCode.Should().BeInRange(0, 2, "{0}", because);
        IEnumerable<string> written = ReadFiles(folder).Where(file => before.GetValueOrDefault(file.Key) != file.Value).Select(static file => file.Value);
        foreach (string text in (string[])[run.Output, run.Error, .. written])
        {
            text.Split('\n').Where(IsWrong).Should().BeEmpty("{0}", because);
        }

        return run.ExitCode;
    }

    private static bool IsWrong(string line) =>
        PartsOfPasswords.Any(part => line.Contains(part, StringComparison.Ordinal))
        || line.Contains("   at ", StringComparison.Ordinal)
        || line.Any(static character => char.IsControl(character) && character != '\t');

    private static async Task<ToolRun> RunHereAsync(RandomRun random, string folder)
    {
        using MemoryStream input = new(random.Input);
        using MemoryStream standardOutput = new();
        using MemoryStream standardError = new();
        using StringWriter direct = new();
        Console.SetOut(direct);
        Console.SetError(direct);
        int exitCode = await Task.Run(() => CommandLine.RunAsync(random.Arguments, input, standardOutput, standardError));
        string error = Encoding.UTF8.GetString(standardError.ToArray()) + direct;
        return new ToolRun(exitCode, Encoding.UTF8.GetString(standardOutput.ToArray()), error);
    }

    /// <summary>Reads the files by name. A named pipe is none, and a link is not followed.</summary>
    private static Dictionary<string, string> ReadFiles(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(static file => new FileInfo(file) is { LinkTarget: null, Length: > 0 })
        .ToDictionary(static file => file, static file => Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparer.Ordinal);

    private static Task AnswerAsync(HttpContext context)
    {
        string list = WaitingBuildsText.Of(WaitingBuildsText.Build(repositories: $"http://bob:{RandomRun.UrlPassword}@127.0.0.1:1/"));
        string tasks = $"[{Tasks.TaskServer.Entry("7")},{Tasks.TaskServer.Entry("8-fedora-42-x86_64")}]"
            .Replace("jdoe/", $"http://bob:{RandomRun.UrlPassword}@host/", StringComparison.Ordinal);
        switch (context.Request.Path.Value!.Trim('/'))
        {
            case "backend/pending-jobs" or "tasks/backend/pending-jobs":
                return TestServer.Text(tasks)(context);
            case "tasks/backend/get-srpm-build-task/7":
                return Tasks.TaskServer.TaskAsync(context, "7");
            case "tasks/backend/get-build-task/8-fedora-42-x86_64":
                return TestServer.Text("null")(context);
            case "redirect":
                context.Response.Redirect($"http://bob:{RandomRun.UrlPassword}@{context.Request.Host}/redirect");
                return Task.CompletedTask;
            case "status":
                return TestServer.Text(list, status: 503)(context);
            case "cut":
                context.Abort();
                return Task.CompletedTask;
            case "gzip":
                context.Response.Headers.ContentEncoding = "gzip";
                return TestServer.Text(list)(context);
            case "echo":
                return TestServer.Text($$"""{"builds":[{"id":"{{context.Request.Headers.Authorization}} {{context.Request.Headers["X"]}}"}]}""")(context);
            default:
                return TestServer.Text(list)(context);
        }
    }
}

/// <summary>The runs change the current directory and the environment, so no other test runs at the same time.</summary>
[CollectionDefinition(nameof(RandomRunTests), DisableParallelization = true)]
public sealed class RandomRunsAlone;
