namespace Copr.Backend;

/// <summary>Logs what keeps the backend from going on. It then tries again.</summary>
internal static partial class Faults
{
    /// <summary>Tries an action, logs what goes wrong, and returns whether it succeeded.</summary>
    public static bool Try(this ILogger logger, Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception exception)
        {
            logger.LogFault(exception);
            return false;
        }
    }

    /// <summary>Tries an action and logs what goes wrong, unless it is canceled or the frontend refuses this backend.</summary>
    public static async Task TryAsync(this ILogger logger, Func<Task> action, CancellationToken cancellationToken)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is not FrontendException { IsAboutBackend: true }
            && (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested))
        {
            logger.LogFault(exception);
        }
    }

    /// <summary>Logs an exception as a fault of the frontend, of the disk, or of the backend itself.</summary>
    public static void LogFault(this ILogger logger, Exception exception)
    {
        switch (exception)
        {
            case FrontendException:
                LogOutage(logger, exception.Message);
                break;
            case IOException or UnauthorizedAccessException:
                LogDiskFault(logger, exception.Message);
                break;
            default:
                LogFailure(logger, exception);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frontend did not answer as expected; the backend tries again later: {Reason}")]
    private static partial void LogOutage(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The disk cannot be read or written; the backend tries again later: {Reason}")]
    private static partial void LogDiskFault(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The backend failed; it tries again later")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
