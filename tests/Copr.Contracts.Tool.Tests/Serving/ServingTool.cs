using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Copr.Contracts.Tool.Tests.Serving;

/// <summary>A run of <c>copr-contracts serve</c>, with a client that is the backend.</summary>
internal sealed class ServingTool : IAsyncDisposable
{
    private readonly Process process;

    private ServingTool(Process process, string url)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = new Uri(url, UriKind.Absolute) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("be:secret"u8));
    }

    public HttpClient Client { get; }

    /// <summary>The report, after the end.</summary>
    public string Report { get; private set; } = "";

    /// <summary>Starts the program. The first line of its error is the URL, because its output is a report for machines.</summary>
    public static async Task<ServingTool> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", ToolProgram.Program, "serve", .. arguments, "--format", "json"])
        {
            UseShellExecute = false,
            WorkingDirectory = ToolProgram.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        Process started = Process.Start(start)!;
        return new ServingTool(started, await started.StandardError.ReadLineAsync() ?? throw new IOException("The program ended."));
    }

    public async Task<string> GetAsync(string path) => await Client.GetStringAsync(new Uri(path, UriKind.Relative));

    public async Task<string> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Posts a body with headers of its own, and returns the status.</summary>
    public async Task<int> PostAsync(string path, string body, string? authorization, string? contentType)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        using var client = new HttpClient { BaseAddress = Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        using HttpResponseMessage response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return (int)response.StatusCode;
    }

    /// <summary>Waits for the end. Returns the exit code, and the rules that the report names, in its order.</summary>
    public async Task<(int ExitCode, string Rules)> EndAsync()
    {
        Report = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        IEnumerable<string?> rules = Report.Length == 0 ? []
            : JsonElement.Parse(Report).GetProperty("results").EnumerateArray()
                .SelectMany(static result => result.GetProperty("violations").EnumerateArray())
                .Select(static violation => violation.GetProperty("rule").GetString());
        return (process.ExitCode, string.Join(' ', rules));
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
        return ValueTask.CompletedTask;
    }
}
