using Microsoft.EntityFrameworkCore;

namespace Copr.Frontend.Storage;

/// <summary>Updates the database's tables. If the database is not up yet, the frontend starts, waits for it and is not ready.</summary>
internal sealed partial class TableMigration(IServiceScopeFactory scopes, ILogger<TableMigration> logger) : BackgroundService
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private volatile bool isDone;

    /// <summary>Whether the tables are those of this version.</summary>
    public bool IsDone => isDone;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MigrateAsync(cancellationToken);
        }
        catch (Exception exception) when (Faults.IsTransient(exception))
        {
            LogWaiting(logger, exception.Message);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? logged = null;
        while (!isDone)
        {
            try
            {
                await Task.Delay(Delay, stoppingToken);
                await MigrateAsync(stoppingToken);
                LogReady(logger);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The same reason is not logged again and again. That the database is not up yet is logged already.
                if (!Faults.IsTransient(exception) && exception.Message != logged)
                {
                    LogFailed(logger, exception);
                    logged = exception.Message;
                }
            }
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        QueueContext queue = scope.ServiceProvider.GetRequiredService<QueueContext>();

        // Opening the connection tries once. Everything else repeats for up to a minute.
        await queue.Database.GetDbConnection().OpenAsync(cancellationToken);
        await queue.Database.GetDbConnection().CloseAsync();
        await queue.PrepareAsync(cancellationToken);

        // Migrate only if necessary: in SQLite, the lock of a frontend that is killed while it migrates is never released.
        if ((await queue.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await queue.Database.MigrateAsync(cancellationToken);
        }

        isDone = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frontend waits for its database: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database answers, and its tables are up to date")]
    private static partial void LogReady(ILogger logger);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The tables cannot be updated. The frontend tries again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
