namespace Copr.Backend;

/// <summary>Asks the frontend which builds this backend may start. Its callers ask about a build once in a poll.</summary>
internal sealed partial class Questions(FrontendClient frontend, Clock clock, ILogger<Questions> logger)
{
    /// <summary>How often the frontend did not answer the question about a build.</summary>
    private readonly Dictionary<long, int> failures = [];

    public enum Answer
    {
        /// <summary>This backend may start the build, and no other may.</summary>
        Yes,

        /// <summary>The build is canceled, has ended, is unknown, or belongs to another backend.</summary>
        No,

        /// <summary>The answer is an error. The frontend may have given this backend the build, and may answer other questions.</summary>
        Error,

        /// <summary>As <see cref="Error"/>, but no question has an answer at present, or the clock is wrong.</summary>
        Outage,
    }

    /// <summary>Sorts builds so that those with unanswered questions let the others go first.</summary>
    public IEnumerable<T> Sort<T>(IEnumerable<T> builds, Func<T, long> getId) =>
        builds.OrderBy(build => failures.GetValueOrDefault(getId(build)));

    /// <summary>Asks whether this backend may start a build. The same question gets the same answer, so it can be asked again.</summary>
    /// <exception cref="FrontendException">The frontend refuses this backend, so that other questions get no answer either.</exception>
    public async Task<Answer> AskAsync(long id, CancellationToken cancellationToken)
    {
        if (!clock.IsRight)
        {
            return Answer.Outage;
        }

        try
        {
            bool canStart = await frontend.TryStartAsync(id, cancellationToken);
            failures.Remove(id);

            // The answer may be the first response after a start, so the clock is known only now.
            return !canStart ? Answer.No : clock.IsRight ? Answer.Yes : Answer.Outage;
        }
        catch (FrontendException exception) when (!exception.IsAboutBackend)
        {
            failures[id] = failures.GetValueOrDefault(id) + 1;
            LogUnanswered(logger, id, exception.Message);
            return exception.IsAboutRequest ? Answer.Error : Answer.Outage;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The frontend does not say whether build {BuildId} may start; the backend asks again later: {Reason}")]
    private static partial void LogUnanswered(ILogger logger, long buildId, string reason);
}
