using System.Data.Common;
using System.Text.Json.Serialization;
using Copr.Frontend.Endpoints;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Copr.Frontend;

/// <summary>Puts the frontend's parts together.</summary>
public static class FrontendApplication
{
    /// <summary>Runs a frontend until it is stopped.</summary>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        try
        {
            await using WebApplication application = Create(args, configure);
            BackgroundService[] services = [.. application.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
            await application.RunAsync();

            // The host has logged why. A supervisor restarts a program that exits with another code than 0.
            return services.Any(static service => service.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
        }
        catch (Exception exception) when (exception is OptionsValidationException or DbException or ArgumentException
            or InvalidOperationException or FormatException or IOException)
        {
            // The log has only what the host calls critical, which a failure at the start is not, so that this line is all there is.
            string reason = exception is OptionsValidationException invalid ? invalid.Failures.First() : exception.Message;
            await Console.Error.WriteLineAsync($"The frontend cannot start: {reason}");
            return 1;
        }
    }

    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);

        builder.WebHost.ConfigureKestrel(static kestrel => SetLimits(kestrel.Limits));
        FrontendOptions options = (builder.Configuration.Get<FrontendOptions>() ?? new()).Check();
        builder.Services.AddQueue(options.ConnectionStrings.Queue);
        builder.Services.AddLeases(builder.Configuration);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(options);
        builder.Services.AddCoprContracts();
        builder.Services.ConfigureHttpJsonOptions(static json =>
        {
            json.SerializerOptions.AllowTrailingCommas = true;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.RespectNullableAnnotations = true;
        });
        builder.Services.Configure<RouteHandlerOptions>(static routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<FailureHandler>();
        builder.Services.AddBackendPassword(builder.Configuration);
        builder.Services.AddRazorComponents();
        builder.Services.AddHealthChecks()
            .AddDbContextCheck<QueueContext>(tags: ["ready"])
            .AddCheck<Readiness>("tables", tags: ["ready"]);
        builder.Services.AddOpenApi();

        WebApplication application = builder.Build();
        application.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = static context => FailureHandler.IsCausedBySender(context.Exception),
        });
        application.UseStatusCodePages();
        application.UsePathsWithTwoSlashes();
        application.UsePathBase(options.PathBase);
        application.UsePathsWithTwoSlashes();
        application.UseRouting();
        application.UseReadiness();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseRequestGuard();

        application.MapWaitingBuilds();
        application.MapReports();
        application.MapCoprProjects();
        application.MapBuilds();
        application.MapStatusPages();
        application.MapOpenApi();
        application.MapHealthChecks("/health/live", new() { Predicate = static _ => false });
        application.MapHealthChecks("/health/ready", new() { Predicate = static check => check.Tags.Contains("ready") });
        return application;
    }

    private static void SetLimits(KestrelServerLimits limits)
    {
        limits.MinResponseDataRate = new(Limits.ResponseBytesPerSecond, Limits.ResponseGracePeriod);
        limits.MaxConcurrentConnections = Limits.Connections;
        limits.RequestHeadersTimeout = Limits.RequestHeaders;
    }
}
