using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Copr.Contracts.Tasks;
using Copr.Contracts.Tool.Printing;
using Copr.Contracts.Tool.Repositories;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Checks sources.</summary>
internal sealed class Checker(CheckOptions options, SourceOpener opener, Printer printer, ProgressBar progress)
{
    /// <summary>How many bytes of a document decide its contract.</summary>
    private const int DetectedBytes = 64 * 1024;

    /// <summary>The size, in bytes, from which checking a document can take longer than a moment.</summary>
    private const int LargeBytes = 4 * 1024 * 1024;

    private static readonly IReadOnlyList<Excerpt?> NoExcerpts = [];

    [SuppressMessage("Design", "CA1031", Justification = "One bad source must not stop the others, whatever is wrong with it.")]
    public async Task<CheckedSource> CheckAsync(Source source, CancellationToken cancellationToken)
    {
        try
        {
            return await CheckOpenedAsync(source, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new CheckedSource(source.Name, null, [], NoExcerpts)
            {
                Failure = opener.Describe(source, exception),
                FailOn = options.FailOn,
            };
        }
    }

    private async Task<CheckedSource> CheckOpenedAsync(Source source, CancellationToken cancellationToken)
    {
        await using OpenedSource opened = await opener.OpenAsync(source, cancellationToken);
        if (opened.Content is FileStream { CanSeek: true } file)
        {
            return await CheckDocumentAsync(source, opened, file, null, cancellationToken);
        }

        (Stream document, Exception? cutOff) =
            await Spool.FillAsync(opened.Content, opened.Limits.MaxListBytes, opened.Timeout?.Token ?? cancellationToken);
        await using Stream spooled = document;
        return await CheckDocumentAsync(source, opened, document, cutOff, cancellationToken);
    }

    private async Task<CheckedSource> CheckDocumentAsync(
        Source source, OpenedSource opened, Stream document, Exception? cutOff, CancellationToken cancellationToken)
    {
        byte[] beginning = new byte[DetectedBytes];
        int length = await document.ReadAtLeastAsync(beginning, DetectedBytes, throwOnEndOfStream: false, cancellationToken);
        string contract =
            options.Contract
            ?? opened.Endpoint?.Contract
            ?? ContractName.Detect(beginning.AsSpan(0, length), source.Name, options.IsOfTasks);
        Violation? unreadable = opened.FindWrongResponse() ?? TextEncoding.FindProblem(beginning.AsSpan(0, length));
        if (unreadable is not null)
        {
            return new CheckedSource(source.Name, contract, [unreadable], NoExcerpts) { FailOn = options.FailOn };
        }

        int start = options.Mode == ReadingMode.Lenient ? TextEncoding.LengthOfMark(beginning.AsSpan(0, length)) : 0;
        document.Position = start;
        List<Violation> violations = await progress.RunAsync(
            printer.Clean(source.Name),
            isLong: document.Length > LargeBytes,
            document.Length,
            done => ValidateAsync(
                contract,
                new ProgressStream(document, position => done(position)),
                opened.Endpoint?.Contract is null ? null : opened.Response,
                cancellationToken));
        CutOff.Report(cutOff, contract, violations);
        bool isList = contract == ContractName.WaitingBuilds;
        bool lacksBuilds = options.RequiresBuilds && isList
            && !await ReadEntriesAsync(document, start, cancellationToken).AnyAsync(cancellationToken);
        if (options.ChecksRepositories && isList)
        {
            violations.AddRange(await CheckRepositoriesAsync(source, document, start, cancellationToken));
        }

        violations.RemoveAll(violation => options.Disabled.Contains(violation.Rule));
        document.Position = start;
        return new CheckedSource(source.Name, contract, violations, await FindExcerptsAsync())
        {
            LacksBuilds = lacksBuilds,
            FailOn = options.FailOn,
        };

        Task<IReadOnlyList<Excerpt?>> FindExcerptsAsync() =>
            Excerpt.FindAsync(document, violations, printer.Secrets, printer.Width, cancellationToken);
    }

    private async Task<List<Violation>> ValidateAsync(
        string contract, Stream document, HttpResponseMessage? response, CancellationToken cancellationToken)
    {
        var validation = new ValidationOptions
        {
            Mode = options.Mode,
            MaxBuilds = options.Limit ?? WaitingBuilds.DefaultLimit,
            Limits = response is null ? DocumentLimits.OfFiles : DocumentLimits.OfResponses,
        };
        if (contract == ContractName.WaitingBuilds && response is not null)
        {
            using var spooled = new HttpResponseMessage(response.StatusCode) { Content = new StreamContent(document) };
            spooled.Content.Headers.ContentType = response.Content.Headers.ContentType;
            ValidationReport report = await ContractValidator.ValidateWaitingBuildsResponseAsync(spooled, validation, cancellationToken);
            return [.. report.Violations.Select(violation => violation.Rule != OpenedSource.WrongResponse ? violation : new Violation(
                violation.Rule,
                violation.Path,
                $"{violation.Found}, in the answer of {response.RequestMessage!.RequestUri}",
                violation.Expected))];
        }

        return contract switch
        {
            ContractName.WaitingBuilds =>
                [.. (await ContractValidator.ValidateWaitingBuildsAsync(document, validation, cancellationToken)).Violations],
            ContractName.UpdateBuilds =>
                [.. (await ContractValidator.ValidateBuildUpdatesAsync(document, validation, cancellationToken)).Violations],
            ContractName.PendingTasks =>
                [.. (await TaskValidator.ValidatePendingTasksAsync(document, validation.Limits, cancellationToken)).Violations],
            _ => [.. await WholeDocument.ValidateAsync(contract, document, validation.Limits, options.Mode, cancellationToken)],
        };
    }

    private async Task<IReadOnlyList<Violation>> CheckRepositoriesAsync(
        Source source, Stream document, long start, CancellationToken cancellationToken)
    {
        List<(int Index, Build Build)> builds = await ReadEntriesAsync(document, start, cancellationToken)
            .Where(static entry => !entry.IsRejected)
            .Select(static entry => (entry.Index, entry.Build!))
            .ToListAsync(cancellationToken);
        var checker = new RepositoryChecker(options.AllowsPrivate, options.Timeout);
        return await progress.RunAsync(
            printer.Clean($"{source.Name}: repositories"),
            isLong: true,
            total: 1,
            done => checker.CheckAsync(builds, done, cancellationToken));
    }

    /// <summary>Reads the entries up to the first error outside of a build, which the report contains.</summary>
    private async IAsyncEnumerable<BuildEntry> ReadEntriesAsync(
        Stream document, long start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        document.Position = start;
        var reader = new WaitingBuildsReader(options.Mode, DocumentLimits.OfFiles);
        await using IAsyncEnumerator<BuildEntry> entries =
            reader.ReadAsync(document, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync())
        {
            yield return entries.Current;
        }

        async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await entries.MoveNextAsync();
            }
            catch (ContractException)
            {
                return false;
            }
        }
    }
}
