using System.ComponentModel;
using System.Net.Http.Headers;
using System.Text;
using Copr.Backend.Builders;
using Copr.Backend.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Copr.Backend;

/// <summary>Puts the backend's parts together.</summary>
public static class BackendApplication
{
    /// <summary>Runs a backend until it is stopped, or until it has shown what it would do.</summary>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(string[] args, Action<HostApplicationBuilder>? configure = null)
    {
        try
        {
            using IHost host = Create(args, configure);

            // Creating the services here finds wrong settings and a folder that is in use before anything runs.
            BackgroundService[] services = [.. host.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
            await host.RunAsync();

            // A supervisor restarts a program that exits with another code than 0.
            return services.Any(static service => service.ExecuteTask is { IsFaulted: true }) ? 1 : Environment.ExitCode;
        }
        catch (Exception exception) when (exception is OptionsValidationException or ArgumentException or InvalidOperationException
            or IOException or UnauthorizedAccessException or Win32Exception)
        {
            string reason = exception is OptionsValidationException invalid ? invalid.Failures.First() : exception.Message;
            await Console.Error.WriteLineAsync($"The backend cannot start: {reason}");
            return 1;
        }
    }

    public static IHost Create(string[] args, Action<HostApplicationBuilder>? configure = null)
    {
        string[] settings = [.. args.Select(static arg => arg == "--dry-run" ? "--Backend:DryRun=true" : arg)];
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(settings);
        configure?.Invoke(builder);
        string mock = builder.Configuration["Backend:Mock"] ?? new BackendOptions().Mock;
        bool needsMock = builder.Services.All(static service => service.ServiceType != typeof(IBuilder));

        builder.Services.AddOptions<BackendOptions>()
            .Bind(builder.Configuration.GetSection("Backend"))
            .Validate(
                static options => BackendOptions.IsHttp(options.Frontend),
                "Backend:Frontend is not an http or https URL. Set it to the frontend's, such as http://localhost:5000/.")
            .Validate(static options => options.Password.Length > 0, "Backend:Password is empty. Set it to the frontend's password.")
            .Validate(
                static options => options.Name.Length > 0 && !options.Name.Contains(':'),
                "Backend:Name is empty or contains a colon. Set it to a name that no other backend has.")
            .Validate(
                static options => options.PollInterval > TimeSpan.Zero,
                "Backend:PollInterval is not positive. Set it to a time such as 00:00:10.")
            .Validate(
                static options => options.Parallelism is > 0 and <= 1000,
                "Backend:Parallelism is out of range. Set it to a number from 1 to 1000.")
            .Validate(
                static options => options.ResultsUrl is null || BackendOptions.IsHttp(options.ResultsUrl),
                "Backend:ResultsUrl is not an http or https URL. Set it to that of the folder results.")
            .Validate(
                options => options.DryRun || !needsMock || options.IsMockInstalled,
                $"{mock} is not installed. Install mock (Fedora: dnf install mock; Debian: apt-get install mock), " +
                "set Backend:Mock to another program, or add --dry-run to see what the backend would do.")
            .ValidateOnStart();
        AddFrontendClient(builder.Services);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Clock>();
        if (builder.Configuration.GetValue<bool>("Backend:DryRun"))
        {
            builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);

            // The dry run says itself what goes wrong, in one line.
            builder.Logging.AddFilter("Polly", LogLevel.None);
            builder.Services.AddHostedService<DryRun>();
            return builder.Build();
        }

        builder.Services.AddSingleton<BackendFolder>();
        builder.Services.TryAddSingleton<IBuilder, MockBuilder>();
        builder.Services.AddSingleton<Reporter>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<Reporter>());
        builder.Services.AddSingleton<Questions>();
        builder.Services.AddSingleton<RefusedBuilds>();
        builder.Services.AddHostedService<BuildWorker>();
        return builder.Build();
    }

    private static void AddFrontendClient(IServiceCollection services) =>
        services.AddHttpClient<FrontendClient>(static (provider, http) =>
        {
            BackendOptions options = provider.GetRequiredService<IOptions<BackendOptions>>().Value;
            string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Name}:{options.Password}"));
            http.BaseAddress = options.FrontendBase;
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        })
        .UseSocketsHttpHandler(static (handler, _) => handler.AllowAutoRedirect = false)
        .AddStandardResilienceHandler(static handler =>
        {
            // The reporter and the worker repeat what they post themselves.
            handler.Retry.DisableForUnsafeHttpMethods();

            // A circuit breaker would fail the requests about all builds after errors about a few. Both loops wait by themselves.
            handler.CircuitBreaker.ShouldHandle = static _ => PredicateResult.False();
        });
}
