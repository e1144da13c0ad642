using Copr.Backend.Storage;
using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>Takes reports and sends them to the frontend until it has them, however long it is away.</summary>
internal sealed partial class Reporter(BackendFolder folder, FrontendClient frontend, IOptions<BackendOptions> options, ILogger<Reporter> logger) : BackgroundService
{
    private const int MostAtATime = 100;

    private readonly SemaphoreSlim something = new(1);

    public void Started(long id, DateTimeOffset startedOn, string? results) =>
        Save($"{id:D19}-1-started", new BuildUpdate { Id = id, StartedOn = startedOn, Results = results });

    public void Ended(long id, DateTimeOffset endedOn, BuildStatus status) =>
        Save(EndOf(id), new BuildUpdate { Id = id, EndedOn = endedOn, Status = status });

    /// <summary>Whether there is an end of the build that the frontend does not know yet.</summary>
    public bool HasEndOf(long id) => folder.Reports.Contains(EndOf(id));

    public override void Dispose()
    {
        something.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await something.WaitAsync(options.Value.PollInterval, stoppingToken);
            try
            {
                await SendAsync(stoppingToken);
            }
            catch (Exception exception) when (Outage.IsBehind(exception, stoppingToken))
            {
                LogOutage(logger, exception.Message);
                await Task.Delay(options.Value.PollInterval, stoppingToken);
            }
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        foreach ((string Name, BuildUpdate Update)[] batch in Pending().Chunk(MostAtATime))
        {
            if (!await TrySendAsync(batch, cancellationToken))
            {
                // One of them is refused; by itself each of the others gets through.
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
        BuildUpdatesResult? result = await frontend.ReportAsync(new BuildUpdates { Builds = [.. batch.Select(static item => item.Update)] }, cancellationToken);
        if (result is null)
        {
            return false;
        }

        foreach (long id in result.NonExistingBuildIds)
        {
            LogUnknown(logger, id);
        }

        // The frontend has what it names; what it does not name was not stored, and is sent again.
        HashSet<long> answered = [.. result.UpdatedBuildIds, .. result.NonExistingBuildIds];
        foreach ((string name, BuildUpdate update) in batch.Where(item => answered.Contains(item.Update.Id)))
        {
            folder.Reports.Delete(name);
        }

        return true;
    }

    private IEnumerable<(string Name, BuildUpdate Update)> Pending()
    {
        foreach ((string name, BuildUpdate? update, ContractException? error) in folder.Reports.All())
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

    private static string EndOf(long id) => $"{id:D19}-2-ended";

    private void Save(string name, BuildUpdate update)
    {
        folder.Reports.Save(name, update);
        something.Release();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frontend does not take the reports, which are kept: {Reason}")]
    private static partial void LogOutage(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The frontend refuses the report {Name}, which is set aside")]
    private static partial void LogRefused(ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "The report {Name} is damaged and set aside: {Reason}")]
    private static partial void LogBroken(ILogger logger, string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frontend does not know build {BuildId}")]
    private static partial void LogUnknown(ILogger logger, long buildId);
}
