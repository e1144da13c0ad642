namespace Copr.Backend;

/// <summary>
/// Compares this machine's clock with the frontend's. A frontend refuses reports whose times are too early, and then never knows how the
/// builds ended.
/// </summary>
internal sealed partial class Clock(TimeProvider time, ILogger<Clock> logger)
{
    private bool isRight = true;

    /// <summary>Whether the clocks agree, as far as the frontend says what time it is.</summary>
    public bool IsRight => Volatile.Read(ref isRight);

    /// <summary>Compares the clocks. A response without a time changes nothing.</summary>
    public void Compare(DateTimeOffset? frontend)
    {
        if (frontend is not { } there)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        bool agrees = (now - there).Duration() <= Limits.ClockDifference;
        if (agrees == Interlocked.Exchange(ref isRight, agrees))
        {
            return;
        }

        if (agrees)
        {
            LogRight(logger);
        }
        else
        {
            LogWrong(logger, now, there);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The backend asks for no build, because the clocks differ too much: here it is {Now:u}, and at the frontend {There:u}. " +
            "Synchronize the clock of the wrong machine, for example with chrony.")]
    private static partial void LogWrong(ILogger logger, DateTimeOffset now, DateTimeOffset there);

    [LoggerMessage(Level = LogLevel.Information, Message = "The clocks agree again; the backend asks for builds")]
    private static partial void LogRight(ILogger logger);
}
