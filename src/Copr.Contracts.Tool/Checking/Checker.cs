using System.Globalization;
using System.Net;
using Copr.Contracts.Json;
using Copr.Contracts.Tool.Repositories;
using Copr.Contracts.Validation;

namespace Copr.Contracts.Tool.Checking;

/// <summary>Checks sources, one after the other.</summary>
internal sealed class Checker(CheckOptions options, HttpClient http, Progress progress)
{
    private const int Beginning = 64 * 1024;

    private const int Large = 4 * 1024 * 1024;

    /// <summary>A file of one's own may be of any size; what a frontend sends may not.</summary>
    private static readonly ReaderLimits OfFiles = new() { MaxDocumentBytes = long.MaxValue };

    public async Task<CheckedSource> CheckAsync(Source source, CancellationToken cancellationToken)
    {
        try
        {
            return source.Endpoint is { } endpoint
                ? await CheckUrlAsync(source, endpoint, cancellationToken)
                : await CheckTextAsync(source, cancellationToken);
        }
        catch (Exception exception) when (exception is CouldNotCheckException or HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            string failure = exception switch
            {
                CouldNotCheckException => exception.Message,
                OperationCanceledException => string.Create(CultureInfo.InvariantCulture, $"{source.Name}: there is no answer within {options.Timeout.TotalSeconds} seconds; --timeout allows more."),
                _ => $"{source.Name}: {exception.Message}",
            };
            return new CheckedSource(source.Name, null, [], new Dictionary<(long, long), Excerpt>()) { Failure = failure, FailOn = options.FailOn };
        }
    }

    private async Task<CheckedSource> CheckTextAsync(Source source, CancellationToken cancellationToken)
    {
        await using Stream text = source.Name == Source.StandardInput ? Console.OpenStandardInput() : Source.OpenFile(source.Name);
        if (text is FileStream { CanSeek: true } file)
        {
            return await CheckAsync(source, file, null, cancellationToken);
        }

        await using FileStream spooled = await Spool.FillAsync(text, OfFiles.MaxDocumentBytes - 1, cancellationToken);
        return await CheckAsync(source, spooled, null, cancellationToken);
    }

    private async Task<CheckedSource> CheckUrlAsync(Source source, Uri endpoint, CancellationToken cancellationToken)
    {
        if (options.Contract == ContractName.UpdateBuilds)
        {
            throw new CouldNotCheckException($"{source.Name}: a frontend serves no update-builds; check a file.");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Timeout);
        Uri url = options.Limit is { } limit && !endpoint.Query.Contains("limit=", StringComparison.Ordinal)
            ? new Uri($"{endpoint.GetLeftPart(UriPartial.Query)}{(endpoint.Query.Length == 0 ? "?" : "&")}limit={limit}", UriKind.Absolute)
            : endpoint;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach ((string name, string value) in options.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                throw new CouldNotCheckException($"--header {name} is no header of a request.");
            }
        }

        request.Headers.Authorization ??= options.Authorization;
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        await using Stream body = await response.Content.ReadAsStreamAsync(patience.Token);
        await using FileStream spooled = await Spool.FillAsync(body, ReaderLimits.Default.MaxDocumentBytes, patience.Token);
        return await CheckAsync(source, spooled, response, cancellationToken);
    }

    private async Task<CheckedSource> CheckAsync(Source source, FileStream text, HttpResponseMessage? response, CancellationToken cancellationToken)
    {
        string contract = options.Contract ?? (response is null ? await DetectAsync(text, cancellationToken) : ContractName.WaitingBuilds);
        ValidationReport report = await progress.RunAsync(source.Name, text.Length > Large, text.Length, done => ValidateAsync(contract, new ProgressStream(text, position => done(position)), response, cancellationToken));
        List<Violation> violations = [.. report.Violations.Where(violation => !options.Disabled.Contains(violation.Rule))];
        bool isServed = response is null or { StatusCode: HttpStatusCode.OK };
        bool lacksBuilds = options.RequiresBuilds && isServed && !await HasBuildsAsync(text, cancellationToken);
        if (options.AsksRepositories && contract == ContractName.WaitingBuilds && isServed)
        {
            violations.AddRange((await CheckRepositoriesAsync(source, text, cancellationToken)).Where(violation => !options.Disabled.Contains(violation.Rule)));
        }

        text.Position = 0;
        IReadOnlyDictionary<(long, long), Excerpt> excerpts = isServed
            ? await Excerpt.FindAsync(text, violations.Where(static violation => violation.Line is not null).Select(static violation => (violation.Line!.Value, violation.Column!.Value)), cancellationToken)
            : new Dictionary<(long, long), Excerpt>();
        return new CheckedSource(source.Name, contract, violations, excerpts)
        {
            LacksBuilds = lacksBuilds,
            FailOn = options.FailOn,
        };
    }

    private async Task<ValidationReport> ValidateAsync(string contract, ProgressStream text, HttpResponseMessage? response, CancellationToken cancellationToken)
    {
        int limit = options.Limit ?? WaitingBuilds.DefaultLimit;
        if (response is not null)
        {
            using var spooled = new HttpResponseMessage(response.StatusCode) { Content = new StreamContent(text) };
            spooled.Content.Headers.ContentType = response.Content.Headers.ContentType;
            return await ContractValidator.ValidateAsync(spooled, options.Reading, limit, cancellationToken: cancellationToken);
        }

        return contract == ContractName.UpdateBuilds
            ? await ContractValidator.ValidateUpdatesAsync(text, OfFiles, cancellationToken)
            : await ContractValidator.ValidateAsync(text, options.Reading, limit, OfFiles, cancellationToken);
    }

    private async Task<IReadOnlyList<Violation>> CheckRepositoriesAsync(Source source, FileStream text, CancellationToken cancellationToken)
    {
        List<(int Index, Build Build)> builds = [];
        await foreach (BuildEntry entry in EntriesAsync(text, cancellationToken))
        {
            if (!entry.IsRejected)
            {
                builds.Add((entry.Index, entry.Build));
            }
        }

        var checker = new RepositoryChecker(options.AllowsPrivate, options.Timeout);
        return await progress.RunAsync($"{source.Name}: repositories", isLong: true, total: 1, done => checker.CheckAsync(builds, done, cancellationToken));
    }

    private async Task<bool> HasBuildsAsync(FileStream text, CancellationToken cancellationToken)
    {
        await foreach (BuildEntry entry in EntriesAsync(text, cancellationToken))
        {
            return true;
        }

        return false;
    }

    /// <summary>The builds as far as the document can be read; where it ends early, the check has told.</summary>
    private async IAsyncEnumerable<BuildEntry> EntriesAsync(FileStream text, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        text.Position = 0;
        await using IAsyncEnumerator<BuildEntry> entries = new WaitingBuildsReader(options.Reading, OfFiles).ReadAsync(text, cancellationToken).GetAsyncEnumerator(cancellationToken);
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

    private static async Task<string> DetectAsync(FileStream text, CancellationToken cancellationToken)
    {
        byte[] beginning = new byte[Beginning];
        int read = await text.ReadAtLeastAsync(beginning, Beginning, throwOnEndOfStream: false, cancellationToken);
        text.Position = 0;
        return ContractName.Detect(beginning.AsSpan(0, read));
    }
}
