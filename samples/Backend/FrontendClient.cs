using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Copr.Contracts;
using Copr.Contracts.Validation;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>
/// The contract's endpoints as methods. The handler of the HTTP client retries failed GET requests. Whatever goes wrong is a
/// <see cref="FrontendException"/>.
/// </summary>
internal sealed partial class FrontendClient(
    HttpClient http, Clock clock, IOptions<BackendOptions> options, ILogger<FrontendClient> logger)
{
    private readonly WaitingBuildsReader reader = new(ReadingMode.Lenient, new ReaderLimits { MaxListBytes = Limits.ListBytes });
    private readonly ConcurrentDictionary<string, bool> missing = new(StringComparer.Ordinal);

    /// <summary>Requests the waiting builds; returns null if the list still has the given tag.</summary>
    public async Task<Waiting?> GetWaitingAsync(int limit, EntityTagHeaderValue? knownTag, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{CoprEndpoints.WaitingBuilds}?limit={limit}");
        if (knownTag is not null)
        {
            request.Headers.IfNoneMatch.Add(knownTag);
        }

        HttpResponseMessage response = await SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            response.Dispose();
            return null;
        }

        return new Waiting(response.Headers.ETag, ReadAsync(response, cancellationToken));
    }

    /// <summary>Asks whether this backend may start the build. If so, no other backend may.</summary>
    /// <returns>The answer; true if the frontend does not offer the question, as those of 2012 and 2013.</returns>
    public async Task<bool> TryStartAsync(long id, CancellationToken cancellationToken)
    {
        var question = new StartBuildRequest { BuildId = id, Backend = options.Value.Name };
        using HttpResponseMessage response = await PostAsync(CoprEndpoints.StartingBuild, question, cancellationToken);
        return IsMissing(response, CoprEndpoints.StartingBuild)
            || (await ReadAsync<StartBuildResponse>(response, cancellationToken)).CanStart;
    }

    /// <summary>Requests the ids of the builds to stop, on whichever backend they run.</summary>
    /// <returns>The ids; none if the frontend does not offer them, as those of 2012 and 2013.</returns>
    public async Task<IReadOnlyList<long>> GetCanceledAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, CoprEndpoints.CanceledBuilds);
        using HttpResponseMessage response = await SendAsync(request, cancellationToken);
        return IsMissing(response, CoprEndpoints.CanceledBuilds)
            ? []
            : (await ReadAsync<CanceledBuilds>(response, cancellationToken)).BuildIds;
    }

    /// <summary>Sends a report.</summary>
    /// <exception cref="FrontendException">The frontend has not stored the report. If it never will, there is a refusal.</exception>
    public async Task<BuildUpdatesResult> ReportAsync(BuildUpdates updates, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await PostAsync(CoprEndpoints.UpdateBuilds, updates, cancellationToken);
        if ((int)response.StatusCode is >= 400 and < 500 && await FindRefusalAsync(response, cancellationToken) is { } refusal)
        {
            throw new FrontendException(refusal);
        }

        return await ReadAsync<BuildUpdatesResult>(response, cancellationToken);
    }

    private async Task<HttpResponseMessage> PostAsync<T>(string path, T value, CancellationToken cancellationToken)
        where T : class, IContractObject<T>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(CoprJson.Write(value)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await AskAsync(
            token => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancellationToken);
        clock.Compare(response.Headers.Date);
        if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
        {
            // Following it would lose the password and make a GET of a POST, so the answer would say nothing.
            response.Dispose();
            var error = new HttpRequestException($"It redirects to {location}; set Backend:Frontend.", null, response.StatusCode);
            throw new FrontendException(error);
        }

        return response;
    }

    private static Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class, IContractObject<T> => AskAsync(
            async token =>
            {
                response.EnsureSuccessStatusCode();
                await using Stream body = await response.Content.ReadAsStreamAsync(token);
                return await CoprJson.ReadAsync<T>(body, ReadingMode.Lenient, cancellationToken: token);
            },
            cancellationToken);

    private async IAsyncEnumerable<BuildEntry> ReadAsync(
        HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using (response)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(Limits.Response);
            await using Stream body = await AskAsync(
                token =>
                {
                    response.EnsureSuccessStatusCode();
                    return response.Content.ReadAsStreamAsync(token);
                },
                cancellationToken);
            await using IAsyncEnumerator<BuildEntry> entries = reader.ReadAsync(body, timeout.Token).GetAsyncEnumerator(timeout.Token);
            while (await AskAsync(_ => entries.MoveNextAsync().AsTask(), cancellationToken))
            {
                yield return entries.Current;
            }
        }
    }

    /// <summary>
    /// Finds the rule that a request breaks. Only problem details (RFC 9457) that begin with a rule are the contract's refusal: any other
    /// answer may be a proxy's.
    /// </summary>
    private static async Task<string?> FindRefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return null;
        }

        byte[] buffer = new byte[Limits.ProblemBytes];
        int length = await AskAsync(
            async token =>
            {
                await using Stream body = await response.Content.ReadAsStreamAsync(token);
                return await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, token);
            },
            cancellationToken);
        try
        {
            using var problem = JsonDocument.Parse(buffer.AsMemory(0, length));
            return problem.RootElement.ValueKind == JsonValueKind.Object
                && problem.RootElement.TryGetProperty("detail", out JsonElement detail)
                && detail.ValueKind == JsonValueKind.String
                && detail.GetString() is { } text
                && Rules.Find(text.Split(' ')[0]) is not null
                    ? text
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Waits for the frontend for a limited time, and makes a <see cref="FrontendException"/> of whatever goes wrong.</summary>
    private static async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Limits.Response);
        try
        {
            return await ask(timeout.Token);
        }
        catch (Exception exception) when (exception is not FrontendException && !cancellationToken.IsCancellationRequested)
        {
            throw new FrontendException(exception);
        }
    }

    private bool IsMissing(HttpResponseMessage response, string endpoint)
    {
        bool isMissing = response.StatusCode == HttpStatusCode.NotFound;
        if (isMissing && missing.TryAdd(endpoint, true))
        {
            LogMissing(logger, endpoint);
        }

        return isMissing;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The frontend does not offer {Endpoint}; the backend builds without asking")]
    private static partial void LogMissing(ILogger logger, string endpoint);

    /// <summary>The entries of the waiting list as they arrive, and the list's tag.</summary>
    public sealed record Waiting(EntityTagHeaderValue? Tag, IAsyncEnumerable<BuildEntry> Entries);
}
