using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Copr.Backend.Builders;
using Copr.Backend.Storage;
using Copr.Contracts;
using Copr.Contracts.Json;
using Copr.Contracts.Validation;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>Polls for builds, takes what it can, and stops what is canceled.</summary>
internal sealed partial class BuildWorker(
    BackendFolder folder, FrontendClient frontend, Reporter reporter, IBuilder builder, IOptions<BackendOptions> options, TimeProvider time, ILogger<BuildWorker> logger) : BackgroundService
{
    private const int MostAskedFor = 1000;

    private readonly ConcurrentDictionary<long, Job> running = new();
    private readonly HashSet<string> setAside = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim slots = new(options.Value.Parallelism);
    private readonly SemaphoreSlim freed = new(0);
    private EntityTagHeaderValue? seen;

    public override void Dispose()
    {
        slots.Dispose();
        freed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach ((string name, Build? build, ContractException? error) in folder.Jobs.All())
        {
            if (build is null)
            {
                LogBroken(logger, name, error!.Message);
                folder.Jobs.SetAside(name, folder.SetAside);
                continue;
            }

            if (reporter.HasEndOf(build.Id))
            {
                folder.Jobs.Delete(name);
                continue;
            }

            LogResumed(logger, build.Id);
            Begin(build, stoppingToken);
        }

        try
        {
            while (true)
            {
                await PollAsync(stoppingToken);
                TimeSpan interval = options.Value.PollInterval;
                await freed.WaitAsync(interval * (0.9 + (Random.Shared.NextDouble() * 0.2)), stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(running.Values.Select(static job => job.Task));
        }
    }

    private async Task PollAsync(CancellationToken stopping)
    {
        try
        {
            if (!running.IsEmpty)
            {
                foreach (long id in await frontend.GetCanceledAsync(stopping))
                {
                    if (running.TryGetValue(id, out Job? job))
                    {
                        LogCanceled(logger, id);
                        await job.Canceled.CancelAsync();
                    }
                }
            }

            if (running.Count < options.Value.Parallelism)
            {
                await TakeAsync(stopping);
            }
        }
        catch (Exception exception) when (Outage.IsBehind(exception, stopping))
        {
            LogOutage(logger, exception.Message);
        }
    }

    /// <summary>Takes builds until there is no room for more.</summary>
    private async Task TakeAsync(CancellationToken stopping)
    {
        // What is set aside stays on the list, and must not keep out what comes behind it.
        int limit = Math.Min(WaitingBuilds.DefaultLimit + setAside.Count, MostAskedFor);
        if (await frontend.GetWaitingAsync(limit, seen, stopping) is not { } waiting)
        {
            return;
        }

        seen = null;
        await foreach (BuildEntry entry in waiting.Entries)
        {
            if (entry.IsRejected)
            {
                SetAside(entry.Id, entry.RawJson.Span, entry.Violations);
            }
            else if (ContractValidator.Validate(entry.Build) is { IsValid: false } report)
            {
                SetAside(entry.Id, CoprJson.Write(entry.Build, CoprJson.Lenient), report.Violations);
            }
            else if (running.Count >= options.Value.Parallelism)
            {
                return;
            }
            else if (entry.Build.State == BuildState.Waiting && !running.ContainsKey(entry.Build.Id) && !reporter.HasEndOf(entry.Build.Id))
            {
                // The file comes first: a frontend that was asked holds the build for this backend, also after a restart.
                folder.Jobs.Save(NameOf(entry.Build), entry.Build);
                Begin(entry.Build, stopping);
            }
        }

        // Everything on the list was looked at, so that the same list need not be sent again.
        seen = waiting.Tag;
    }

    private void Begin(Build build, CancellationToken stopping)
    {
        var canceled = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var job = new Job(canceled);
        running[build.Id] = job;
        job.Task = Task.Run(
            async () =>
            {
                bool hasBuilt = true;
                try
                {
                    hasBuilt = await RunAsync(build, canceled.Token, stopping);
                }
                catch (OperationCanceledException) when (stopping.IsCancellationRequested)
                {
                    // The job's file stays, and the next start goes on with it.
                }
                catch (Exception exception)
                {
                    LogFailed(logger, exception, build.Id);
                }
                finally
                {
                    running.TryRemove(build.Id, out _);
                    canceled.Dispose();
                }

                // Whatever is listed and may not be started waits for the next poll.
                if (hasBuilt)
                {
                    freed.Release();
                }
            },
            CancellationToken.None);
    }

    private async Task<bool> RunAsync(Build build, CancellationToken canceled, CancellationToken stopping)
    {
        bool canStart = await TryStartAsync(build, stopping);
        if (canStart)
        {
            reporter.Started(build.Id, time.GetUtcNow(), options.Value.ResultsUrl is { } results ? $"{results}{build.Copr.Name}/" : null);
            BuildStatus status = await BuildAsync(build, canceled, stopping);
            reporter.Ended(build.Id, time.GetUtcNow(), status);
            LogEnded(logger, build.Id, status);
        }

        folder.Jobs.Delete(NameOf(build));
        return canStart;
    }

    /// <summary>Asks until there is an answer. A build that was canceled meanwhile is over, and somebody has to say so.</summary>
    private async Task<bool> TryStartAsync(Build build, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                if (await frontend.TryStartAsync(build.Id, stopping))
                {
                    return true;
                }

                if ((await frontend.GetCanceledAsync(stopping)).Contains(build.Id))
                {
                    reporter.Ended(build.Id, time.GetUtcNow(), BuildStatus.Failed);
                }

                LogNotStarted(logger, build.Id);
                return false;
            }
            catch (Exception exception) when (Outage.IsBehind(exception, stopping))
            {
                LogOutage(logger, exception.Message);
                await Task.Delay(options.Value.PollInterval, time, stopping);
            }
        }
    }

    /// <summary>Builds for one chroot after the other, as many at a time as there are slots; it succeeds where all do.</summary>
    private async Task<BuildStatus> BuildAsync(Build build, CancellationToken canceled, CancellationToken stopping)
    {
        try
        {
            bool[] succeeded = await Task.WhenAll(build.Chroots.Select(chroot => BuildAsync(build, chroot, canceled)));
            return succeeded.All(static one => one) ? BuildStatus.Succeeded : BuildStatus.Failed;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return BuildStatus.Failed;
        }
    }

    private async Task<bool> BuildAsync(Build build, Chroot chroot, CancellationToken canceled)
    {
        await slots.WaitAsync(canceled);
        try
        {
            LogBuilding(logger, build.Id, chroot);
            return await builder.BuildAsync(build, chroot, folder.ResultsOf(build, chroot), canceled);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception, build.Id);
            return false;
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>Keeps what breaks the contract, and says so once.</summary>
    private void SetAside(long? id, ReadOnlySpan<byte> rawJson, IReadOnlyList<Violation> violations)
    {
        string name = $"{id?.ToString(CultureInfo.InvariantCulture) ?? "without-id"}-{Convert.ToHexStringLower(SHA256.HashData(rawJson).AsSpan(0, 4))}";
        if (setAside.Add(name))
        {
            File.WriteAllBytes(Path.Combine(folder.SetAside, name + ".json"), rawJson);
            LogSetAside(logger, name, string.Join(' ', violations.Where(static violation => violation.Rule.Severity == Severity.Error)));
        }
    }

    private static string NameOf(Build build) => $"{build.Id:D19}";

    [LoggerMessage(Level = LogLevel.Information, Message = "Going on with build {BuildId}")]
    private static partial void LogResumed(ILogger logger, long buildId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Build {BuildId} is not for this backend to start")]
    private static partial void LogNotStarted(ILogger logger, long buildId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Building {BuildId} for {Chroot}")]
    private static partial void LogBuilding(ILogger logger, long buildId, Chroot chroot);

    [LoggerMessage(Level = LogLevel.Information, Message = "Build {BuildId} ended: {Status}")]
    private static partial void LogEnded(ILogger logger, long buildId, BuildStatus status);

    [LoggerMessage(Level = LogLevel.Information, Message = "Build {BuildId} is canceled, and stopped")]
    private static partial void LogCanceled(ILogger logger, long buildId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A build breaks the contract and is set aside as {Name}: {Violations}")]
    private static partial void LogSetAside(ILogger logger, string name, string violations);

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Name} is damaged and set aside: {Reason}")]
    private static partial void LogBroken(ILogger logger, string name, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Build {BuildId} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, long buildId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frontend does not answer as it should: {Reason}")]
    private static partial void LogOutage(ILogger logger, string reason);

    private sealed class Job(CancellationTokenSource canceled)
    {
        public CancellationTokenSource Canceled => canceled;

        public Task Task { get; set; } = Task.CompletedTask;
    }
}
