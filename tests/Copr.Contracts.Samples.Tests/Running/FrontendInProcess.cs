using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Copr.Frontend;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Copr.Contracts.Samples.Tests.Running;

/// <summary>Frontends that run in the process of the tests, which changes their services.</summary>
internal static class FrontendInProcess
{
    /// <summary>The settings of the frontend itself, including those of its log.</summary>
    public static string[] Arguments(ITestDatabase database) =>
    [
        $"--contentRoot={Path.GetDirectoryName(SampleProgram.PathOf("Frontend", "Frontend.dll"))}",
        "--urls=http://127.0.0.1:0",
        $"--ConnectionStrings:Queue={database.ConnectionString}",
        $"--Backend:Password={FrontendProgram.Password}",
    ];

    /// <summary>Starts a frontend whose commands to the database are intercepted.</summary>
    public static async Task<WebApplication> StartAsync(ITestDatabase database, params IInterceptor[] interceptors)
    {
        WebApplication frontend = FrontendApplication.Create(Arguments(database), builder =>
        {
            builder.Services.ConfigureDbContext<SqliteQueueContext>(options => options.AddInterceptors(interceptors));
            builder.Services.ConfigureDbContext<PostgreSqlQueueContext>(options => options.AddInterceptors(interceptors));
        });
        await frontend.StartAsync();
        return frontend;
    }

    public static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        this WebApplication frontend, HttpMethod method, string path, string? body = null)
    {
        using var http = new HttpClient { BaseAddress = new Uri(frontend.Urls.First(), UriKind.Absolute) };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = FrontendProgram.Basic("tests", FrontendProgram.Password);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
