using System.Collections.Concurrent;
using System.Globalization;
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
    Questions questions,
    Clock clock,
    Reporter reporter,
    RefusedBuilds refusedBuilds,
    IBuilder builder,
    IOptions<BackendOptions> options,
    TimeProvider time,
    ILogger<BuildWorker> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<long, Job> running = new();
    private readonly SemaphoreSlim slots = new(options.Value.Parallelism);
    private readonly SemaphoreSlim freed = new(0);

    /// <summary>When this backend first saw that a denied build is canceled, as a timestamp.</summary>
    private readonly Dictionary<long, long> canceledSince = [];

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
                await PollAsync(stoppingToken);
                await freed.WaitAsync(options.Value.PollInterval * (0.9 + (Random.Shared.NextDouble() * 0.2)), stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(running.Values.Select(static job => job.Task));
        }
    }

    /// <summary>
    /// Tries each step on its own, so that a fault of one does not keep the others from happening. If the frontend refuses this backend,
    /// the poll ends.
    /// </summary>
    private async Task PollAsync(CancellationToken stopping)
    {
        // The ends of the builds that this backend may not start, although it may hold them: an earlier question had no answer.
        List<BuildUpdate> denied = [];
        bool isSettled = false;
        try
        {
            await logger.TryAsync(() => ResumeJobsAsync(denied, stopping), stopping);
            if (running.Count < options.Value.Parallelism)
            {
                await logger.TryAsync(() => StartBuildsAsync(denied, stopping), stopping);
            }

            await logger.TryAsync(async () => isSettled = await refusedBuilds.ReportAsync(denied, stopping), stopping);
            if (!running.IsEmpty || denied.Count > 0)
            {
                await logger.TryAsync(() => EndCanceledBuildsAsync(denied, stopping), stopping);
            }
        }
        catch (FrontendException exception)
        {
            logger.LogFault(exception);
        }

        if (denied.Count > 0 || !isSettled)
        {
            // A build that another backend has may return to the list, and the list is then the same as before.
            knownTag = null;
        }
    }

    /// <summary>Stops the canceled builds that run, and reports or drops the denied ones.</summary>
    private async Task EndCanceledBuildsAsync(List<BuildUpdate> denied, CancellationToken stopping)
    {
        HashSet<long> canceled = [.. await frontend.GetCanceledAsync(stopping)];
        foreach (long id in canceled)
        {
            if (running.TryGetValue(id, out Job? job))
            {
                LogCanceled(logger, id);
                await logger.TryAsync(job.Canceled.CancelAsync, stopping);
            }
        }

        foreach (BuildUpdate end in denied)
        {
            logger.Try(() => Settle(end, canceled.Contains(end.Id)));
        }
    }

    /// <summary>
    /// Drops a build that this backend may not start. If it is canceled and this backend holds it, no other backend reports its end. But
    /// the list does not say whose the canceled builds are. So this backend reports the end only if the build is still listed after two
    /// intervals, in which another backend with the same interval stops its build and reports the end.
    /// </summary>
    private void Settle(BuildUpdate end, bool isCanceled)
    {
        if (isCanceled)
        {
            long now = time.GetTimestamp();
            canceledSince.TryAdd(end.Id, now);
            if (time.GetElapsedTime(canceledSince[end.Id], now) / 2 < options.Value.PollInterval)
            {
                return;
            }

            reporter.Ended(end);
        }

        Drop(end.Id);
        refusedBuilds.Withdraw(end.Id);
        canceledSince.Remove(end.Id);
    }

    private void Drop(long id)
    {
        folder.Jobs.Delete(GetJobName(id));
        LogNotStarted(logger, id);
    }

    /// <summary>
    /// Resumes the jobs whose files exist but that do not run: those of a killed backend, those that failed, and those whose question was
    /// not answered. If there is no room for all, the others are resumed later.
    /// </summary>
    private async Task ResumeJobsAsync(List<BuildUpdate> denied, CancellationToken stopping)
    {
        // A job that ends meanwhile deletes its file first. So those that run now, and not after listing the files, are not resumed.
        HashSet<string> names = [.. running.Keys.Select(GetJobName)];
        List<Build> jobs = [];
        foreach ((string name, Build? build, ContractException? error) in folder.Jobs.ReadAll(name => !names.Contains(name)))
        {
            if (build is null)
            {
                LogBroken(logger, name, error!.Message);
                knownTag = null;
                logger.Try(() => folder.Jobs.SetAside(name, folder.SetAside));
            }
            else if (reporter.HasEndOf(build.Id))
            {
                logger.Try(() => folder.Jobs.Delete(name));
            }
            else if (!running.ContainsKey(build.Id))
            {
                jobs.Add(build);
            }
        }

        foreach (Build build in questions.Sort(jobs.DistinctBy(static job => job.Id), static job => job.Id))
        {
            if (running.Count >= options.Value.Parallelism)
            {
                return;
            }

            switch (await TryBeginAsync(build, stopping))
            {
                case Questions.Answer.Yes:
                    LogResumed(logger, build.Id);
                    break;
                case Questions.Answer.No:
                    denied.Add(CreateEnd(build));
                    break;
                case Questions.Answer.Outage:
                    return;
            }
        }
    }

    /// <summary>Starts the builds on the waiting list until there is no room for more.</summary>
    private async Task StartBuildsAsync(List<BuildUpdate> denied, CancellationToken stopping)
    {
        // The list may be older than a report that arrives meanwhile. A build that runs or has ended by now does not start again.
        HashSet<long> known = [.. running.Keys];
        int unanswered = folder.Jobs.ListNames().Select(ParseJobName).Count(known.Add);
        known.UnionWith(reporter.PendingIds);

        // Builds that are refused or not answered may stay on the list. Ask for as many more, so that they do not hide the next ones.
        int limit = Math.Min(WaitingBuilds.DefaultLimit + refusedCount + unanswered, Limits.ListedBuilds);
        if (await frontend.GetWaitingAsync(limit, knownTag, stopping) is not { } waiting)
        {
            return;
        }

        (EntityTagHeaderValue? tag, knownTag) = (waiting.Tag, null);
        (refusedCount, int skipped) = (0, 0);
        await foreach (BuildEntry entry in waiting.Entries)
        {
            if (!clock.IsRight)
            {
                // Not even the end of a refused build would have a right time.
                return;
            }
            else if (RefusedBuilds.FindErrors(entry) is [_, ..] errors)
            {
                refusedCount++;
                if (!refusedBuilds.Refuse(entry, errors, isKnown: entry.Id is { } id && !known.Add(id)))
                {
                    tag = null;
                }
            }
            else if (running.Count >= options.Value.Parallelism || unanswered >= Limits.UnansweredQuestions)
            {
                return;
            }
            else if (skipped > 0)
            {
                skipped--;
                tag = null;
            }
            else if (entry.Build is { State: BuildState.Waiting } build && known.Add(build.Id))
            {
                switch (await TryStartAsync(build, denied, stopping))
                {
                    case Questions.Answer.No:
                        tag = null;
                        skipped = Random.Shared.Next(Limits.SkippedBuilds + 1);
                        break;
                    case Questions.Answer.Error:
                        unanswered++;
                        break;
                    case Questions.Answer.Outage:
                        return;
                }
            }
        }

        // The whole list has been read and dealt with, so the frontend need not send the same list again.
        knownTag = tag;
    }

    /// <summary>Stores a build as a job and asks for it.</summary>
    private async Task<Questions.Answer> TryStartAsync(Build build, List<BuildUpdate> denied, CancellationToken stopping)
    {
        // A build that was refused and is valid now must not be reported as failed while it is built.
        bool mayHoldIt = refusedBuilds.Withdraw(build.Id);

        // Save the job before asking: from then on the frontend may hold the build for this backend, even after a restart.
        folder.Jobs.Save(GetJobName(build.Id), build);
        Questions.Answer answer = await TryBeginAsync(build, stopping);
        if (answer is Questions.Answer.No && mayHoldIt)
        {
            denied.Add(CreateEnd(build));
        }
        else if (answer is Questions.Answer.No)
        {
            // It is the answer to the first question, so the frontend has not given this backend the build: there is no end to report.
            Drop(build.Id);
        }

        return answer;
    }

    /// <summary>Begins a job if this backend may start the build.</summary>
    private async Task<Questions.Answer> TryBeginAsync(Build build, CancellationToken stopping)
    {
        Questions.Answer answer = await questions.AskAsync(build.Id, stopping);
        if (answer is Questions.Answer.Yes)
        {
            Begin(build, stopping);
        }

        return answer;
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
                bool hasEnded = false;
                try
                {
                    await RunAsync(build, canceled.Token, stopping);
                    hasEnded = true;
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

                // A job that failed may fail again: do not resume it at once.
                if (hasEnded)
                {
                    freed.Release();
                }
            },
            CancellationToken.None);
    }

    /// <summary>Builds a build and reports its start and its end. The job runs until its end is on the disk.</summary>
    private async Task RunAsync(Build build, CancellationToken canceled, CancellationToken stopping)
    {
        // The job's file has the start, so that no later report is before it, whatever the clock does.
        DateTimeOffset startedOn = NowOrAt(build.StartedOn);
        long start = time.GetTimestamp();
        await RepeatAsync(() => folder.Jobs.Save(GetJobName(build.Id), build with { StartedOn = startedOn }), stopping);
        string? results = options.Value.GetResultsUrl(BackendFolder.GetCoprPath(build.Copr));
        await RepeatAsync(() => reporter.Started(build.Id, startedOn, results), stopping);
        BuildStatus status = await BuildAsync(build, canceled, stopping);
        DateTimeOffset endedOn = startedOn + time.GetElapsedTime(start);
        await RepeatAsync(() => reporter.Ended(build.Id, endedOn, status), stopping);
        LogEnded(logger, build.Id, status);
        await RepeatAsync(() => folder.Jobs.Delete(GetJobName(build.Id)), stopping);
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

    private BuildUpdate CreateEnd(Build build) => new()
    {
        Id = build.Id,
        EndedOn = NowOrAt(build.StartedOn),
        Status = BuildStatus.Failed,
    };

    /// <summary>Returns the time; the given one if the clock has been set back before it.</summary>
    private DateTimeOffset NowOrAt(DateTimeOffset? earliest) =>
        time.GetUtcNow() is var now && now < earliest ? earliest.Value : now;

    private static string GetJobName(long id) => $"{id:D19}";

    /// <summary>Returns the id that a file of a job is named after; 0 if it is named otherwise.</summary>
    private static long ParseJobName(string name) =>
        long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long id) ? id : 0;

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
