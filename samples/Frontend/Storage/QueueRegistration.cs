using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Copr.Frontend.Storage;

internal static class QueueRegistration
{
    /// <summary>Stores the queue where the connection string says: PostgreSQL where it names a host, else a file of SQLite.</summary>
    public static void AddQueue(this IServiceCollection services, IConfiguration configuration)
    {
        string connection = configuration.GetConnectionString("Queue") ?? "Data Source=copr.db";
        if (new DbConnectionStringBuilder { ConnectionString = connection }.ContainsKey("Host"))
        {
            services.AddDbContextPool<QueueContext, PostgreSqlQueueContext>(options => options.UseNpgsql(connection, static npgsql => npgsql.EnableRetryOnFailure()));
        }
        else
        {
            services.AddDbContextPool<QueueContext, SqliteQueueContext>(options => options.UseSqlite(connection));
        }

        services.AddHostedService<Migration>();
    }

    /// <summary>Brings the database up to date before the first request.</summary>
    private sealed class Migration(IServiceScopeFactory scopes) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            QueueContext queue = scope.ServiceProvider.GetRequiredService<QueueContext>();

            // Asked first, since migrating takes a lock that a frontend killed meanwhile would leave behind in SQLite.
            if ((await queue.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                await queue.Database.MigrateAsync(cancellationToken);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
