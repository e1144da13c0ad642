using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Copr.Contracts.Tasks;
using Copr.Contracts.Tool.Printing;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Checks a running frontend of the wire of tasks: its list of tasks, and every task that it lists.</summary>
internal sealed class TaskListChecker(CheckOptions options, SourceOpener opener, Printer printer, ProgressBar progress)
{
    private const int Concurrency = 8;

    /// <summary>After as many requests without an answer, a frontend is not asked for the other tasks.</summary>
    private const int MaxTimeouts = 8;

    private static readonly Rule NotServed = Rules.Find("COPR605")!;

    private static readonly Rule NoVersion = Rules.Find("COPR631")!;

    private int timeouts;

    /// <summary>Checks what the URL serves. If that is the list of a frontend, it is the first result, and the tasks on it are the
    /// others.</summary>
    public async Task<IReadOnlyList<CheckedSource>> CheckAsync(Source source, string contract, CancellationToken cancellationToken) =>
        contract == ContractName.PendingTasks && options.IsOfTasks
            ? await CheckListAsync(source, cancellationToken)
            : [await CheckAsync(source, contract, null, null, cancellationToken)];

    private async Task<IReadOnlyList<CheckedSource>> CheckListAsync(Source source, CancellationToken cancellationToken)
    {
        Uri root = RootOf(source.Name);
        var list = new Source(new Uri(root, TaskEndpoints.PendingJobs).ToString());
        List<TaskId> tasks = [];
        int? entries = null;
        CheckedSource checkedList = await CheckAsync(list, ContractName.PendingTasks, null, ReadTasksAsync, cancellationToken);
        TaskId[] wanted = [.. tasks.Distinct().Take(options.Limit ?? int.MaxValue)];
        IReadOnlyList<CheckedSource> checkedTasks = await progress.RunAsync(
            printer.Clean($"{root}: tasks"),
            isLong: wanted.Length > 0,
            wanted.Length,
            done => CheckTasksAsync(root, wanted, done, cancellationToken));
        bool lacksTasks = options.RequiresBuilds && entries == 0;
        return [checkedList with { LacksBuilds = lacksTasks }, .. checkedTasks];

        async Task ReadTasksAsync(Stream document)
        {
            entries = 0;
            try
            {
                var reader = new PendingTasksReader(DocumentLimits.OfFiles);
                await foreach (PendingTaskEntry entry in reader.ReadAsync(document, cancellationToken))
                {
                    entries++;
                    if (!entry.IsRejected)
                    {
                        tasks.Add(entry.Task.TaskId);
                    }
                }
            }
            catch (ContractException)
            {
                // The report contains the error.
            }
        }
    }

    private async Task<IReadOnlyList<CheckedSource>> CheckTasksAsync(
        Uri root, TaskId[] tasks, Action<double> progress, CancellationToken cancellationToken)
    {
        var results = new ConcurrentDictionary<int, CheckedSource>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(tasks.Index(), parallel, async (item, token) =>
        {
            if (Volatile.Read(ref timeouts) < MaxTimeouts)
            {
                var source = new Source(new Uri(root, TaskEndpoints.PathOf(item.Item)).ToString());
                string contract = item.Item.IsSource ? ContractName.SourceTask : ContractName.BuildTask;
                results[item.Index] = await CheckAsync(source, contract, item.Item, null, token);
                progress(results.Count);
            }
        });
        if (results.Count < tasks.Length)
        {
            string failure = string.Create(
                CultureInfo.InvariantCulture,
                $"{root}: {tasks.Length - results.Count} of {tasks.Length} tasks were not requested: {timeouts} requests timed out.");
            results[tasks.Length] = new CheckedSource(root.ToString(), null, [], []) { Failure = failure, FailOn = options.FailOn };
        }

        return [.. results.OrderBy(static result => result.Key).Select(static result => result.Value)];
    }

    private async Task<CheckedSource> CheckAsync(
        Source source, string contract, TaskId? listed, Func<Stream, Task>? read, CancellationToken cancellationToken)
    {
        try
        {
            await using OpenedSource opened = await opener.OpenPlainAsync(source, cancellationToken);
            CancellationToken untilTimeout = opened.Timeout!.Token;
            (Stream document, Exception? cutOff) = await Spool.FillAsync(opened.Content, opened.Limits.MaxListBytes, untilTimeout);
            await using Stream spooled = document;
            List<Violation> violations = [.. await FindViolationsAsync(opened, document, cutOff, contract, listed, untilTimeout)];
            violations.RemoveAll(violation => options.Disabled.Contains(violation.Rule));
            if (read is not null && opened.Response!.StatusCode == HttpStatusCode.OK)
            {
                document.Position = 0;
                await read(document);
            }

            document.Position = 0;
            IReadOnlyList<Excerpt?> excerpts =
                await Excerpt.FindAsync(document, violations, printer.Secrets, printer.Width, cancellationToken);
            return new CheckedSource(source.Name, contract, violations, excerpts) { FailOn = options.FailOn };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (exception is OperationCanceledException)
            {
                Interlocked.Increment(ref timeouts);
            }

            return new CheckedSource(source.Name, null, [], [])
            {
                Failure = opener.Describe(source, exception),
                FailOn = options.FailOn,
            };
        }
    }

    private async Task<IEnumerable<Violation>> FindViolationsAsync(
        OpenedSource opened, Stream document, Exception? cutOff, string contract, TaskId? listed, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = opened.Response!;
        if (listed is { } task && (int)response.StatusCode is 404 or 500)
        {
            string found = string.Create(
                CultureInfo.InvariantCulture, $"task {task} is listed, and the status of its own URL is {(int)response.StatusCode}");
            return [new Violation(NotServed, "", found, "the task")];
        }

        if (opened.FindWrongResponse() is { } wrong)
        {
            return [wrong];
        }

        byte[] beginning = new byte[64];
        int length = await document.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        document.Position = 0;
        if (FindPage(beginning.AsSpan(0, length), response) is { } page)
        {
            return [page];
        }

        List<Violation> violations = [.. FindVersionProblem(response)];
        if (listed is { } missing && beginning.AsSpan(0, length).Trim(" \t\r\n"u8).SequenceEqual("null"u8))
        {
            string found = $"task {missing} is listed, and its own URL answers with null";
            return [.. violations, new Violation(NotServed, "", found, "the task")];
        }

        IReadOnlyList<Violation> invalid = contract == ContractName.PendingTasks
            ? (await TaskValidator.ValidatePendingTasksAsync(document, opened.Limits, cancellationToken)).Violations
            : await WholeDocument.ValidateAsync(contract, document, opened.Limits, options.Mode, cancellationToken);
        violations.AddRange(invalid);
        if (listed is { } wanted && await ReadIdAsync(document, contract, cancellationToken) is { } id && id != wanted)
        {
            violations.Add(new(NotServed, "/task_id", $"task {wanted} is listed, and its own URL answers with task {id}", "the task"));
        }

        CutOff.Report(cutOff, contract, violations);
        return violations;
    }

    /// <summary>Reads the id of the task in a document; null if the document cannot be read, which is a violation already.</summary>
    private static async Task<TaskId?> ReadIdAsync(Stream document, string contract, CancellationToken cancellationToken)
    {
        document.Position = 0;
        try
        {
            return contract == ContractName.SourceTask
                ? (await CoprJson.ReadAsync<SourceTask>(document, cancellationToken: cancellationToken)).TaskId
                : (await CoprJson.ReadAsync<BuildTask>(document, cancellationToken: cancellationToken)).TaskId;
        }
        catch (ContractException)
        {
            return null;
        }
    }

    /// <summary>A frontend answers with a page if it is another program, or wants a login. Copr's own content types vary.</summary>
    private static Violation? FindPage(ReadOnlySpan<byte> beginning, HttpResponseMessage response) =>
        beginning.TrimStart(" \t\r\n"u8) is [(byte)'<', ..]
            ? new(
                OpenedSource.WrongResponse,
                "",
                $"the body is a page in HTML or XML, in the answer of {response.RequestMessage!.RequestUri}",
                "JSON; log in with --user or --header if the page is a login")
            : null;

    private static IEnumerable<Violation> FindVersionProblem(HttpResponseMessage response)
    {
        string? version = response.Headers.TryGetValues(TaskEndpoints.VersionHeader, out IEnumerable<string>? values)
            ? string.Join(", ", values)
            : null;
        if (version is null)
        {
            yield return new(NoVersion, "", $"there is no header {TaskEndpoints.VersionHeader}", "it, with an integer");
        }
        else if (!long.TryParse(version, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            yield return new(NoVersion, "", $"the header {TaskEndpoints.VersionHeader} is \"{version}\"", "an integer");
        }
    }

    /// <summary>The root of a frontend, given it or the URL of its list.</summary>
    private static Uri RootOf(string name)
    {
        var given = new Uri(name, UriKind.Absolute);
        string path = given.AbsolutePath.TrimEnd('/');
        string list = "/" + TaskEndpoints.PendingJobs.TrimEnd('/');
        path = path.EndsWith(list, StringComparison.Ordinal) ? path[..^list.Length] : path;
        return new UriBuilder(given) { Path = path + "/", Query = "", Fragment = "" }.Uri;
    }
}
