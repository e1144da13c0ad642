using System.Collections.Concurrent;
using System.Diagnostics;
using Copr.Frontend.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Copr.Frontend;

/// <summary>
/// A backend keeps its builds as long as it sends requests. If it is silent for the lease's duration, its builds return to the queue.
/// </summary>
internal sealed partial class Leases(
    IServiceScopeFactory scopes, TableMigration migration, IOptions<Leases.Settings> options, ILogger<Leases> logger) : BackgroundService
{
    private const int MaxKnown = 10_000;

    private readonly TimeSpan duration = options.Value.Duration;
    private readonly ConcurrentDictionary<string, long> renewed = new(StringComparer.Ordinal);

    /// <summary>A tenth of the lease: how often it is written and checked.</summary>
    private TimeSpan Step => duration / 10 > TimeSpan.FromSeconds(30) ? TimeSpan.FromSeconds(30) : duration / 10;

    /// <summary>Stores that a backend is alive, by the database's clock.</summary>
    public async Task RenewAsync(QueueContext queue, string? backend, CancellationToken cancellationToken)
    {
        if (StoredText.FindProblem(backend) is not null
            || (renewed.TryGetValue(backend!, out long last) && Stopwatch.GetElapsedTime(last) < Step))
        {
            return;
        }

        long now = Stopwatch.GetTimestamp();
        await queue.HearFromAsync(backend!, cancellationToken);
        if (renewed.Count >= MaxKnown)
        {
            renewed.Clear();
        }

        renewed[backend!] = now;
    }

    /// <summary>The builds to stop, without those of silent backends, which are listed again if these send a request.</summary>
    public IQueryable<BuildRow> FindBuildsToStop(QueueContext queue)
    {
        IQueryable<BackendRow> silent = FindSilent(queue);
        return queue.ToStop.Where(build => !silent.Any(backend => backend.Name == build.Backend));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Step);

        // If the start fails, the host logs a canceled wait as a fault. A disposed timer ends the loop.
        using CancellationTokenRegistration stop = stoppingToken.Register(timer.Dispose);
        long? healthySince = null;
        long lastTick = Stopwatch.GetTimestamp();
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            // While the frontend or its database was away, backends could not send anything: give them a whole lease to return.
            bool paused = Stopwatch.GetElapsedTime(lastTick) > (2 * Step) + TimeSpan.FromSeconds(5);
            lastTick = Stopwatch.GetTimestamp();
            healthySince = paused ? null : healthySince;
            try
            {
                if (migration.IsDone)
                {
                    bool mayExpire = healthySince is { } since && Stopwatch.GetElapsedTime(since) >= duration;
                    await ExpireAsync(mayExpire, stoppingToken);
                    healthySince ??= lastTick;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogOutage(logger, exception.Message, Faults.IsTransient(exception) ? null : exception);
                healthySince = null;
            }
        }
    }

    private async Task ExpireAsync(bool mayExpire, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        QueueContext queue = scope.ServiceProvider.GetRequiredService<QueueContext>();
        IQueryable<BuildRow> held = queue.Builds.Where(static build => build.Backend != null && build.EndedOn == null);
        await HearFromUnknownAsync(held, queue, cancellationToken);
        IQueryable<BackendRow> silent = FindSilent(queue);
        IQueryable<BuildRow> builds = held
            .Where(static build => build.Canceled != true)
            .Where(build => silent.Any(backend => backend.Name == build.Backend));
        var lost = await builds.Select(static build => new { build.Id, build.Backend }).ToListAsync(cancellationToken);
        if (!mayExpire || lost.Count == 0)
        {
            return;
        }

        if (await builds.ExecuteUpdateAsync(BuildRow.ReturnToQueue, cancellationToken) == 0)
        {
            return;
        }

        foreach (var backend in lost.GroupBy(static build => build.Backend!, StringComparer.Ordinal))
        {
            LogExpired(logger, backend.Key, duration, string.Join(", ", backend.Select(static build => build.Id)));
        }
    }

    /// <summary>An older version stored no backends. The lease of one that is unknown begins when the frontend finds its builds.</summary>
    private static async Task HearFromUnknownAsync(IQueryable<BuildRow> held, QueueContext queue, CancellationToken cancellationToken)
    {
        List<string> unknown = await held
            .Where(build => !queue.Backends.Any(backend => backend.Name == build.Backend))
            .Select(static build => build.Backend!)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (string backend in unknown)
        {
            await queue.HearFromAsync(backend, cancellationToken);
        }
    }

    private IQueryable<BackendRow> FindSilent(QueueContext queue) => queue.SilentFor((long)duration.TotalSeconds);

    /// <summary>The settings in the section Lease.</summary>
    public sealed class Settings
    {
        /// <summary>How long a backend may be silent before its builds return to the queue.</summary>
        public TimeSpan Duration { get; set; } = TimeSpan.FromMinutes(10);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Backend {Backend} is silent for more than {Duration}: its builds {BuildIds} return to the queue")]
    private static partial void LogExpired(ILogger logger, string backend, TimeSpan duration, string buildIds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases cannot be checked: {Reason}")]
    private static partial void LogOutage(ILogger logger, string reason, Exception? exception);
}

internal static class LeaseRegistration
{
    public static void AddLeases(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<Leases.Settings>()
            .Bind(configuration.GetSection("Lease"))
            .Validate(
                static settings => settings.Duration >= TimeSpan.FromSeconds(1) && settings.Duration <= TimeSpan.FromDays(365),
                "Lease:Duration is out of range. Set it to a time from 00:00:01 to 365.00:00:00.")
            .ValidateOnStart();
        services.AddSingleton<Leases>();
        services.AddHostedService(static provider => provider.GetRequiredService<Leases>());
    }

    /// <summary>Renews the lease of the backend whose name is the request's user.</summary>
    public static RouteHandlerBuilder RenewsLease(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(static async (context, next) =>
        {
            HttpContext http = context.HttpContext;
            if (http.User.Identity is { IsAuthenticated: true, Name: { } name })
            {
                await http.RequestServices.GetRequiredService<Leases>().RenewAsync(
                    http.RequestServices.GetRequiredService<QueueContext>(), name, http.RequestAborted);
            }

            return await next(context);
        });
}
