using Copr.Backend.Storage;
using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>Stores reports and sends them until the frontend has received them, however long it is unreachable.</summary>
internal sealed partial class Reporter(
    BackendFolder folder, FrontendClient frontend, IOptions<BackendOptions> options, ILogger<Reporter> logger) : BackgroundService
{
    private const int MaxBatch = 100;

    private readonly SemaphoreSlim saved = new(1);

    public void Started(long id, DateTimeOffset startedOn, string? results) =>
        Save($"{id:D19}-1-started", new BuildUpdate { Id = id, StartedOn = startedOn, Results = results });

    public void Ended(long id, DateTimeOffset endedOn, BuildStatus status) =>
        Save(GetEndName(id), new BuildUpdate { Id = id, EndedOn = endedOn, Status = status });

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
            catch (Exception exception) when (Outage.IsCauseOf(exception, stoppingToken))
            {
                LogOutage(logger, exception.Message);
                await Task.Delay(options.Value.PollInterval, stoppingToken);
            }
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        foreach ((string Name, BuildUpdate Update)[] batch in ReadPending().Chunk(MaxBatch))
        {
            if (!await TrySendAsync(batch, cancellationToken))
            {
                // The frontend refuses one of them. Sent one by one, it accepts the others.
                foreach ((string Name, BuildUpdate Update) one in batch)
                {
                    if (!await TrySendAsync([one], cancellationToken))
                    {
                        LogRefused(logger, one.Name);
                        folder.Reports.SetAside(one.Name, folder.SetAside);
                    }
                }
            }
        }
    }

    private async Task<bool> TrySendAsync((string Name, BuildUpdate Update)[] batch, CancellationToken cancellationToken)
    {
        var updates = new BuildUpdates { Builds = [.. batch.Select(static item => item.Update)] };
        if (await frontend.ReportAsync(updates, cancellationToken) is not { } result)
        {
            return false;
        }

        foreach (long id in result.NonExistingBuildIds)
        {
            LogUnknown(logger, id);
        }

        // The frontend has stored what it names. It has not stored the others, so they are sent again.
        HashSet<long> answered = [.. result.UpdatedBuildIds, .. result.NonExistingBuildIds];
        foreach ((string name, BuildUpdate update) in batch.Where(item => answered.Contains(item.Update.Id)))
        {
            folder.Reports.Delete(name);
        }

        return true;
    }

    private IEnumerable<(string Name, BuildUpdate Update)> ReadPending()
    {
        foreach ((string name, BuildUpdate? update, ContractException? error) in folder.Reports.ReadAll())
        {
            if (update is null)
            {
                LogBroken(logger, name, error!.Message);
                folder.Reports.SetAside(name, folder.SetAside);
                continue;
            }

            yield return (name, update);
        }
    }

    private static string GetEndName(long id) => $"{id:D19}-2-ended";

    private void Save(string name, BuildUpdate update)
    {
        folder.Reports.Save(name, update);
        saved.Release();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frontend did not receive the reports; they are kept and sent again: {Reason}")]
    private static partial void LogOutage(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The frontend refuses the report {Name}; it is set aside")]
    private static partial void LogRefused(ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "The report {Name} is damaged; it is set aside: {Reason}")]
    private static partial void LogBroken(ILogger logger, string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frontend does not know build {BuildId}")]
    private static partial void LogUnknown(ILogger logger, long buildId);
}
