using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Copr.Contracts.Tool.Printing;
using Copr.Contracts.Tool.Repositories;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Checks sources.</summary>
internal sealed class Checker(CheckOptions options, HttpClient http, Printer printer, ProgressBar progress)
{
    /// <summary>How many bytes of a document decide its contract.</summary>
    private const int DetectedBytes = 64 * 1024;

    /// <summary>The size, in bytes, from which checking a document can take longer than a moment.</summary>
    private const int LargeBytes = 4 * 1024 * 1024;

    private static readonly Dictionary<(long, long), Excerpt> NoExcerpts = [];

    [SuppressMessage("Design", "CA1031", Justification = "One bad source must not stop the others, whatever is wrong with it.")]
    public async Task<CheckedSource> CheckAsync(Source source, CancellationToken cancellationToken)
    {
        try
        {
            return source.Problem is { } problem ? throw new CouldNotCheckException($"{source.Name}: {problem}")
                : source.Endpoint is { } endpoint
                ? await CheckUrlAsync(source, endpoint, cancellationToken)
                : await CheckFileAsync(source, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new CheckedSource(source.Name, null, [], NoExcerpts) { Failure = Describe(source, exception), FailOn = options.FailOn };
        }
    }

    private static async Task<string> DetectContractAsync(FileStream document, CancellationToken cancellationToken)
    {
        byte[] beginning = new byte[DetectedBytes];
        int read = await document.ReadAtLeastAsync(beginning, DetectedBytes, throwOnEndOfStream: false, cancellationToken);
        document.Position = 0;
        return ContractName.Detect(beginning.AsSpan(0, read));
    }

    private string Describe(Source source, Exception exception) => exception switch
    {
        CouldNotCheckException => exception.Message,
        OperationCanceledException => string.Create(
            CultureInfo.InvariantCulture,
            $"{source.Name}: there is no response within {options.Timeout.TotalSeconds} seconds; --timeout allows more."),
        _ => $"{source.Name}: {exception.Message}",
    };

    private async Task<CheckedSource> CheckFileAsync(Source source, CancellationToken cancellationToken)
    {
        await using Stream input = source.Name == Source.StandardInput ? Console.OpenStandardInput() : Source.OpenFile(source.Name);
        if (input is FileStream { CanSeek: true } file)
        {
            return await CheckDocumentAsync(source, file, response: null, cancellationToken);
        }

        await using FileStream spooled = await Spool.FillAsync(input, DocumentLimits.OfFiles.MaxListBytes, cancellationToken);
        return await CheckDocumentAsync(source, spooled, response: null, cancellationToken);
    }

    private async Task<CheckedSource> CheckUrlAsync(Source source, Uri endpoint, CancellationToken cancellationToken)
    {
        if (options.Contract == ContractName.UpdateBuilds)
        {
            throw new CouldNotCheckException($"{source.Name}: a frontend does not serve update-builds; check a file instead.");
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        using HttpRequestMessage request = CreateRequest(endpoint);
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
        await using Stream body = await response.Content.ReadAsStreamAsync(timeout.Token);
        await using FileStream spooled = await Spool.FillAsync(body, DocumentLimits.OfResponses.MaxListBytes, timeout.Token);
        return await CheckDocumentAsync(source, spooled, response, cancellationToken);
    }

    private HttpRequestMessage CreateRequest(Uri endpoint)
    {
        Uri url = options.Limit is { } limit && !endpoint.Query.Contains("limit=", StringComparison.Ordinal)
            ? new Uri($"{endpoint.GetLeftPart(UriPartial.Query)}{(endpoint.Query.Length == 0 ? "?" : "&")}limit={limit}", UriKind.Absolute)
            : endpoint;
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach ((string name, string value) in options.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Dispose();
                throw new CouldNotCheckException($"--header {name}: a request cannot have this header.");
            }
        }

        request.Headers.Authorization ??= options.Authorization;
        return request;
    }

    private async Task<CheckedSource> CheckDocumentAsync(
        Source source, FileStream document, HttpResponseMessage? response, CancellationToken cancellationToken)
    {
        string contract = options.Contract
            ?? (response is null ? await DetectContractAsync(document, cancellationToken) : ContractName.WaitingBuilds);
        ValidationReport report = await progress.RunAsync(
            printer.Clean(source.Name),
            isLong: document.Length > LargeBytes,
            document.Length,
            done => ValidateAsync(contract, new ProgressStream(document, position => done(position)), response, cancellationToken));
        List<Violation> violations = [.. report.Violations];

        // The body of any other response is not a document of the contract.
        bool isDocument = response is null or { StatusCode: HttpStatusCode.OK };
        bool lacksBuilds = options.RequiresBuilds && isDocument
            && !await ReadEntriesAsync(document, cancellationToken).AnyAsync(cancellationToken);
        if (options.ChecksRepositories && isDocument && contract == ContractName.WaitingBuilds)
        {
            violations.AddRange(await CheckRepositoriesAsync(source, document, cancellationToken));
        }

        violations.RemoveAll(violation => options.Disabled.Contains(violation.Rule));
        return new CheckedSource(
            source.Name, contract, violations, isDocument ? await FindExcerptsAsync(document, violations, cancellationToken) : NoExcerpts)
        {
            LacksBuilds = lacksBuilds,
            FailOn = options.FailOn,
        };
    }

    private async Task<ValidationReport> ValidateAsync(
        string contract, ProgressStream document, HttpResponseMessage? response, CancellationToken cancellationToken)
    {
        var validation = new ValidationOptions
        {
            Mode = options.Mode,
            MaxBuilds = options.Limit ?? WaitingBuilds.DefaultLimit,
            Limits = response is null ? DocumentLimits.OfFiles : DocumentLimits.OfResponses,
        };
        if (response is not null)
        {
            using var spooled = new HttpResponseMessage(response.StatusCode) { Content = new StreamContent(document) };
            spooled.Content.Headers.ContentType = response.Content.Headers.ContentType;
            return await ContractValidator.ValidateWaitingBuildsResponseAsync(spooled, validation, cancellationToken);
        }

        return contract == ContractName.UpdateBuilds
            ? await ContractValidator.ValidateBuildUpdatesAsync(document, validation, cancellationToken)
            : await ContractValidator.ValidateWaitingBuildsAsync(document, validation, cancellationToken);
    }

    private async Task<IReadOnlyList<Violation>> CheckRepositoriesAsync(
        Source source, FileStream document, CancellationToken cancellationToken)
    {
        List<(int Index, Build Build)> builds = await ReadEntriesAsync(document, cancellationToken)
            .Where(static entry => !entry.IsRejected)
            .Select(static entry => (entry.Index, entry.Build!))
            .ToListAsync(cancellationToken);
        var checker = new RepositoryChecker(options.AllowsPrivate, options.Timeout);
        return await progress.RunAsync(
            printer.Clean($"{source.Name}: repositories"), isLong: true, total: 1, done => checker.CheckAsync(builds, done, cancellationToken));
    }

    /// <summary>Reads the entries up to the first error outside of a build, which the report contains.</summary>
    private async IAsyncEnumerable<BuildEntry> ReadEntriesAsync(
        FileStream document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        document.Position = 0;
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

    private Task<IReadOnlyDictionary<(long Line, long Column), Excerpt>> FindExcerptsAsync(
        FileStream document, List<Violation> violations, CancellationToken cancellationToken)
    {
        document.Position = 0;
        var places =
            from violation in violations
            where violation.Line is not null
            select (violation.Line!.Value, violation.Column!.Value);
        return Excerpt.FindAsync(document, places, printer.Secrets, printer.Width, cancellationToken);
    }
}
