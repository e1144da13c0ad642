using System.Text.Json.Serialization;
using Copr.Frontend.Endpoints;
using Copr.Frontend.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Copr.Frontend;

/// <summary>Puts the frontend's parts together.</summary>
public static class FrontendApplication
{
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);

        builder.WebHost.ConfigureKestrel(static kestrel => SetLimits(kestrel.Limits));
        builder.Services.AddQueue(builder.Configuration);
        builder.Services.AddLeases(builder.Configuration);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddCoprContracts();
        builder.Services.ConfigureHttpJsonOptions(static options =>
        {
            options.SerializerOptions.AllowTrailingCommas = true;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.RespectRequiredConstructorParameters = true;
            options.SerializerOptions.RespectNullableAnnotations = true;
        });
        builder.Services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
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
        application.UsePathBase(application.Configuration["PathBase"]);
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

    /// <summary>A slow reader keeps a whole list in memory. A proxy in front of the frontend has limits of its own.</summary>
    private static void SetLimits(KestrelServerLimits limits)
    {
        limits.MinResponseDataRate = new(bytesPerSecond: 16 * 1024, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MaxConcurrentConnections = 1000;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }
}
