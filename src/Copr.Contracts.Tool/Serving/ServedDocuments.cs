using System.Text.Json;
using Copr.Contracts.Tasks;
using Copr.Contracts.Tool.Checking;

namespace Copr.Contracts.Tool.Serving;

/// <summary>Reads the documents to serve.</summary>
internal static class ServedDocuments
{
    /// <exception cref="CouldNotCheckException">A document cannot be served.</exception>
    public static async Task<IStandIn> ReadAsync(IReadOnlyList<Source> files, CancellationToken cancellationToken)
    {
        List<(string File, string Contract, byte[] Text)> documents = [];
        foreach (Source file in files)
        {
            if (file.Problem is not null || file.File is null)
            {
                throw new CouldNotCheckException($"{file.Name}: {file.Problem ?? "name a file to serve."}");
            }

            await using FileStream content = Source.OpenFile(file.File);
            using var text = new MemoryStream();
            await content.CopyToAsync(text, cancellationToken);
            byte[] document = text.ToArray();
            documents.Add((file.Name, ContractName.Detect(document, file.Name, isOfTasks: false), document));
        }

        return documents.TrueForAll(static document => document.Contract == ContractName.WaitingBuilds)
            ? await ReadBuildsAsync(documents, cancellationToken)
            : await ReadTasksAsync(documents, cancellationToken);
    }

    private static async Task<WikiStandIn> ReadBuildsAsync(
        List<(string File, string Contract, byte[] Text)> documents, CancellationToken cancellationToken)
    {
        List<(string File, int Index, Build Build)> builds = [];
        foreach ((string file, _, byte[] text) in documents)
        {
            using var content = new MemoryStream(text);
            await ReadAsync(file, new WaitingBuildsReader(limits: DocumentLimits.OfFiles).ReadAsync(content, cancellationToken), entry =>
            {
                Require(file, entry.Violations);
                builds.Add((file, entry.Index, entry.Build!));
            });
        }

        HashSet<long> ids = [];
        return builds.FirstOrDefault(one => !ids.Add(one.Build.Id)) is { File: { } second, Build: { } twice }
            ? throw new CouldNotCheckException($"{second}: build {twice.Id} is served twice.")
            : new WikiStandIn(builds);
    }

    private static async Task<TaskStandIn> ReadTasksAsync(
        List<(string File, string Contract, byte[] Text)> documents, CancellationToken cancellationToken)
    {
        List<ServedTask>? listed = null;
        Dictionary<TaskId, ServedTask> own = [];
        Dictionary<long, IReadOnlyList<string>> releases = [];
        HashSet<TaskId> canceled = [];
        foreach ((string file, string contract, byte[] text) in documents)
        {
            switch (contract)
            {
                case ContractName.PendingTasks when IsEmpty(text) && ContractName.DetectByName(file) is null:
                    // It may as well be a list of no cancel requests, and adds nothing to the other documents.
                    break;
                case ContractName.PendingTasks:
                    listed ??= [];
                    using (var content = new MemoryStream(text))
                    {
                        await ReadAsync(file, new PendingTasksReader(DocumentLimits.OfFiles).ReadAsync(content, cancellationToken), entry =>
                        {
                            Require(file, entry.Violations);
                            listed.Add(new ServedTask(file, $"/{entry.Index}", entry.Task!));
                        });
                    }

                    break;
                case ContractName.BuildTask:
                    BuildTask build = Read<BuildTask>(file, text);
                    Add(own, new ServedTask(file, "", EntryOf(build)) { Document = text });
                    break;
                case ContractName.SourceTask:
                    SourceTask source = Read<SourceTask>(file, text);
                    Add(own, new ServedTask(file, "", EntryOf(source)) { Document = text });
                    // As in the builder, which names the releases that the report must have.
                    releases[source.BuildId] =
                        source.DistributionsInBuild is { Count: > 0 } chosen ? chosen : source.DistributionsInProject;
                    break;
                case ContractName.CancelRequests:
                    Require(file, TaskValidator.ValidateCancelRequests(text).Violations);
                    canceled.UnionWith((TaskId[])JsonSerializer.Deserialize(text, CoprJson.StrictOptions.GetTypeInfo(typeof(TaskId[])))!);
                    break;
                default:
                    throw new CouldNotCheckException($"{file}: {contract} cannot be served with tasks.");
            }
        }

        // The list decides the order and what is listed. Without one, every task is.
        if (listed is not null && own.Values.ExceptBy(listed.Select(IdOf), IdOf).FirstOrDefault() is { } missing)
        {
            throw new CouldNotCheckException($"{missing.File}: task {IdOf(missing)} is not in the list that is served.");
        }

        IEnumerable<ServedTask> served = listed?.DistinctBy(IdOf)
            .Select(task => task with { Document = own.GetValueOrDefault(IdOf(task))?.Document }) ?? own.Values;
        return new TaskStandIn([.. served.Select(task => task with { IsCanceled = canceled.Contains(IdOf(task)) })], releases, canceled);
    }

    private static bool IsEmpty(ReadOnlySpan<byte> array) =>
        array.Trim(" \t\r\n"u8) is [(byte)'[', .. var entries, (byte)']'] && entries.Trim(" \t\r\n"u8).IsEmpty;

    private static TaskId IdOf(ServedTask task) => task.Entry.TaskId;

    private static void Add(Dictionary<TaskId, ServedTask> tasks, ServedTask task)
    {
        if (!tasks.TryAdd(IdOf(task), task))
        {
            throw new CouldNotCheckException($"{task.File}: task {IdOf(task)} is served twice.");
        }
    }

    private static PendingTask EntryOf(BuildTask task) => new()
    {
        TaskId = task.TaskId,
        BuildId = task.BuildId,
        ProjectOwner = task.ProjectOwner,
        Sandbox = task.Sandbox,
        IsBackground = task.IsBackground,
        Chroot = task.Chroot,
        Tags = task.Tags,
        AllowsUserSsh = task.AllowsUserSsh,
    };

    private static PendingTask EntryOf(SourceTask task) => new()
    {
        TaskId = task.TaskId,
        BuildId = task.BuildId,
        ProjectOwner = task.ProjectOwner,
        Sandbox = task.Sandbox,
        IsBackground = task.IsBackground,
        Chroot = task.Chroot,
    };

    private static async Task ReadAsync<T>(string file, IAsyncEnumerable<T> entries, Action<T> add)
    {
        try
        {
            await foreach (T entry in entries)
            {
                add(entry);
            }
        }
        catch (ContractException exception)
        {
            Require(file, [exception.Violation]);
        }
    }

    private static T Read<T>(string file, byte[] text)
        where T : class, IContractObject<T>
    {
        try
        {
            return CoprJson.Read<T>(text);
        }
        catch (ContractException exception)
        {
            throw new CouldNotCheckException($"{file}: {exception.Violation}", exception);
        }
    }

    private static void Require(string file, IReadOnlyList<Violation> violations)
    {
        if (violations.FirstOrDefault(static violation => violation.Rule.Severity == Severity.Error) is { } error)
        {
            throw new CouldNotCheckException($"{file}: {error}");
        }
    }
}
