using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Copr.Backend;
using Copr.Backend.Builders;
using Copr.Frontend;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Copr.BuildSystem;

/// <summary>A frontend and a backend on this machine, which share nothing but the contract.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private readonly WebApplication frontend;
    private readonly IHost backend;

    private RunningSystem(WebApplication frontend, IHost backend, string password)
    {
        this.frontend = frontend;
        this.backend = backend;
        string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"person:{password}"));
        Person = new HttpClient
        {
            BaseAddress = Frontend,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", credentials) },
        };
    }

    public Uri Frontend => new(frontend.Urls.First() + "/", UriKind.Absolute);

    /// <summary>The client of a person who submits builds.</summary>
    public HttpClient Person { get; }

    public static async Task<RunningSystem> StartAsync(DirectoryInfo folder)
    {
        string password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        WebApplication frontendHost = FrontendApplication.Create(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--Backend:Password={password}",
                $"--ConnectionStrings:Queue=Data Source={Path.Combine(folder.FullName, "queue.db")}",
            ],
            static builder => builder.Logging.ClearProviders());
        await frontendHost.StartAsync();

        IHost backendHost = BackendApplication.Create(
            [
                $"--Backend:Frontend={frontendHost.Urls.First()}",
                $"--Backend:Password={password}",
                "--Backend:Name=builder-1",
                $"--Backend:Folder={Path.Combine(folder.FullName, "backend")}",
                "--Backend:PollInterval=00:00:00.2",
            ],
            static builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<IBuilder, PretendBuilder>();
            });
        await backendHost.StartAsync();
        return new RunningSystem(frontendHost, backendHost, password);
    }

    public Task WaitForShutdownAsync() => frontend.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await backend.StopAsync();
        backend.Dispose();
        await frontend.DisposeAsync();
        Person.Dispose();
        SqliteConnection.ClearAllPools();
    }
}
