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

/// <summary>A frontend and a backend on this machine, that know nothing of each other but the contract.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private readonly WebApplication frontend;
    private readonly IHost backend;

    private RunningSystem(WebApplication frontend, IHost backend, string password)
    {
        this.frontend = frontend;
        this.backend = backend;
        Person = new HttpClient
        {
            BaseAddress = Frontend,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"person:{password}"))) },
        };
    }

    public Uri Frontend => new(frontend.Urls.First() + "/", UriKind.Absolute);

    /// <summary>What a person uses to feed the frontend.</summary>
    public HttpClient Person { get; }

    public static async Task<RunningSystem> StartAsync(DirectoryInfo folder)
    {
        string password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        WebApplication serving = FrontendApplication.Create(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--Backend:Password={password}",
                $"--ConnectionStrings:Queue=Data Source={Path.Combine(folder.FullName, "queue.db")}",
            ],
            static builder => builder.Logging.ClearProviders());
        await serving.StartAsync();

        IHost building = BackendApplication.Create(
            [
                $"--Backend:Frontend={serving.Urls.First()}",
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
        await building.StartAsync();
        return new RunningSystem(serving, building, password);
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
