using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Copr.Backend.Builders;
using Copr.Backend.Storage;
using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>Polls the frontend, starts as many builds as there is room for, and stops canceled ones.</summary>
internal sealed partial class BuildWorker(
    BackendFolder folder,
    FrontendClient frontend,
    Reporter reporter,
    RefusedBuilds refusedBuilds,
    IBuilder builder,
    IOptions<BackendOptions> options,
    TimeProvider time,
    ILogger<BuildWorker> logger) : BackgroundService
{
    /// <summary>The largest limit that a frontend accepts.</summary>
    private const int MaxLimit = 1000;

    private readonly ConcurrentDictionary<long, Job> running = new();
    private readonly SemaphoreSlim slots = new(options.Value.Parallelism);
    private readonly SemaphoreSlim freed = new(0);
    private EntityTagHeaderValue? knownTag;

    /// <summary>How many builds of the last list were refused.</summary>
    private int refusedCount;

    public override void Dispose()
    {
        slots.Dispose();
        freed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                TimeSpan interval = options.Value.PollInterval;
                try
                {
                    await PollAsync(stoppingToken);
                    await freed.WaitAsync(interval * (0.9 + (Random.Shared.NextDouble() * 0.2)), stoppingToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    logger.LogFault(exception);
                    await Task.Delay(interval, time, stoppingToken);
                }
            }
        }
        finally
        {
            await Task.WhenAll(running.Values.Select(static job => job.Task));
        }
    }

    private async Task PollAsync(CancellationToken stopping)
    {
        if (!running.IsEmpty)
        {
            await CancelBuildsAsync(stopping);
        }

        ResumeJobs(stopping);
        if (running.Count < options.Value.Parallelism)
        {
            await StartBuildsAsync(stopping);
        }

        await refusedBuilds.ReportAsync(frontend, stopping);
    }

    private async Task CancelBuildsAsync(CancellationToken stopping)
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

    /// <summary>Resumes the jobs whose files exist but that do not run: those of a killed backend, and those that failed.</summary>
    private void ResumeJobs(CancellationToken stopping)
    {
        // A job that ends meanwhile deletes its file first. So those that run now, and not after listing the files, are not resumed.
        HashSet<string> names = [.. running.Keys.Select(GetJobName)];
        foreach ((string name, Build? build, ContractException? error) in folder.Jobs.ReadAll(name => !names.Contains(name)))
        {
            if (build is null)
            {
                LogBroken(logger, name, error!.Message);
                folder.Jobs.SetAside(name, folder.SetAside);
            }
            else if (reporter.HasEndOf(build.Id))
            {
                folder.Jobs.Delete(name);
            }
            else if (!running.ContainsKey(build.Id))
            {
                LogResumed(logger, build.Id);
                Begin(build, stopping);
            }
        }
    }

    /// <summary>Starts the builds on the waiting list until there is no room for more.</summary>
    private async Task StartBuildsAsync(CancellationToken stopping)
    {
        // The list may be older than a report that arrives meanwhile. A build that runs or has ended by now does not start again.
        HashSet<long> known = [.. running.Keys];
        known.UnionWith(reporter.PendingIds);

        // Builds that are refused may stay on the list. Ask for as many more, so that they do not hide the next ones.
        int limit = Math.Min(WaitingBuilds.DefaultLimit + refusedCount, MaxLimit);
        if (await frontend.GetWaitingAsync(limit, knownTag, stopping) is not { } waiting)
        {
            return;
        }

        knownTag = null;
        refusedCount = 0;
        await foreach (BuildEntry entry in waiting.Entries)
        {
            if (RefusedBuilds.FindErrors(entry) is [_, ..] errors)
            {
                refusedCount++;
                refusedBuilds.Refuse(entry, errors, isKnown: entry.Id is { } id && !known.Add(id));
            }
            else if (running.Count >= options.Value.Parallelism)
            {
                return;
            }
            else if (entry.Build is { State: BuildState.Waiting } build && known.Add(build.Id))
            {
                // Save the job before asking: from then on the frontend may hold the build for this backend, even after a restart.
                folder.Jobs.Save(GetJobName(build.Id), build);
                Begin(build, stopping);
            }
        }

        // The whole list has been read, so the frontend need not send the same list again.
        knownTag = waiting.Tag;
    }

    private void Begin(Build build, CancellationToken stopping)
    {
        // It is not disposed, because a poll may cancel it at any time. Without a timer, it needs no disposal.
        var canceled = new CancellationTokenSource();
        CancellationTokenRegistration shutdown = stopping.Register(canceled.Cancel);
        var job = new Job(canceled);
        running[build.Id] = job;
        job.Task = Task.Run(
            async () =>
            {
                bool hasStarted = false;
                try
                {
                    hasStarted = await RunAsync(build, canceled.Token, stopping);
                }
                catch (OperationCanceledException) when (stopping.IsCancellationRequested)
                {
                    // The job's file stays, and the next start resumes the build.
                }
                catch (Exception exception)
                {
                    // The job's file stays, and the next poll resumes the build.
                    logger.LogFault(exception);
                }
                finally
                {
                    running.TryRemove(build.Id, out _);
                    await shutdown.DisposeAsync();
                }

                // A build that may not be started is listed until the next poll: do not ask for it again at once.
                if (hasStarted)
                {
                    freed.Release();
                }
            },
            CancellationToken.None);
    }

    /// <summary>Builds a build if this backend may, and returns whether it may. The job runs until its end is on the disk.</summary>
    private async Task<bool> RunAsync(Build build, CancellationToken canceled, CancellationToken stopping)
    {
        bool canStart = await RepeatAsync(() => TryStartAsync(build, stopping), stopping);
        if (canStart)
        {
            DateTimeOffset startedOn = time.GetUtcNow();
            string? results = options.Value.GetResultsUrl(BackendFolder.GetCoprPath(build.Copr));
            await RepeatAsync(() => reporter.Started(build.Id, startedOn, results), stopping);
            BuildStatus status = await BuildAsync(build, canceled, stopping);
            DateTimeOffset endedOn = time.GetUtcNow();
            await RepeatAsync(() => reporter.Ended(build.Id, endedOn, status), stopping);
            LogEnded(logger, build.Id, status);
        }

        await RepeatAsync(() => folder.Jobs.Delete(GetJobName(build.Id)), stopping);
        return canStart;
    }

    /// <summary>
    /// Asks to start the build. If the frontend refuses because the build was canceled, the end is reported, because no other backend
    /// reports it.
    /// </summary>
    private async Task<bool> TryStartAsync(Build build, CancellationToken stopping)
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

    /// <summary>Builds for each chroot, as many at once as there are slots. The build succeeds if all chroots do.</summary>
    private async Task<BuildStatus> BuildAsync(Build build, CancellationToken canceled, CancellationToken stopping)
    {
        try
        {
            bool[] succeeded = await Task.WhenAll(
                build.Chroots.Select(chroot => RepeatAsync(() => BuildAsync(build, chroot, canceled), canceled)));
            return succeeded.All(static hasSucceeded => hasSucceeded) ? BuildStatus.Succeeded : BuildStatus.Failed;
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
            return await builder.BuildAsync(build, chroot, folder.CreateResultsFolder(build, chroot), canceled);
        }
        finally
        {
            slots.Release();
        }
    }

    private Task<bool> RepeatAsync(Action action, CancellationToken cancellationToken) => RepeatAsync(
        () =>
        {
            action();
            return Task.FromResult(true);
        },
        cancellationToken);

    /// <summary>
    /// Repeats an action until it succeeds. A fault of the frontend, of the disk or of this machine says nothing about a build, so it
    /// fails none.
    /// </summary>
    private async Task<T> RepeatAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await action();
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                logger.LogFault(exception);
                await Task.Delay(options.Value.PollInterval, time, cancellationToken);
            }
        }
    }

    private static string GetJobName(long id) => $"{id:D19}";

    [LoggerMessage(Level = LogLevel.Information, Message = "Resuming build {BuildId}")]
    private static partial void LogResumed(ILogger logger, long buildId);

    [LoggerMessage(Level = LogLevel.Information, Message = "This backend may not start build {BuildId}")]
    private static partial void LogNotStarted(ILogger logger, long buildId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Building {BuildId} for {Chroot}")]
    private static partial void LogBuilding(ILogger logger, long buildId, Chroot chroot);

    [LoggerMessage(Level = LogLevel.Information, Message = "Build {BuildId} ended: {Status}")]
    private static partial void LogEnded(ILogger logger, long buildId, BuildStatus status);

    [LoggerMessage(Level = LogLevel.Information, Message = "Build {BuildId} is canceled; stopping it")]
    private static partial void LogCanceled(ILogger logger, long buildId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Name} is damaged; it is set aside: {Reason}")]
    private static partial void LogBroken(ILogger logger, string name, string reason);

    private sealed class Job(CancellationTokenSource canceled)
    {
        public CancellationTokenSource Canceled => canceled;

        public Task Task { get; set; } = Task.CompletedTask;
    }
}
