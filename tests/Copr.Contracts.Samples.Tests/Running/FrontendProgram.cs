using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>A running frontend, with the requests of people and backends as methods.</summary>
public sealed class FrontendProgram : IAsyncDisposable
{
    public const string Password = "a password of the tests";

    private static int coprs;

    private readonly string[] arguments;
    private readonly Dictionary<string, string> environment;
    private readonly HttpClient http;
    private SampleProgram program;

    private FrontendProgram(Uri url, string[] arguments, Dictionary<string, string> environment)
    {
        this.arguments = arguments;
        this.environment = environment;
        Url = url;
        http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = Basic("tests", Password);
        program = SampleProgram.Start("Frontend", arguments, environment);
    }

    public Uri Url { get; }

    internal SampleProgram Program => program;

    /// <summary>Starts a frontend in Development.</summary>
    internal static async Task<FrontendProgram> StartAsync(
        ITestDatabase database, string pathBase = "", Dictionary<string, string>? environment = null, params string[] settings)
    {
        string url = $"http://127.0.0.1:{FreePort.Next()}";
        var frontend = new FrontendProgram(
            new Uri($"{url}{pathBase}/", UriKind.Absolute),
            [
                "--environment=Development",
                $"--urls={url}",
                $"--PathBase={pathBase}",
                $"--ConnectionStrings:Queue={database.ConnectionString}",
                $"--Backend:Password={Password}",
                .. settings,
            ],
            environment ?? []);
        await frontend.program.WaitForLineAsync("Now listening on");
        return frontend;
    }

    internal static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public async Task KillAsync() => await program.KillAsync();

    public async Task StartAgainAsync()
    {
        await program.DisposeAsync();
        program = SampleProgram.Start("Frontend", arguments, environment);
        await program.WaitForLineAsync("Now listening on");
    }

    public async Task<CoprProject> CreateCoprAsync(string chroots = "fedora-17-i386 fedora-17-x86_64", string? repositories = null)
    {
        string name = $"copr{Interlocked.Increment(ref coprs)}";
        return await OkAsync<CoprProject>(PostAsync("coprs", new { owner_id = 1, name, chroots, repos = repositories }));
    }

    public async Task<Build> SubmitAsync(CoprProject copr, string packages = "http://foo/pkg.src.rpm") =>
        await OkAsync<Build>(PostAsync($"coprs/{copr.Id}/builds", new { user_id = 7, pkgs = packages }));

    public async Task<Build> SubmitAsync() => await SubmitAsync(await CreateCoprAsync());

    public async Task<Build> ShowAsync(long id) => await OkAsync<Build>(http.GetAsync(Relative($"builds/{id}")));

    public async Task<Build> CancelAsync(long id) => await OkAsync<Build>(PostAsync($"builds/{id}/cancel", new { }));

    public async Task<WaitingBuilds> WaitingAsync(int limit = 1000) =>
        await OkAsync<WaitingBuilds>(http.GetAsync(Relative($"{CoprEndpoints.WaitingBuilds}?limit={limit}")));

    public async Task<bool> IsListedAsync(long id) => (await WaitingAsync()).Builds.Any(build => build.Id == id);

    public async Task<bool> MayStartAsync(long id, string backend)
    {
        var question = new StartBuildRequest { BuildId = id, Backend = backend };
        return (await OkAsync<StartBuildResponse>(PostTextAsync(CoprEndpoints.StartingBuild, question.ToString()))).CanStart;
    }

    public async Task<IReadOnlyList<long>> CanceledAsync() =>
        (await OkAsync<CanceledBuilds>(http.GetAsync(Relative(CoprEndpoints.CanceledBuilds)))).BuildIds;

    public async Task<BuildUpdatesResult> ReportAsync(params BuildUpdate[] updates) =>
        await OkAsync<BuildUpdatesResult>(PostTextAsync(CoprEndpoints.UpdateBuilds, new BuildUpdates { Builds = updates }.ToString()));

    public async Task<(HttpStatusCode Status, string Body)> PostRawAsync(string path, string body)
    {
        using HttpResponseMessage response = await PostTextAsync(path, body);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> PostAsync<T>(string path, T body) => http.PostAsJsonAsync(Relative(path), body);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request);

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using HttpResponseMessage response = await http.GetAsync(Relative(path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await program.DisposeAsync();
    }

    private Task<HttpResponseMessage> PostTextAsync(string path, string body) =>
        http.PostAsync(Relative(path), new StringContent(body, Encoding.UTF8, "application/json"));

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private static async Task<T> OkAsync<T>(Task<HttpResponseMessage> sent)
        where T : class, IContractObject<T>
    {
        using HttpResponseMessage response = await sent;
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        response.IsSuccessStatusCode.Should().BeTrue("{0}", Encoding.UTF8.GetString(body));
        return CoprJson.Read<T>(body);
    }
}
