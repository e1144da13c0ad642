using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Copr.Contracts;
using Microsoft.Extensions.Options;

namespace Copr.Backend;

/// <summary>The contract's endpoints as methods. The handler of the HTTP client retries failed requests.</summary>
internal sealed class FrontendClient(HttpClient http, IOptions<BackendOptions> options)
{
    /// <summary>A list of 64 MiB has more builds than any backend asks for. Other responses are small: the defaults are enough.</summary>
    private static readonly ReaderLimits Limits = new() { MaxListBytes = 64 * 1024 * 1024 };

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    private readonly WaitingBuildsReader reader = new(ReadingMode.Lenient, Limits);

    /// <summary>Requests the waiting builds; returns null if the list still has the given tag.</summary>
    public async Task<Waiting?> GetWaitingAsync(int limit, EntityTagHeaderValue? knownTag, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{CoprEndpoints.WaitingBuilds}?limit={limit}");
        if (knownTag is not null)
        {
            request.Headers.IfNoneMatch.Add(knownTag);
        }

        HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            response.Dispose();
            return null;
        }

        return new Waiting(response.Headers.ETag, ReadAsync(response, cancellationToken));
    }

    /// <summary>Asks whether this backend may start the build. If so, no other backend may.</summary>
    public async Task<bool> TryStartAsync(long id, CancellationToken cancellationToken)
    {
        var question = new StartBuildRequest { BuildId = id, Backend = options.Value.Name };
        using HttpResponseMessage response = await PostAsync(CoprEndpoints.StartingBuild, question, cancellationToken);
        return (await ReadAsync<StartBuildResponse>(response, cancellationToken)).CanStart;
    }

    /// <summary>Requests the ids of the builds to stop, on whichever backend they run.</summary>
    public async Task<IReadOnlyList<long>> GetCanceledAsync(CancellationToken cancellationToken)
    {
        var path = new Uri(CoprEndpoints.CanceledBuilds, UriKind.Relative);
        using HttpResponseMessage response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return (await ReadAsync<CanceledBuilds>(response, cancellationToken)).BuildIds;
    }

    /// <summary>Sends a report; returns null if the frontend refuses it for good.</summary>
    public async Task<BuildUpdatesResult?> ReportAsync(BuildUpdates updates, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await PostAsync(CoprEndpoints.UpdateBuilds, updates, cancellationToken);
        return response.StatusCode == HttpStatusCode.BadRequest ? null : await ReadAsync<BuildUpdatesResult>(response, cancellationToken);
    }

    private async Task<HttpResponseMessage> PostAsync<T>(string path, T value, CancellationToken cancellationToken)
        where T : class, IContractObject<T>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(CoprJson.Write(value)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class, IContractObject<T>
    {
        response.EnsureSuccessStatusCode();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ResponseTimeout);
        await using Stream body = await response.Content.ReadAsStreamAsync(timeout.Token);
        return await CoprJson.ReadAsync<T>(body, ReadingMode.Lenient, cancellationToken: timeout.Token);
    }

    private async IAsyncEnumerable<BuildEntry> ReadAsync(
        HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using (response)
        {
            response.EnsureSuccessStatusCode();
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(ResponseTimeout);
            await using Stream body = await response.Content.ReadAsStreamAsync(timeout.Token);
            await foreach (BuildEntry entry in reader.ReadAsync(body, timeout.Token))
            {
                yield return entry;
            }
        }
    }

    /// <summary>The entries of the waiting list as they arrive, and the list's tag.</summary>
    public sealed record Waiting(EntityTagHeaderValue? Tag, IAsyncEnumerable<BuildEntry> Entries);
}
