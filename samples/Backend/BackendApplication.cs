using System.Net.Http.Headers;
using System.Text;
using Copr.Backend.Builders;
using Copr.Backend.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>What the backend is put together from.</summary>
public static class BackendApplication
{
    public static IHost Create(string[] args, Action<HostApplicationBuilder>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder([.. args.Select(static arg => arg == "--dry-run" ? "--Backend:DryRun=true" : arg)]);
        configure?.Invoke(builder);

        builder.Services.AddOptions<BackendOptions>().Bind(builder.Configuration.GetSection("Backend")).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHttpClient<FrontendClient>(static (services, http) =>
        {
            BackendOptions options = services.GetRequiredService<IOptions<BackendOptions>>().Value;
            http.BaseAddress = options.FrontendBase;
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"backend:{options.Password}")));
        }).AddStandardResilienceHandler();

        builder.Services.AddSingleton<BackendFolder>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IBuilder>(static services =>
            services.GetRequiredService<IOptions<BackendOptions>>().Value is { DryRun: true } or { DryRun: null, IsMockInstalled: false }
                ? ActivatorUtilities.CreateInstance<DryRunBuilder>(services)
                : ActivatorUtilities.CreateInstance<MockBuilder>(services));
        builder.Services.AddSingleton<Reporter>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<Reporter>());
        builder.Services.AddHostedService<BuildWorker>();
        return builder.Build();
    }
}
