using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Copr.Backend.Builders;
using Copr.Backend.Storage;
using Copr.Contracts;
using Copr.Contracts.Validation;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>Polls the frontend, starts as many builds as there is room for, and stops canceled ones.</summary>
internal sealed partial class BuildWorker(
    BackendFolder folder,
    FrontendClient frontend,
    Reporter reporter,
    IBuilder builder,
    IOptions<BackendOptions> options,
    TimeProvider time,
    ILogger<BuildWorker> logger) : BackgroundService
{
    /// <summary>The largest limit that a frontend accepts.</summary>
    private const int MaxLimit = 1000;

    private readonly ConcurrentDictionary<long, Job> running = new();
    private readonly HashSet<string> setAside = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim slots = new(options.Value.Parallelism);
    private readonly SemaphoreSlim freed = new(0);
    private EntityTagHeaderValue? knownTag;

    public override void Dispose()
    {
        slots.Dispose();
        freed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach ((string name, Build? build, ContractException? error) in folder.Jobs.ReadAll())
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
                await StartBuildsAsync(stopping);
            }
        }
        catch (Exception exception) when (Outage.IsCauseOf(exception, stopping))
        {
            LogOutage(logger, exception.Message);
        }
    }

    /// <summary>Starts the builds on the waiting list until there is no room for more.</summary>
    private async Task StartBuildsAsync(CancellationToken stopping)
    {
        // Builds that are set aside stay on the list. Ask for as many more, so that they do not hide the next ones.
        int limit = Math.Min(WaitingBuilds.DefaultLimit + setAside.Count, MaxLimit);
        if (await frontend.GetWaitingAsync(limit, knownTag, stopping) is not { } waiting)
        {
            return;
        }

        knownTag = null;
        await foreach (BuildEntry entry in waiting.Entries)
        {
            if (entry.IsRejected)
            {
                SetAside(entry.Id, entry.RawJson.Span, entry.Violations);
            }
            else if (FindErrors(entry.Build) is [_, ..] errors)
            {
                SetAside(entry.Id, CoprJson.Write(entry.Build), errors);
            }
            else if (running.Count >= options.Value.Parallelism)
            {
                return;
            }
            else if (entry.Build.State == BuildState.Waiting && !running.ContainsKey(entry.Build.Id) && !reporter.HasEndOf(entry.Build.Id))
            {
                // Save the job before asking: from then on the frontend may hold the build for this backend, even after a restart.
                folder.Jobs.Save(GetJobName(entry.Build), entry.Build);
                Begin(entry.Build, stopping);
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
                bool hasStarted = true;
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
                    LogFailed(logger, exception, build.Id);
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

    private async Task<bool> RunAsync(Build build, CancellationToken canceled, CancellationToken stopping)
    {
        bool canStart = await TryStartAsync(build, stopping);
        if (canStart)
        {
            string? results = options.Value.ResultsUrl is { } url ? $"{url}{build.Copr.Name}/" : null;
            reporter.Started(build.Id, time.GetUtcNow(), results);
            BuildStatus status = await BuildAsync(build, canceled, stopping);
            reporter.Ended(build.Id, time.GetUtcNow(), status);
            LogEnded(logger, build.Id, status);
        }

        folder.Jobs.Delete(GetJobName(build));
        return canStart;
    }

    /// <summary>
    /// Asks to start the build until the frontend answers. If it refuses because the build was canceled, the end is reported, because no
    /// other backend reports it.
    /// </summary>
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
            catch (Exception exception) when (Outage.IsCauseOf(exception, stopping))
            {
                LogOutage(logger, exception.Message);
                await Task.Delay(options.Value.PollInterval, time, stopping);
            }
        }
    }

    /// <summary>Builds for each chroot, as many at once as there are slots. The build succeeds if all chroots do.</summary>
    private async Task<BuildStatus> BuildAsync(Build build, CancellationToken canceled, CancellationToken stopping)
    {
        try
        {
            bool[] succeeded = await Task.WhenAll(build.Chroots.Select(chroot => BuildAsync(build, chroot, canceled)));
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

    /// <summary>Finds the errors that keep a build from being built, as leniently as the list was read.</summary>
    private static Violation[] FindErrors(Build build) =>
        [.. ContractValidator.Validate(build, new() { Mode = ReadingMode.Lenient }).Violations
            .Where(static violation => violation.Rule.Severity == Severity.Error)];

    /// <summary>Stores an entry that breaks the contract, and logs it once.</summary>
    private void SetAside(long? id, ReadOnlySpan<byte> rawJson, IReadOnlyList<Violation> errors)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(rawJson).AsSpan(0, 4));
        string name = $"{id?.ToString(CultureInfo.InvariantCulture) ?? "without-id"}-{hash}";
        if (setAside.Add(name))
        {
            File.WriteAllBytes(Path.Combine(folder.SetAside, name + ".json"), rawJson);
            LogSetAside(logger, name, string.Join(' ', errors));
        }
    }

    private static string GetJobName(Build build) => $"{build.Id:D19}";

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "A build breaks the contract; it is set aside as {Name}: {Errors}")]
    private static partial void LogSetAside(ILogger logger, string name, string errors);

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Name} is damaged; it is set aside: {Reason}")]
    private static partial void LogBroken(ILogger logger, string name, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Build {BuildId} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, long buildId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frontend did not answer as expected; the backend tries again later: {Reason}")]
    private static partial void LogOutage(ILogger logger, string reason);

    private sealed class Job(CancellationTokenSource canceled)
    {
        public CancellationTokenSource Canceled => canceled;

        public Task Task { get; set; } = Task.CompletedTask;
    }
}
