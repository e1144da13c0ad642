using System.Globalization;
using System.Security.Cryptography;
using Copr.Backend.Storage;
using Copr.Contracts;
using Copr.Contracts.Validation;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>Sets builds aside that break the contract, and reports them as failed, so that they do not stay in the queue.</summary>
internal sealed partial class RefusedBuilds(
    BackendFolder folder,
    Questions questions,
    Reporter reporter,
    IOptions<BackendOptions> options,
    TimeProvider time,
    ILogger<RefusedBuilds> logger)
{
    private readonly HashSet<string> remembered = new(StringComparer.Ordinal);

    /// <summary>The refused builds that this backend has not asked for yet. So the frontend has not given them to it.</summary>
    private readonly HashSet<long> unasked = [];

    /// <summary>Finds the errors that keep a build from being built, as leniently as the list was read.</summary>
    public static IReadOnlyList<Violation> FindErrors(BuildEntry entry) => entry.IsRejected
        ? entry.Violations
        : [.. ContractValidator.Validate(entry.Build, new() { Mode = ReadingMode.Lenient }).Violations
            .Where(static violation => violation.Rule.Severity == Severity.Error)];

    /// <summary>Refuses a build. If it fails, as on a full disk, the build is to be refused again.</summary>
    /// <param name="entry">The build.</param>
    /// <param name="errors">What breaks the contract.</param>
    /// <param name="isKnown">Whether another entry of the list is or was built under the same id.</param>
    /// <returns>Whether it succeeded.</returns>
    public bool Refuse(BuildEntry entry, IReadOnlyList<Violation> errors, bool isKnown) => logger.Try(() =>
    {
        SetAside(entry, errors);
        if (!options.Value.LeaveRefusedBuilds && !isKnown && entry is { Id: { } id, Build: null or { State: BuildState.Waiting } })
        {
            Save(id, errors);
        }
    });

    /// <summary>Drops the refusal of a build, if there is one.</summary>
    /// <returns>Whether the frontend may have given this backend the build, because it did not answer the question about it.</returns>
    public bool Withdraw(long id)
    {
        string name = GetName(id);
        if (!folder.Refusals.Contains(name))
        {
            return false;
        }

        folder.Refusals.Delete(name);
        return !unasked.Remove(id);
    }

    /// <summary>Reports the refused builds as failed that no other backend has started. Each is tried on its own.</summary>
    /// <param name="denied">Gets the ends of the builds that this backend may not start, although it may hold them.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    /// <returns>Whether none of them can be on the list again: false if another backend has one, or if a file is damaged.</returns>
    public async Task<bool> ReportAsync(List<BuildUpdate> denied, CancellationToken cancellationToken)
    {
        bool isSettled = true;
        List<(string Name, BuildUpdate End)> refusals = [];
        foreach ((string name, BuildUpdate? end, ContractException? error) in folder.Refusals.ReadAll())
        {
            if (end is null)
            {
                LogBroken(logger, name, error!.Message);
                isSettled = false;
                logger.Try(() => folder.Refusals.SetAside(name, folder.SetAside));
            }
            else
            {
                refusals.Add((name, end));
            }
        }

        foreach ((string name, BuildUpdate end) in questions.Sort(refusals, static refusal => refusal.End.Id))
        {
            bool isFirstQuestion = unasked.Remove(end.Id);
            Questions.Answer answer = await questions.AskAsync(end.Id, cancellationToken);
            if (answer is Questions.Answer.Outage)
            {
                break;
            }

            if (answer is Questions.Answer.Yes)
            {
                logger.Try(() =>
                {
                    reporter.Ended(end);
                    folder.Refusals.Delete(name);
                });
            }
            else if (answer is Questions.Answer.No && !isFirstQuestion)
            {
                denied.Add(end);
            }
            else if (answer is Questions.Answer.No)
            {
                isSettled = false;
                logger.Try(() => folder.Refusals.Delete(name));
            }
        }

        return isSettled;
    }

    /// <summary>Stores a build and logs it once.</summary>
    private void SetAside(BuildEntry entry, IReadOnlyList<Violation> errors)
    {
        byte[] json = entry.IsRejected ? entry.RawJson.ToArray() : CoprJson.Write(entry.Build);

        // The text of a build that is too large is not kept. If its id cannot be read, its position distinguishes it from others.
        string id = entry.Id?.ToString(CultureInfo.InvariantCulture) ?? (json.Length > 0 ? "without-id" : $"without-id-at-{entry.Index}");
        string name = json.Length == 0 ? id : $"{id}-{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 4))}";
        if (remembered.Contains(name))
        {
            return;
        }

        if (json.Length > 0)
        {
            folder.SetAside.Add(name, json);
        }

        if (remembered.Count >= Limits.RememberedBuilds)
        {
            remembered.Clear();
        }

        remembered.Add(name);
        LogSetAside(logger, name, string.Join(' ', errors));
    }

    /// <summary>Stores what is reported after the frontend has given this backend the build.</summary>
    private void Save(long id, IReadOnlyList<Violation> errors)
    {
        string name = GetName(id);
        if (folder.Refusals.Contains(name))
        {
            return;
        }

        DirectoryInfo results = folder.CreateRefusalFolder(id);
        File.WriteAllLines(Path.Combine(results.FullName, "violations.txt"), errors.Select(static error => error.ToString()));
        DateTimeOffset now = time.GetUtcNow();

        // With a start, because Copr's own frontends list a build until its start is reported.
        folder.Refusals.Save(name, new BuildUpdate
        {
            Id = id,
            StartedOn = now,
            Results = options.Value.GetResultsUrl(BackendFolder.GetRefusalPath(id)),
            EndedOn = now,
            Status = BuildStatus.Failed,
        });
        unasked.Add(id);
    }

    private static string GetName(long id) => $"{id:D19}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "A build breaks the contract; it is set aside as {Name}: {Errors}")]
    private static partial void LogSetAside(ILogger logger, string name, string errors);

    [LoggerMessage(Level = LogLevel.Error, Message = "The refusal {Name} is damaged; it is set aside: {Reason}")]
    private static partial void LogBroken(ILogger logger, string name, string reason);
}
