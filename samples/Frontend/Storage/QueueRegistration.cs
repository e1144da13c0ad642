using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Copr.Frontend.Storage;

internal static class QueueRegistration
{
    /// <summary>Adds the queue: PostgreSQL if the connection string names a host, otherwise a file of SQLite.</summary>
    public static void AddQueue(this IServiceCollection services, string connection)
    {
        if (IsPostgreSql(connection))
        {
            services.AddDbContextPool<QueueContext, PostgreSqlQueueContext>(options => options
                .UseNpgsql(connection, static npgsql => npgsql.EnableRetryOnFailure())
                .ConfigureWarnings(LogNoCommands));
        }
        else
        {
            services.AddDbContextPool<QueueContext, SqliteQueueContext>(
                options => options.UseSqlite(connection).ConfigureWarnings(LogNoCommands));
        }

        services.AddSingleton<RowReader.Log>();
        services.AddScoped<RowReader>();
        services.AddSingleton<TableMigration>();
        services.AddHostedService(static provider => provider.GetRequiredService<TableMigration>());
    }

    private static bool IsPostgreSql(string connection)
    {
        try
        {
            bool hasHost = new DbConnectionStringBuilder { ConnectionString = connection }.ContainsKey("Host");
            DbConnectionStringBuilder checkedByDriver =
                hasHost ? new NpgsqlConnectionStringBuilder(connection) : new SqliteConnectionStringBuilder(connection);
            return hasHost && checkedByDriver.Count > 0;
        }
        catch (ArgumentException exception)
        {
            // The value has a password.
            throw new InvalidOperationException($"ConnectionStrings:Queue is not a connection string. {exception.Message}", exception);
        }
    }

    /// <summary>Whoever catches an exception logs it. A command may have the size of a request.</summary>
    private static void LogNoCommands(WarningsConfigurationBuilder warnings) => warnings.Ignore(
        RelationalEventId.CommandError,
        RelationalEventId.CommandExecuted,
        CoreEventId.QueryIterationFailed,
        CoreEventId.SaveChangesFailed);
}
