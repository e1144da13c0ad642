using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Copr.Frontend.Storage;

internal static class QueueRegistration
{
    /// <summary>Adds the queue: PostgreSQL if the connection string names a host, otherwise a file of SQLite.</summary>
    public static void AddQueue(this IServiceCollection services, IConfiguration configuration)
    {
        string connection = configuration.GetConnectionString("Queue") ?? "Data Source=copr.db";
        if (new DbConnectionStringBuilder { ConnectionString = connection }.ContainsKey("Host"))
        {
            services.AddDbContextPool<QueueContext, PostgreSqlQueueContext>(
                options => options.UseNpgsql(connection, static npgsql => npgsql.EnableRetryOnFailure()));
        }
        else
        {
            services.AddDbContextPool<QueueContext, SqliteQueueContext>(options => options.UseSqlite(connection));
        }

        services.AddHostedService<Migration>();
    }

    /// <summary>Updates the database's tables before the first request.</summary>
    private sealed class Migration(IServiceScopeFactory scopes) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            QueueContext queue = scope.ServiceProvider.GetRequiredService<QueueContext>();

            // Migrate only if necessary: in SQLite, the lock of a frontend that is killed while it migrates is never released.
            if ((await queue.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                await queue.Database.MigrateAsync(cancellationToken);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
