using System.Globalization;
using Copr.Backend.Storage;
using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>Stores reports and sends them until the frontend has received them, however long it is unreachable.</summary>
internal sealed partial class Reporter(
    BackendFolder folder, FrontendClient frontend, IOptions<BackendOptions> options, TimeProvider time, ILogger<Reporter> logger)
    : BackgroundService
{
    private const string StartSuffix = "-1-started";
    private const string EndSuffix = "-2-ended";

    private readonly SemaphoreSlim saved = new(1);

    /// <summary>How often the frontend did not accept the report on a build. Such reports let the others go first.</summary>
    private readonly Dictionary<long, int> failures = [];

    /// <summary>The ids of the builds with a report that the frontend has not received yet.</summary>
    public IEnumerable<long> PendingIds => folder.Reports.ListNames()
        .Select(static name => name.Replace(StartSuffix, "", StringComparison.Ordinal).Replace(EndSuffix, "", StringComparison.Ordinal))
        .Where(static id => long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        .Select(static id => long.Parse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    public void Started(long id, DateTimeOffset startedOn, string? results) =>
        Save($"{id:D19}{StartSuffix}", new BuildUpdate { Id = id, StartedOn = startedOn, Results = results });

    public void Ended(long id, DateTimeOffset endedOn, BuildStatus status) =>
        Ended(new BuildUpdate { Id = id, EndedOn = endedOn, Status = status });

    public void Ended(BuildUpdate end) => Save(GetEndName(end.Id), end);

    /// <summary>Whether the build has ended and the frontend has not received the report yet.</summary>
    public bool HasEndOf(long id) => folder.Reports.Contains(GetEndName(id));

    public override void Dispose()
    {
        saved.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await saved.WaitAsync(options.Value.PollInterval, stoppingToken);
            try
            {
                await SendAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                if (exception is FrontendException)
                {
                    LogOutage(logger, exception.Message);
                }
                else
                {
                    logger.LogFault(exception);
                }

                await Task.Delay(options.Value.PollInterval, time, stoppingToken);
            }
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        Report[] pending = ReadPending();
        foreach (long id in failures.Keys.Except(pending.Select(static report => report.Update.Id)).ToArray())
        {
            failures.Remove(id);
        }

        ILookup<bool, Report> reports = pending.ToLookup(report => failures.ContainsKey(report.Update.Id));
        foreach (Report[] batch in reports[false].Chunk(Limits.ReportEntries))
        {
            await SendAsync(batch, cancellationToken);
        }

        foreach (Report stubborn in reports[true].OrderBy(report => failures[report.Update.Id]))
        {
            await SendAsync([stubborn], cancellationToken);
        }
    }

    /// <summary>Sends reports, and deletes those that the frontend has received.</summary>
    /// <exception cref="FrontendException">The frontend accepts no report at present.</exception>
    private async Task SendAsync(Report[] batch, CancellationToken cancellationToken)
    {
        BuildUpdatesResult result;
        try
        {
            var updates = new BuildUpdates { Builds = [.. batch.Select(static report => report.Update)] };
            result = await frontend.ReportAsync(updates, cancellationToken);
        }
        catch (FrontendException exception) when (batch.Length > 1 && !exception.IsAboutBackend)
        {
            // One of them may be the reason. Sent one by one, the frontend accepts the others.
            foreach (Report report in batch)
            {
                await SendAsync([report], cancellationToken);
            }

            return;
        }
        catch (FrontendException exception) when (exception.Refusal is not null)
        {
            SetAside(batch[0], exception.Refusal);
            return;
        }
        catch (FrontendException exception) when (!exception.IsAboutBackend)
        {
            Postpone(batch[0], exception.Message);
            if (!exception.IsAboutRequest)
            {
                throw;
            }

            return;
        }

        foreach (long id in result.NonExistingBuildIds)
        {
            LogUnknown(logger, id);
        }

        // The frontend has stored what it names, and those of the first weeks name nothing. Others that are not named are sent again.
        bool isEarly = result.UnknownMembers.ContainsKey("updated_builds");
        HashSet<long> answered = [.. result.UpdatedBuildIds, .. result.NonExistingBuildIds];
        foreach (Report report in batch)
        {
            if (isEarly || answered.Contains(report.Update.Id))
            {
                foreach (string name in report.Names)
                {
                    folder.Reports.Delete(name);
                }
            }
            else
            {
                Postpone(report, "the response does not name it");
            }
        }
    }

    private void SetAside(Report report, string refusal)
    {
        foreach (string name in report.Names)
        {
            LogRefused(logger, name, refusal);
            folder.Reports.SetAside(name, folder.SetAside);
        }
    }

    private void Postpone(Report report, string reason)
    {
        long id = report.Update.Id;
        failures[id] = failures.GetValueOrDefault(id) + 1;
        LogPostponed(logger, id, reason);
    }

    /// <summary>Reads the reports, one for each build: Copr's own frontends keep only the last entry of a build in a request.</summary>
    private Report[] ReadPending()
    {
        List<(string Name, BuildUpdate Update)> files = [];
        foreach ((string name, BuildUpdate? update, ContractException? error) in folder.Reports.ReadAll())
        {
            if (update is null)
            {
                LogBroken(logger, name, error!.Message);
                folder.Reports.SetAside(name, folder.SetAside);
                continue;
            }

            files.Add((name, update));
        }

        return
        [
            .. files.GroupBy(static file => file.Update.Id).Select(static build => new Report(
                [.. build.Select(static file => file.Name)],
                build.Select(static file => file.Update).Aggregate(Merge))),
        ];
    }

    private static BuildUpdate Merge(BuildUpdate earlier, BuildUpdate later) => earlier with
    {
        StartedOn = later.StartedOn ?? earlier.StartedOn,
        Results = later.Results ?? earlier.Results,
        EndedOn = later.EndedOn ?? earlier.EndedOn,
        Status = later.Status ?? earlier.Status,
    };

    private static string GetEndName(long id) => $"{id:D19}{EndSuffix}";

    private void Save(string name, BuildUpdate update)
    {
        folder.Reports.Save(name, update);
        saved.Release();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frontend did not receive the reports; they are kept and sent again: {Reason}")]
    private static partial void LogOutage(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The report on build {BuildId} is kept and sent again, after the others: {Reason}")]
    private static partial void LogPostponed(ILogger logger, long buildId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The frontend refuses the report {Name}; it is set aside: {Refusal}")]
    private static partial void LogRefused(ILogger logger, string name, string refusal);

    [LoggerMessage(Level = LogLevel.Error, Message = "The report {Name} is damaged; it is set aside: {Reason}")]
    private static partial void LogBroken(ILogger logger, string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frontend does not know build {BuildId}")]
    private static partial void LogUnknown(ILogger logger, long buildId);

    /// <summary>What the frontend has not received about a build, and its files.</summary>
    private sealed record Report(string[] Names, BuildUpdate Update);
}
